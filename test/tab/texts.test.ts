import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { badlySet } from '../support/french.ts';

const root = join(import.meta.dirname, '../../src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name)).map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));
const texts = JSON.parse(readFileSync(join(root, 'locales/en.json'), 'utf8')) as Record<string, unknown>;

/** Attributes whose value people see or hear. */
const spoken = /^(aria-label|aria-description|title|label|hint|placeholder|alt|validationMessage)$/;
const hasWords = (text: string): boolean => /\p{L}{2,}/u.test(text);

function literalsIn(file: { name: string; text: string }): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && hasWords(node.text)) found.push(node.text.trim());
    if (ts.isJsxAttribute(node) && spoken.test(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer) && hasWords(node.initializer.text)) found.push(node.initializer.text);
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteral(node.expression) && hasWords(node.expression.text) && !ts.isJsxAttribute(node.parent)) found.push(node.expression.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file.name, file.text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

const keysOf = (value: unknown, path = ''): string[] => (typeof value === 'string' ? [path] : Object.entries(value as object).flatMap(([key, inner]) => keysOf(inner, path ? `${path}.${key}` : key)));
const known = new Set(keysOf(texts).map((key) => key.replace(/_(one|other|more)$/, '')));

describe('texts of the tab', () => {
  it('stand in the locale file, never in a component', () => {
    expect(files.flatMap((file) => literalsIn(file).map((text) => `${file.name}: ${text}`))).toEqual([]);
  });

  it('are there for every key that is asked for', () => {
    const asked = files.flatMap(({ name, text }) => [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => ({ name, key: key ?? '' })));
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter(({ key }) => !known.has(key))).toEqual([]);
  });

  it('are all asked for: no key is left over', () => {
    const source = files.map(({ text }) => text).join('\n');
    // With a context: another sentence of the same key, such as `ties.closed_channel`.
    const literal = (key: string): boolean => source.includes(`'${key}'`) || (key.includes('_') && source.includes(`'${key.replace(/_\w+$/, '')}', { context: `));
    // Keys made of parts, such as `stages.${stage}.name`: the beginning stands in a template.
    const made = [...source.matchAll(/`([\w.-]+)\$\{[^`]*`/g)].map(([, start]) => start ?? '');
    expect([...known].filter((key) => !literal(key) && !made.some((start) => start.length > 3 && key.startsWith(start)))).toEqual([]);
  });

  it('are there in French as in English, with everything that is filled in', () => {
    const valuesOf = (value: unknown, path = ''): [string, string][] => (typeof value === 'string' ? [[path, value]] : Object.entries(value as object).flatMap(([key, inner]) => valuesOf(inner, path ? `${path}.${key}` : key)));
    const filledIn = (text: string): string[] => [...text.matchAll(/\{\{[^}]*\}\}/g)].map(([found]) => found).sort();
    const [english, french] = [texts, JSON.parse(readFileSync(join(root, 'locales/fr.json'), 'utf8')) as unknown].map((each) => valuesOf(each));
    expect(french!.map(([key]) => key).sort()).toEqual(english!.map(([key]) => key).sort());
    const inFrench = new Map(french);
    expect(english!.filter(([key, text]) => filledIn(text).join() !== filledIn(inFrench.get(key)!).join()).map(([key]) => key)).toEqual([]);
    // Spaces before marks and within quotation marks keep to the line, as French readers expect.
    expect(french!.filter(([, text]) => badlySet(text)).map(([key]) => key)).toEqual([]);
  });
});
