import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '../locales/en.json' with { type: 'json' };

/** English is built in; another language is one more file in `locales/`. React escapes, so i18next does not. */
export async function startTexts(locale: string): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: locale, fallbackLng: 'en', resources: { en: { translation: en } },
    interpolation: { escapeValue: false }, returnNull: false,
  });
  // Texts are English so far, whatever the reader's locale: say so to screen readers.
  document.documentElement.lang = i18next.resolvedLanguage ?? 'en';
}
