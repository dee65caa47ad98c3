import type { NextSource } from '../next/next-sources.ts';
import { mayChangeTies } from './ties-policy.ts';

/** A place that is gone leads everybody nowhere, until somebody who may says where to go instead. */
export const nextInTies: NextSource = async ({ part, ties }) => {
  const lost = mayChangeTies(part).allowed ? ties.filter(({ state }) => state === 'lost') : [];
  const [first] = lost;
  return first ? [{ what: 'place-lost', title: first.name, count: lost.length, at: `ties?mend=${first.id}` }] : [];
};
