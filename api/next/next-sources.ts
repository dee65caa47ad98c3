import { nextInCharter } from '../charter/next-in-charter.ts';
import type { Charter } from '../charter/charter-contract.ts';
import type { Snapshot } from '../communities/happening.ts';
import { nextInLaunch } from '../launch/next-in-launch.ts';
import type { Part } from '../membership/membership-contract.ts';
import { nextAmongMembers } from '../membership/next-among-members.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Language } from '../platform/words.ts';
import { nextInPractice } from '../practice/next-in-practice.ts';
import { nextInRhythm } from '../rhythm/next-in-rhythm.ts';
import type { SeenYear } from '../rhythm/seen-year.ts';
import { nextInStewardship } from '../stewardship/next-in-stewardship.ts';
import { nextInTies } from '../ties/next-in-ties.ts';
import type { Tie } from '../ties/ties-contract.ts';
import type { NextThing } from './next-contract.ts';

/** A member who looks at an open community, and what was loaded for all sources. What they saw of Microsoft 365 is theirs alone. */
export interface Looking {
  trx: TenantTransaction; actor: Actor; communityId: string; part: Part; now: Date; language: Language;
  charter: Charter; ties: readonly Tie[]; snapshot: Snapshot | null; year: SeenYear | null;
}

/** What one capability has that is useful for this member to do next, and that they may do. */
export type NextSource = (looking: Looking) => Promise<NextThing[]>;

/** Every capability that knows of something useful to do. */
export const sources: readonly NextSource[] = [nextInTies, nextAmongMembers, nextInLaunch, nextInRhythm, nextInCharter, nextInPractice, nextInStewardship];
