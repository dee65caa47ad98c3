import { AsyncLocalStorage } from 'node:async_hooks';
import { type Key, type Language, sayIn, type Values } from '../platform/words.ts';

const reader = new AsyncLocalStorage<Language>();

/**
 * Makes cards and answers for a reader of this language: whatever `say` is asked for meanwhile comes in it. Bot and cards are
 * made by many hands for one reader at a time; so none of them has to hand the language on.
 */
export const readIn = <T>(language: Language, work: () => T): T => reader.run(language, work);

/** The language of whoever reads what is made now; English where nobody said. */
export const readersLanguage = (): Language => reader.getStore() ?? 'en';

/** A text in the reader's language. */
export const say = (key: Key, values?: Values): string => sayIn(readersLanguage())(key, values);
