import { DateTime } from 'luxon';
import { stableGuid } from '../platform/stable-guid.ts';
import type { Question, Share } from './interview-contract.ts';

const standard = (standard: NonNullable<Question['standard']>): Question => ({ id: stableGuid(`question ${standard}`), standard, words: null });

/** What to ask somebody who might join a community (start-up guide G3), until an organisation says otherwise. The tab has the words. */
export const standardQuestions: readonly Question[] = [standard('issues'), standard('whom-they-ask'), standard('who-should-be-in'), standard('would-they-lead'), standard('worth-their-time')];

/**
 * The instant at which clocks in a zone show a time, such as `2027-03-28T10:00`. An hour that daylight saving leaves out
 * does not exist; one that it repeats is the first or the second of the two, which has to be said.
 */
export function instantOf(local: string, zone: string, which: 'first' | 'second' | null): { at: Date } | { refused: 'hour-left-out' | 'hour-twice' } {
  const read = DateTime.fromISO(local, { zone });
  if (read.toFormat("yyyy-MM-dd'T'HH:mm") !== local.slice(0, 16)) return { refused: 'hour-left-out' };
  const [first, second] = read.getPossibleOffsets().sort((one, other) => one.toMillis() - other.toMillis());
  if (second === undefined) return { at: read.toJSDate() };
  if (which === null) return { refused: 'hour-twice' };
  return { at: (which === 'first' ? first! : second).toJSDate() };
}

/** How Graph is told of a time: as clocks in the zone show it, or in UTC where they show it twice. */
export function eventTime(at: Date, zone: string): { dateTime: string; timeZone: string } {
  const local = DateTime.fromJSDate(at, { zone });
  return local.getPossibleOffsets().length > 1 ? { dateTime: local.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss"), timeZone: 'UTC' } : { dateTime: local.toFormat("yyyy-MM-dd'T'HH:mm:ss"), timeZone: zone };
}

/**
 * What is proposed to be shared, after the interviewer changed it. What the other person agreed to stays agreed while
 * its words are the same; everything else is asked, again too.
 */
export function proposedShares(before: readonly Share[], wanted: readonly Pick<Share, 'id' | 'kind' | 'words'>[]): Share[] {
  return wanted.map((each) => {
    const known = before.find(({ id }) => id === each.id);
    return { ...each, state: known?.state === 'agreed' && known.kind === each.kind && known.words === each.words ? 'agreed' : 'asked' };
  });
}

/** What is shared after the other person answered: their words stand, and only what they said yes to is agreed. */
export function answeredShares(asked: readonly Share[], answers: readonly { id: string; agreed: boolean; words?: string | undefined }[]): Share[] {
  return asked.map((share) => {
    const answer = answers.find(({ id }) => id === share.id);
    if (!answer) return share;
    return { ...share, state: answer.agreed ? 'agreed' : 'declined', words: answer.words ?? share.words };
  });
}
