import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '../locales/en.json' with { type: 'json' };

/** English is built in; each other language is a file that is read when somebody has it. */
const languages: Readonly<Record<string, () => Promise<{ default: object }>>> = {
  fr: () => import('../locales/fr.json'),
};

/** React escapes, so i18next does not. */
export function startTexts(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en', fallbackLng: 'en', supportedLngs: ['en', ...Object.keys(languages)], nonExplicitSupportedLngs: true, resources: { en: { translation: en } }, initAsync: false,
    interpolation: { escapeValue: false }, returnNull: false,
    // One file of texts, in one language while the tab is open: nothing looks for another at each text, or waits for one in each component.
    keySeparator: '.', nsSeparator: false, react: { bindI18n: '' },
  });
  sayLanguage();
}

/**
 * Texts in the reader's language, once Teams has told it; in English where there is none of it, or it cannot be read now.
 * `locale` is a tag such as `fr-CA`; browsers also have others, such as `en-US@posix`.
 */
export async function takeLocale(locale: string): Promise<void> {
  const language = /^[a-z]+/.exec(locale)?.[0] ?? 'en';
  const texts = await languages[language]?.().catch(() => undefined);
  if (texts) i18next.addResourceBundle(language, 'translation', texts.default);
  await i18next.changeLanguage(texts ? language : 'en');
  sayLanguage();
}

/** Which way the language in use is written; its file says so. */
export const readingDirection = (): 'ltr' | 'rtl' => (i18next.t('language.direction') === 'rtl' ? 'rtl' : 'ltr');

function sayLanguage(): void {
  document.documentElement.lang = i18next.resolvedLanguage ?? 'en';
  document.documentElement.dir = readingDirection();
}
