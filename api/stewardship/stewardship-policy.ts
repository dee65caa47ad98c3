import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../platform/errors.ts';

/** Who looks after something now, as far as the one who asks is concerned. */
export interface Present { isMember: boolean; isMe: boolean }

/** Stewards offer themselves: nobody is made one, and nobody is replaced who is still there. */
export function mayLookAfter(part: Part | null, steward: Present | null): Verdict {
  if (part === null) return { allowed: false, code: 'members-add', about: 'stewardship' };
  if (!steward?.isMember || steward.isMe) return allowed;
  return { allowed: false, code: 'has-a-steward' };
}

export function mayEndStewardship(part: Part | null, steward: Present | null): Verdict {
  if (steward?.isMe || ((part === 'coordinator' || part === 'core') && !steward?.isMember)) return allowed;
  return { allowed: false, code: 'stewards-decide' };
}

/** Coordinators and core group ask members to take on what nobody looks after; whoever looks after something asks for a successor. */
export function mayAsk(part: Part | null, steward: Present | null): Verdict {
  if (part !== null && steward?.isMember && steward.isMe) return allowed;
  if (part !== 'coordinator' && part !== 'core') return { allowed: false, code: 'who-may-ask' };
  return steward?.isMember ? { allowed: false, code: 'has-a-steward' } : allowed;
}

/** Members are asked, each about the same thing now and then at most; the answer does not say what came of the last time. */
export function mayBeAsked({ isMember, isMe, askedLately }: { isMember: boolean; isMe: boolean; askedLately: boolean }): Verdict {
  if (isMe) return { allowed: false, code: 'take-it-on' };
  if (!isMember) return { allowed: false, code: 'not-a-member' };
  return askedLately ? { allowed: false, code: 'asked-lately' } : allowed;
}
