import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '../locales/en.json' with { type: 'json' };

/** English is built in; another language is one more file in `locales/`. React escapes, so i18next does not. */
export function startTexts(): void {
  void i18next.use(initReactI18next).init({
    lng: navigator.language, fallbackLng: 'en', supportedLngs: ['en'], resources: { en: { translation: en } }, initAsync: false,
    interpolation: { escapeValue: false }, returnNull: false,
  });
  sayLanguage();
}

/** The reader's locale, once Teams has told it. */
export async function takeLocale(locale: string): Promise<void> {
  if (locale !== i18next.language) await i18next.changeLanguage(locale);
  sayLanguage();
}

/** Texts are English so far, whatever the reader's locale: says so to screen readers. */
function sayLanguage(): void {
  document.documentElement.lang = i18next.resolvedLanguage ?? 'en';
}
