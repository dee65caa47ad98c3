import type { TieKind, TieTarget } from './ties-contract.ts';

/** A tie that was looked up and found. */
export interface FoundTie { target: TieTarget; name: string; webUrl: string | null }

/** The id of the thing itself within Graph: channel or drive id; the group's id for team and calendar. */
export function graphIdOf(target: TieTarget): string {
  switch (target.kind) {
    case 'team': case 'calendar': return target.groupId;
    case 'channel': return target.channelId;
    case 'library': return target.driveId;
  }
}

/** The target that kind, group and Graph id name; the inverse of `graphIdOf`. */
export function toTarget(kind: TieKind, groupId: string, graphId: string): TieTarget {
  switch (kind) {
    case 'team': case 'calendar': return { kind, groupId };
    case 'channel': return { kind, groupId, channelId: graphId };
    case 'library': return { kind, groupId, driveId: graphId };
  }
}

/** Whether both name the same thing. */
export function sameTarget(a: TieTarget, b: TieTarget): boolean {
  return a.kind === b.kind && a.groupId === b.groupId && graphIdOf(a) === graphIdOf(b);
}

/** What a kind is called in a sentence. */
export const tieNoun: Record<TieKind, string> = { team: 'team', channel: 'channel', library: 'document library', calendar: 'calendar' };
