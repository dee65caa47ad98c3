import type { CalendarPart, Tie, TieKind, TieReason, TieState, TieTarget, TieWhat } from './ties-contract.ts';
import type { Saying } from '../platform/words.ts';

/** A tie that was looked up and found. */
export interface FoundTie {
  target: TieTarget; name: string; webUrl: string | null; location?: string | null;
  /** Whether everybody in the organisation may see it; absent where that is not known. */
  openToAll?: boolean | undefined;
  /** Whether it is a channel with members of its own; absent where that is not known. */
  ownMembers?: boolean | undefined;
}

/** Most ties of one community: what one look at Microsoft 365 can ask for in a round trip. */
export const mostTies = 20;

/** The id of the thing itself within Graph: channel or drive id; the group's id for team and calendar. */
export function graphIdOf(target: TieTarget): string {
  switch (target.kind) {
    case 'team': case 'calendar': return target.groupId;
    case 'channel': return target.channelId;
    case 'library': case 'folder': return target.driveId;
  }
}

/** A folder's id in its library; empty for all else. */
export const itemIdOf = (target: TieTarget): string => (target.kind === 'folder' ? target.itemId : '');

/** The target that kind and ids name; the inverse of `graphIdOf`, `itemIdOf` and `partOf`. */
export function toTarget(kind: TieKind, groupId: string, graphId: string, itemId: string, part: CalendarPart | null = null): TieTarget {
  switch (kind) {
    case 'team': return { kind, groupId };
    case 'calendar': return { kind, groupId, ...(part ? { part } : {}) };
    case 'channel': return { kind, groupId, channelId: graphId };
    case 'library': return { kind, groupId, driveId: graphId };
    case 'folder': return { kind, groupId, driveId: graphId, itemId };
  }
}

/** Which events of a calendar are the community's; undefined for all, and for all else. */
export const partOf = (target: TieTarget): CalendarPart | undefined => (target.kind === 'calendar' ? target.part : undefined);

/** Whether both name the same thing, whatever part of it. */
export function sameTarget(a: TieTarget, b: TieTarget): boolean {
  return a.kind === b.kind && a.groupId === b.groupId && graphIdOf(a) === graphIdOf(b) && itemIdOf(a) === itemIdOf(b);
}

/** What a kind is called in a sentence. */
/** Such as “a channel”. */
export const aPlace = (kind: TieKind): Saying => ({ say: `ties.a.${kind}` });

/** How Microsoft 365 shows the place of a tie now. Name, address, location, whether it is open to all and whether it has members of its own are absent where it did not say. */
export interface TieSeen { state: TieState; reason: TieReason | null; name?: string; webUrl?: string | null; location?: string | null; openToAll?: boolean | undefined; ownMembers?: boolean | undefined }

/** One thing that happened to a tie. `before`: its name or location before, where that changed. */
export interface TieChange { what: TieWhat; before: string | null }

/** What happened to a tie between what is known and what is seen now; empty when nothing did. */
export function changesOf(known: Pick<Tie, 'state' | 'name' | 'location'>, seen: TieSeen): TieChange[] {
  const changes: TieChange[] = [];
  if (seen.state !== 'lost') {
    if (seen.name !== undefined && seen.name !== known.name) changes.push({ what: 'renamed', before: known.name });
    if (seen.location !== undefined && seen.location !== known.location && known.location !== null) changes.push({ what: 'moved', before: known.location });
  }
  if (seen.state !== known.state) changes.push({ what: stateChange(known.state, seen.state), before: null });
  return changes;
}

function stateChange(from: TieState, to: TieState): TieWhat {
  if (to === 'lost') return 'lost';
  if (to === 'archived') return 'archived';
  return from === 'lost' ? 'restored' : 'reopened';
}
