import { stableGuid } from '../platform/stable-guid.ts';
import type { Criterion, Side, Standing, Verdict } from './criteria-contract.ts';

const standard = (standard: NonNullable<Criterion['standard']>, about: Criterion['about'], weight: number): Criterion =>
  ({ id: stableGuid(`criterion ${standard}`), about, weight, standard, name: null, hint: '', retired: false });

/** What Trellis proposes to look at (start-up guide G2), until an organisation says otherwise. The tab has the words. */
export const standardCriteria: readonly Criterion[] = [
  standard('talked-about', 'potential', 3), standard('several-units', 'potential', 2),
  standard('coordinator', 'readiness', 3), standard('experts', 'readiness', 2), standard('manager', 'readiness', 2), standard('place-or-files', 'readiness', 1),
];

/** What one person says of one criterion; null when they wrote a note and judged nothing. */
export interface Judged { criterionId: string; verdict: Verdict | null }

const worth: Readonly<Record<Verdict, number>> = { no: 0, partly: 0.5, yes: 1 };

/** What those who judged a criterion say together: one thing, or that they differ. A criterion that nobody judged is open, which is not the same as "no". */
export function standingOf(verdicts: readonly (Verdict | null)[]): Standing {
  const [first, ...others] = new Set(verdicts.filter((verdict) => verdict !== null));
  if (first === undefined) return 'open';
  return others.length > 0 ? 'differ' : first;
}

/**
 * How much speaks for an area, by weight: `low` as those see it who doubt most, `high` as those do who hope most, so that
 * nobody's view is averaged away; `open` is the weight of what nobody has looked at, and counts neither for nor against.
 * Retired criteria count no more. It is about an area, never about a person.
 */
export function scoreOf(criteria: readonly Criterion[], judged: readonly Judged[]): { potential: Side; readiness: Side } {
  const side = (about: Criterion['about']): Side => criteria.filter((each) => each.about === about && !each.retired).reduce((sum, { id, weight }) => {
    const values = judged.filter(({ criterionId, verdict }) => criterionId === id && verdict !== null).map(({ verdict }) => worth[verdict!]);
    if (values.length === 0) return { ...sum, of: sum.of + weight, open: sum.open + weight };
    return { ...sum, of: sum.of + weight, low: sum.low + weight * Math.min(...values), high: sum.high + weight * Math.max(...values) };
  }, { low: 0, high: 0, open: 0, of: 0 });
  return { potential: side('potential'), readiness: side('readiness') };
}

/**
 * The list after an edit: those left out are retired rather than forgotten, so that what was noted on them stays; those
 * given again count again. What has its standard words keeps them while nobody wrote others.
 */
export function editedCriteria(before: readonly Criterion[], wanted: readonly Pick<Criterion, 'id' | 'about' | 'weight' | 'name' | 'hint'>[]): Criterion[] {
  const known = new Map(before.map((each) => [each.id, each]));
  const kept = wanted.map((each): Criterion => {
    const standardWords = known.get(each.id)?.standard ?? null;
    return { ...each, standard: standardWords, retired: false };
  });
  const left = before.filter(({ id }) => !wanted.some((each) => each.id === id)).map((each): Criterion => ({ ...each, retired: true }));
  return [...kept, ...left];
}
