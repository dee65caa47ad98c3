import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Frame } from 'playwright-core';

/** Marks where a text of the locale file begins and ends; nothing that people type has these. */
const [open, close] = ['⟦', '⟧'];
const accents: Record<string, string> = { a: 'á', e: 'é', i: 'î', o: 'ö', u: 'ü', c: 'ç', n: 'ñ', s: 'š', y: 'ý', z: 'ž', A: 'Â', E: 'Ê', I: 'Î', O: 'Ø', U: 'Û', C: 'Ç', N: 'Ñ', S: 'Š' };

/** A text as a longer language would have it: accented, 40 % longer, between marks; what is filled in stays. */
function pseudo(text: string): string {
  const accented = text.split(/(\{\{[^}]*\}\})/).map((part) => (part.startsWith('{{') ? part : part.replace(/[A-Za-z]/g, (letter) => accents[letter] ?? letter))).join('');
  return `${open}${accented}${' ön'.repeat(Math.ceil(text.length * 0.4 / 3))}${close}`;
}

const everyText = (value: unknown): unknown => (typeof value === 'string' ? pseudo(value) : Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, everyText(inner)])));

/** Puts a language that nobody speaks, written from right to left, in the place of French. */
export async function speakPseudo(context: BrowserContext): Promise<void> {
  const english = JSON.parse(readFileSync(join(import.meta.dirname, '../../../src/locales/en.json'), 'utf8')) as Record<string, unknown>;
  const texts = { ...everyText(english) as object, language: { direction: 'rtl' } };
  await context.route(/\/assets\/fr-[\w-]+\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body: `export default ${JSON.stringify(texts)}` }));
}

/** Words that Intl says in the reader's own locale: months, days, "ago", zones. */
function wordsOfDates(locale: string): string[] {
  const days = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 1 + month)));
  const formats: Intl.DateTimeFormatOptions[] = [{ month: 'long' }, { month: 'short' }, { weekday: 'long' }, { weekday: 'short' }, { timeZoneName: 'long' }, { timeZoneName: 'short' }];
  const zones = ['UTC', 'Europe/Berlin', 'Europe/Lisbon', 'America/New_York'];
  const said = formats.flatMap((options) => days.flatMap((day) => zones.flatMap((timeZone) => new Intl.DateTimeFormat(locale, { ...options, timeZone }).formatToParts(day).map(({ value }) => value))));
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const ago = (['year', 'month', 'week', 'day', 'hour', 'minute'] as const).flatMap((unit) => [-2, -1, 0, 1].map((count) => relative.format(count, unit)));
  const lists = new Intl.ListFormat(locale).formatToParts(['', '', '']).map(({ value }) => value);
  return [...said, ...ago, ...lists, 'UTC'].flatMap((text) => text.split(/[^\p{L}\p{M}]+/u)).filter((word) => word.length > 1);
}

/**
 * What people see or hear on the page that neither comes from the locale file nor from the API's answers (`data`)
 * nor from dates in `locale`: it stands in code.
 */
export async function strayTexts(tab: Frame, data: readonly string[], locale: string): Promise<string[]> {
  const seen = await tab.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest('script, style, noscript, .fui-Avatar__initials')) texts.push(walker.currentNode.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(element.getAttribute(name) ?? '');
    return texts;
  });
  const known = [...new Set(data.flatMap((text) => [text, ...text.split(', ')]))].filter((text) => /\p{L}/u.test(text)).sort((a, b) => b.length - a.length);
  const dates = new Set(wordsOfDates(locale));
  const strays = seen.filter((text) => {
    let left = text;
    for (let before = ''; before !== left;) [before, left] = [left, left.replace(/⟦[^⟦⟧]*⟧/g, ' ')];
    for (const each of known) left = left.replaceAll(each, ' ');
    return left.split(/[^\p{L}\p{M}]+/u).some((word) => word.length > 1 && !dates.has(word));
  });
  return [...new Set(strays)];
}
