import type { Match } from './members-contract.ts';

/** Words that say that something is offered or sought, not what: as stems of English, and as French writes them. */
const sayNothing = new Set(['help', 'advic', 'experi', 'knowledg', 'know', 'question', 'support', 'someon', 'somebodi', 'peopl', 'someth', 'learn', 'teach', 'show', 'tip', 'aid', 'conseil', 'expérienc', 'connaiss', 'apprendr']);

const ofWeight = (lexemes: readonly string[]): string[] => lexemes.filter((lexeme) => !sayNothing.has(lexeme));

/** Whether an offer answers what is sought: they share half of the words, or more, of the one that has fewer. Both come as stems. */
export function answers(seek: readonly string[], offer: readonly string[]): boolean {
  const [sought, offered] = [ofWeight(seek), new Set(ofWeight(offer))];
  const shared = sought.filter((lexeme) => offered.has(lexeme)).length;
  return shared > 0 && shared * 2 >= Math.min(sought.length, offered.size);
}

export interface Candidate extends Omit<Match, 'seek' | 'offer'> { offer: string; stems: readonly string[] }

/** For each thing sought those who offer it, each person once, in the order in which they come; at most `most`. */
export function matchesOf(seeks: readonly { words: string; stems: readonly string[] }[], candidates: readonly Candidate[], most: number): Match[] {
  const found = new Map<string, Match>();
  for (const { words, stems } of seeks) {
    for (const { stems: offered, ...candidate } of candidates) {
      if (!found.has(candidate.person.id) && answers(stems, offered)) found.set(candidate.person.id, { ...candidate, seek: words });
    }
  }
  return [...found.values()].slice(0, most);
}
