/** Why the text of a file is not searched, or not all of it. */
export const unsearchedReasons = ['too-large', 'protected', 'broken', 'unpacks-too-large', 'took-too-long', 'no-words', 'only-beginning'] as const;
export type Unsearched = (typeof unsearchedReasons)[number];

/** What a file says, as far as it is searched; `words` are what it is spelt with, to complete and correct what is typed. */
export interface FileText { text: string; words: string[]; unsearched: Unsearched | null }

export const readableEndings = ['md', 'txt', 'docx', 'pptx', 'xlsx', 'pdf'] as const;
export type ReadableEnding = (typeof readableEndings)[number];

/** A larger file is not fetched. */
export const largestFile = 25 * 1024 * 1024;
/** So much of a text is kept and searched, in bytes of UTF-8: some hundred pages. PostgreSQL indexes no more than about twice that of one text. */
export const longestText = 300_000;
/** What an Office file may unpack to, and into how many parts. */
export const largestUnpacked = 64 * 1024 * 1024;
export const mostParts = 3_000;
const mostWords = 5_000;

/** The ending by which a file's text can be read; null for what holds no text that Trellis knows to read. */
export function readableEnding(name: string): ReadableEnding | null {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  return readableEndings.find((each) => each === ending) ?? null;
}

/** A file whose text cannot be had. */
export class UnreadableError extends Error {
  readonly why: Unsearched;
  constructor(why: Unsearched, cause?: unknown) {
    super(`The text of the file cannot be read: ${why}.`, { cause });
    this.why = why;
  }
}

/** Takes pieces of a text in, until there is enough. */
export class TextSink {
  #pieces: string[] = [];
  #bytes = 0;
  get isFull(): boolean { return this.#bytes > longestText * 2; }

  add(piece: string): void {
    if (this.isFull) return;
    this.#pieces.push(piece);
    this.#bytes += Buffer.byteLength(piece);
  }

  /** The text, in one form of each letter, without what is not read: controls, signs of direction, soft hyphens. */
  finish(): FileText {
    const whole = tidy(this.#pieces.join(''));
    const text = beginning(whole);
    const unsearched = text.length < whole.length || this.isFull ? 'only-beginning' as const : /[\p{L}\p{N}]/u.test(text) ? null : 'no-words' as const;
    return { text: unsearched === 'no-words' ? '' : text, words: wordsOf(text), unsearched };
  }
}

export function tidy(text: string): string {
  return text.toWellFormed().normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/g, '')
    // A word that a line divided.
    .replace(/(\p{L})[-\u2010]\n(?=\p{Ll})/gu, '$1')
    .replace(/[^\P{Cc}\n\t]/gu, ' ').replace(/[^\S\n]+/g, ' ').replace(/ ?\n[\s]*/g, '\n').trim();
}

/** As much of a text as is kept, to the end of a word. */
function beginning(text: string): string {
  if (Buffer.byteLength(text) <= longestText) return text;
  const cut = Buffer.from(text).subarray(0, longestText).toString().replace(/\ufffd+$/, '');
  return cut.slice(0, Math.max(cut.search(/\s\S*$/), cut.length - 100));
}

function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const [word] of text.matchAll(/\p{L}[\p{L}\p{M}]{3,29}(?![\p{L}\p{M}])/gu)) {
    words.add(word.toLowerCase());
    if (words.size === mostWords) break;
  }
  return [...words];
}
