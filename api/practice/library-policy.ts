import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../platform/errors.ts';

/** Whoever is in a community builds its practice (start-up guide L3). */
export function mayAddItems(part: Part | null): Verdict {
  if (part !== null) return allowed;
  return { allowed: false, code: 'members-add', detail: 'Members of the community say what belongs to its practice.', remedy: 'Join the community first; then add it here.' };
}

/** What an item says is up to its steward; coordinators and core group help out. */
export function mayEditItem(part: Part | null, isSteward: boolean): Verdict {
  if (part === 'coordinator' || part === 'core' || (part !== null && isSteward)) return allowed;
  return {
    allowed: false, code: 'stewards-edit', detail: 'An item is changed by its steward, and by the community’s coordinators and core group.',
    remedy: part === null ? 'Join the community, and tell its steward or a coordinator what you would change.' : 'Tell its steward or a coordinator what you would change, or look after it yourself if nobody does.',
  };
}

/** Stewards offer themselves: nobody is made one, and nobody is replaced who is still there. */
export function mayLookAfter(part: Part | null, steward: { isMember: boolean; isMe: boolean } | null): Verdict {
  if (part === null) return { allowed: false, code: 'members-add', detail: 'Members of the community look after its practice.', remedy: 'Join the community first.' };
  if (!steward?.isMember || steward.isMe) return allowed;
  return { allowed: false, code: 'has-a-steward', detail: 'Somebody looks after this already.', remedy: 'Speak to them; once they give it up, you can take it on.' };
}

export function mayEndStewardship(part: Part | null, steward: { isMember: boolean; isMe: boolean } | null): Verdict {
  if (steward?.isMe || ((part === 'coordinator' || part === 'core') && !steward?.isMember)) return allowed;
  return { allowed: false, code: 'stewards-decide', detail: 'Whoever looks after an item says when they no longer do.', remedy: 'Speak to them.' };
}
