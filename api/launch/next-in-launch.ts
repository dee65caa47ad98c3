import type { NextSource } from '../next/next-sources.ts';
import { planOf } from './plan-read-model.ts';

/** The next step towards the launch: for those who plan it, and for whoever said that they do one. */
export const nextInLaunch: NextSource = async ({ trx, actor, communityId, language, now }) => {
  const { next } = await planOf(trx, actor, communityId, language, now);
  if (!next) return [];
  const step = 'stepId' in next ? { title: next.title, ...(next.dueOn === null ? {} : { on: next.dueOn }) } : { title: null };
  return [{ what: `launch-${next.what}` as const, count: 1, at: 'launch', ...step }];
};
