import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { badlySet } from '../support/french.ts';
import { languageOf, problemWords, sayIn } from '../../api/platform/words.ts';

const api = join(import.meta.dirname, '../../api');
const files = readdirSync(api, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => ({ name, text: readFileSync(join(api, name), 'utf8') }));
const source = files.map(({ text }) => text).join('\n');
const read = (file: string) => JSON.parse(readFileSync(join(api, file), 'utf8')) as Record<string, unknown>;
const [english, french] = ['en', 'fr'].map((language) => ({ ...read(`locales/${language}.json`), ...read(`teams/locales/${language}.json`) })) as Record<string, unknown>[];

const textsOf = (value: unknown, path = ''): [string, string][] =>
  (typeof value === 'string' ? [[path, value]] : Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, path ? `${path}.${key}` : key)));
const keys = textsOf(english).map(([key]) => key);
const filledIn = (text: string): string[] => [...new Set([...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name!))].sort();

/** The codes that stand beside an `about`, as `code: 'programme-lead-only', about: 'import'`. */
const codesWithAbout = [...source.matchAll(/code: '([\w-]+)', about: '([\w-]+)'/g)].map(([, code, about]) => ({ code, about }));

/** What is written for those who run Trellis or build upon it, in English: starting, settings, metrics, the API's description. */
const forOperators = /^(server|platform\/settings|platform\/http\/(openapi|metrics-route)|platform\/graph\/graph-metrics|platform\/database\/prepare-pglite)\.ts$/;
/** Of a person whom the directory has not shown yet, where a name is part of what is read from the database. */
const known = ['Someone in your organisation'];

/** Sentences that stand in code, apart from what errors say to the log (`super`, `new`), SQL and the summaries of operations. */
function sentencesIn({ name, text }: { name: string; text: string }): string[] {
  const found: string[] = [];
  const isSentence = (said: string): boolean => /^“?\p{Lu}[\p{L}’]*[\s,:]/u.test(said) && said.trim().split(/\s+/).filter((word) => /\p{L}{2,}/u.test(word)).length >= 3;
  const isForTheLog = ({ parent }: ts.Node): boolean => ts.isNewExpression(parent) || (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.SuperKeyword);
  const isDescription = ({ parent }: ts.Node): boolean => ts.isPropertyAssignment(parent) && ['summary', "'www-authenticate'"].includes(parent.name.getText());
  const visit = (node: ts.Node): void => {
    const said = ts.isStringLiteralLike(node) ? node.text : ts.isTemplateExpression(node) ? [node.head, ...node.templateSpans.map(({ literal }) => literal)].map((part) => part.text).join(' ') : '';
    if (isSentence(said) && !ts.isTaggedTemplateExpression(node.parent) && !isForTheLog(node) && !isDescription(node)) found.push(said);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  return found;
}

describe('words of the API', () => {
  it('stand in the locale files, never in code', () => {
    const ours = files.filter(({ name }) => !forOperators.test(name) && !name.includes('migrations/'));
    expect(ours.flatMap((file) => sentencesIn(file).filter((said) => !known.includes(said)).map((said) => `${file.name}: ${said}`))).toEqual([]);
  });

  it('are there in French as in English, with everything that is filled in', () => {
    expect(textsOf(french).map(([key]) => key).sort()).toEqual([...keys].sort());
    const inFrench = new Map(textsOf(french));
    expect(textsOf(english).filter(([key, text]) => filledIn(text).join() !== filledIn(inFrench.get(key)!).join()).map(([key]) => key)).toEqual([]);
  });

  it('are French in the French file: no text was left as it is in English', () => {
    const inFrench = new Map(textsOf(french));
    const same = textsOf(english).filter(([key, text]) => /\p{L}{3,} \p{L}{3,}/u.test(text.replace(/\{\{[^}]*\}\}/g, '')) && inFrench.get(key) === text);
    expect(same.map(([key]) => key)).toEqual([]);
    // Spaces before marks and within quotation marks keep to the line, as French readers expect.
    expect(textsOf(french).filter(([, text]) => badlySet(text)).map(([key]) => key)).toEqual([]);
  });

  it('are all asked for: no key is left over', () => {
    const said = (text: string) => source.includes(`'${text}'`);
    const made = [...source.matchAll(/`([\w.-]+[.-])\$\{[^`]*`/g)].map(([, start]) => start!);
    const isAsked = (key: string): boolean => {
      const [section, code, part] = key.split('.');
      if (section === 'kinds') return said(code!);
      if (section === 'problems' || section === 'refusals') {
        const form = /_(.+)$/.exec(part!)?.[1];
        return (said(code!) || made.some((start) => code!.startsWith(start))) && (!form || /^(one|other)$/.test(form) || said(form));
      }
      return said(key) || said(key.replace(/_[\w-]+$/, '')) || made.some((start) => start.includes('.') && key.startsWith(start)) || said(key.replace(/\.\d+$/, ''));
    };
    expect(keys.filter((key) => !isAsked(key))).toEqual([]);
  });

  it('are there for every code with what it is about', () => {
    expect(codesWithAbout.length).toBeGreaterThan(1);
    expect(codesWithAbout.filter(({ code, about }) => !keys.some((key) => key === `problems.${code}.detail_${about}` || key === `problems.${code}.remedy_${about}`))).toEqual([]);
  });

  it('have a title and a detail for every code', () => {
    const kinds = Object.keys(english!['kinds'] as object);
    const untitled = Object.entries(english!['problems'] as Record<string, Record<string, string>>).filter(([, words]) => !(words['detail'] ?? words['detail_other']));
    expect(untitled.map(([code]) => code)).toEqual([]);
    expect(kinds.every((kind) => keys.includes(`kinds.${kind}.title`))).toBe(true);
  });

  it('say in the reader’s language what is filled in, and leave what people typed as it is', () => {
    expect(problemWords({ code: 'charter-changed', values: { who: { say: 'common.someone' }, version: 3, based: 2 } }, 'fr').detail).toMatch(/^Quelqu’un a modifié la charte/);
    expect(problemWords({ code: 'charter-changed', values: { who: '{{version}} $t(common.someone) <b>', version: 3, based: 2 } }, 'en').detail).toContain('{{version}} $t(common.someone) <b> changed');
    expect(sayIn('fr')('charter.suggest')).toBe('Dites à la coordination ce que vous changeriez.');
  });

  it.each([
    ['fr', 'fr'], ['fr-CA,en;q=0.8', 'fr'], ['en-GB,fr;q=0.9', 'en'], ['en;q=0.3, fr;q=0.7', 'fr'], ['de-DE,de;q=0.9,fr;q=0.4,en;q=0.2', 'fr'], ['fr;q=0,en', 'en'],
    ['de', 'en'], ['*', 'en'], ['', 'en'], [undefined, 'en'], ['en-US@posix', 'en'], [',;q=;;', 'en'],
  ])('are chosen by what the reader accepts: %s', (accepted, language) => {
    expect(languageOf(accepted)).toBe(language);
  });
});
