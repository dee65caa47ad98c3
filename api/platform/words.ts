import i18next from 'i18next';
import { z } from 'zod';
import en from '../locales/en.json' with { type: 'json' };
import fr from '../locales/fr.json' with { type: 'json' };
import cardsInEnglish from '../teams/locales/en.json' with { type: 'json' };
import cardsInFrench from '../teams/locales/fr.json' with { type: 'json' };

/**
 * The one door to what the API says to people. The words stand in `api/locales/` and, for bot and cards, `api/teams/locales/`, English and French, and are looked up
 * where something is presented to a reader whose language is known: an answer, a card, a page. Before that, and in the
 * database, there are keys and values only.
 */
type Texts = typeof en & typeof cardsInEnglish;
export type Language = 'en' | 'fr';
export const languages: readonly Language[] = ['en', 'fr'];

/** A key without its forms: `hours` for `hours_one` and `hours_other`, `detail` for `detail_asking`. */
type WithoutForm<K extends string> = K extends `${infer Base}_${string}` ? Base : K;
type PathIn<T> = { [K in keyof T & string]: T[K] extends string ? WithoutForm<K> : T[K] extends readonly string[] ? never : `${K}.${PathIn<T[K]>}` }[keyof T & string];
type ListIn<T> = { [K in keyof T & string]: T[K] extends string ? never : T[K] extends readonly string[] ? K : `${K}.${ListIn<T[K]>}` }[keyof T & string];
type FormOf<K, Base extends string> = K extends `${Base}_${infer Form}` ? Form : never;

/** A text of the locale files; a name that is missing there does not pass the type check. */
export type Key = PathIn<Texts>;
/** A list of texts of the locale files, such as the paragraphs of a page. */
export type ListKey = ListIn<Texts>;
/** Codes of `problems`: each has a `detail`, and may have a `title` and a `remedy` of its own. */
export type ProblemCode = keyof Texts['problems'];
/** Which of several details, or remedies, of one code it is: `detail_asking`. */
export type ProblemAbout = { [C in ProblemCode]: FormOf<keyof Texts['problems'][C], 'detail' | 'remedy'> }[ProblemCode];
/** What there may be none of: each has a sentence of its own, as languages bend nouns. */
export type NotFoundWhat = FormOf<keyof Texts['problems']['not-found'], 'detail'>;
/** Templates of which there are words. */
export type TemplateId = keyof Texts['templates'];
/** Codes of `refusals`: each has a `reason` and a `remedy`, for one field of a request or one cell of a sheet. */
export type RefusalCode = keyof Texts['refusals'];
/** What problems of one kind share: their title, and a remedy where the code has none. */
export type ProblemKind = keyof Texts['kinds'];

/** Words that are still to be said: kept, or handed on, until somebody reads them. */
export interface Saying { say: Key; with?: Values }
/** What is filled in: numbers and names as they are, sayings in the reader's language, lists as “a, b or c”. `count` chooses the plural, `context` the form. */
export interface Values { readonly [name: string]: string | number | Saying | readonly (string | Saying)[] }

/** A person by name, as far as it is known. */
export const someone = (name: string): string | Saying => name || { say: 'common.someone' };

const texts = i18next.createInstance();
void texts.init({
  lng: 'en', fallbackLng: 'en', supportedLngs: languages, initAsync: false, resources: { en: { translation: { ...en, ...cardsInEnglish } }, fr: { translation: { ...fr, ...cardsInFrench } } },
  // Answers are JSON, and cards put what people typed into text runs; see card-elements.ts.
  interpolation: { escapeValue: false },
});

/** The text of this key, as somebody reads it in this language. */
export type Say = (key: Key, values?: Values) => string;

/** Says texts in one language. */
export const sayIn = (language: Language): Say => (key, values) => lookUp(language, key, values);

export function sayAllIn(language: Language, key: ListKey): string[] {
  return texts.getFixedT(language)(key, { returnObjects: true }) as unknown as string[];
}

/** A date, time or list in the manner of a language, for `Intl`: day before month, as most who read English here write it. */
export const intlLocale = (language: Language): string => ({ en: 'en-GB', fr: 'fr-FR' })[language];

function lookUp(language: Language, key: string, values: Values = {}, otherwise?: string): string {
  const filled = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, filledIn(language, value)]));
  return texts.getFixedT(language)(key, { ...filled, ...(otherwise === undefined ? {} : { defaultValue: otherwise }) }) as unknown as string;
}

function filledIn(language: Language, value: Values[string]): string | number {
  if (typeof value !== 'object') return value;
  if ('say' in value) return lookUp(language, value.say, value.with);
  return new Intl.ListFormat(intlLocale(language), { type: 'disjunction' }).format(value.map((each) => String(filledIn(language, each))));
}

/** What went wrong, before it is worded; as it is kept in the database, too. */
export interface Told {
  readonly code: ProblemCode;
  readonly about?: ProblemAbout;
  readonly values?: Values;
  /** Gives title and remedy where the code has none of its own. */
  readonly kind?: ProblemKind;
}
export interface ProblemWords { title: string; detail: string; remedy: string | undefined }

/** A problem in words. */
export function problemWords({ code, about, values, kind }: Told, language: Language): ProblemWords {
  const part = (name: 'title' | 'detail' | 'remedy') => {
    const shared = kind ? lookUp(language, `kinds.${kind}.${name}`, values, '') : '';
    return lookUp(language, `problems.${code}.${name}`, { ...values, ...(about === undefined ? {} : { context: about }) }, shared);
  };
  return { title: part('title'), detail: part('detail'), remedy: part('remedy') || undefined };
}

/** Why a field, or a cell, is not taken, before it is worded. */
export interface Refusal { readonly refused: RefusalCode; readonly values?: Values }

export function refusalWords({ refused, values }: Refusal, language: Language): { reason: string; remedy: string } {
  return { reason: lookUp(language, `refusals.${refused}.reason`, values), remedy: lookUp(language, `refusals.${refused}.remedy`, values) };
}

/** zod's own words for what does not fit a schema. */
export const zodWords: Readonly<Record<Language, z.core.$ZodErrorMap>> = { en: z.locales.en().localeError, fr: z.locales.fr().localeError };

/** The language to answer in, from an `accept-language` header, or a tag such as `fr-CA` that Teams gives; English where there is none of it. */
export function languageOf(accepted: string | null | undefined): Language {
  const wishes = (accepted ?? '').slice(0, 500).split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.trim().split(/\s*;\s*/);
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return { language: /^[a-z]+/i.exec(tag)?.[0].toLowerCase(), weight: weight ? Number(weight.slice(2)) : 1 };
  });
  const spoken = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight).map(({ language }) => language);
  return languages.find((language) => language === spoken.find((wish) => languages.includes(wish as Language))) ?? 'en';
}
