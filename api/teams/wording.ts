import i18next from 'i18next';
import { readFileSync } from 'node:fs';

const english = JSON.parse(readFileSync(new URL('./locales/en.json', import.meta.url), 'utf8')) as Record<string, unknown>;
const wording = i18next.createInstance();
await wording.init({
  lng: 'en', fallbackLng: 'en', resources: { en: { translation: english } },
  // Cards escape what people typed by putting it into text runs; see card-elements.ts.
  interpolation: { escapeValue: false },
});

/** A string of `locales/en.json`, by its key, with its values filled in. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  return wording.t(key, values);
}

/** A list of strings of `locales/en.json`, such as the paragraphs of a page. */
export function sayAll(key: string): string[] {
  return wording.t(key, { returnObjects: true }) as string[];
}
