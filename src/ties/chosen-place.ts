import type { CalendarPart, Places, Tie, TieKind, TieTarget } from '../../api/ties/ties-contract.ts';
import type { OpenFolder } from './FolderBrowser.tsx';

/** Which events of a calendar are meant; the category is kept while one looks around. */
export interface PickedPart { by: 'all' | CalendarPart['by']; category: string }

export const pickedPart = (part: CalendarPart | null | undefined): PickedPart => ({ by: part?.by ?? 'all', category: part?.by === 'category' ? part.category : '' });

/** The part that is picked, undefined for all events; `missing` while no category is chosen. */
export function partOf({ by, category }: PickedPart): CalendarPart | undefined | 'missing' {
  if (by === 'category') return category === '' ? 'missing' : { by, category };
  return by === 'own' ? { by } : undefined;
}

/** What was picked in a team so far; what belongs to other kinds is kept while one looks around. */
export interface Picked { kind: TieKind; channelId: string; driveId: string; path: readonly OpenFolder[]; /** Null: what is proposed. */ part: PickedPart | null }

export const nothingPicked = (kind: TieKind): Picked => ({ kind, channelId: '', driveId: '', path: [], part: null });

/** The place that is picked; null while something is missing. @param proposed the part of a calendar that counts when none was picked */
export function targetOf(groupId: string, { kind, channelId, driveId, path, part }: Picked, proposed: CalendarPart | null = null): TieTarget | null {
  const itemId = path.at(-1)?.itemId;
  switch (kind) {
    case 'team': return { kind, groupId };
    case 'calendar': {
      const chosen = partOf(part ?? pickedPart(proposed));
      return chosen === 'missing' ? null : { kind, groupId, ...(chosen ? { part: chosen } : {}) };
    }
    case 'channel': return channelId ? { kind, groupId, channelId } : null;
    case 'library': return driveId ? { kind, groupId, driveId } : null;
    case 'folder': return driveId && itemId ? { kind, groupId, driveId, itemId } : null;
  }
}

/** What the place that is picked is called; a folder also where it lies. */
export function namesOf(team: string, places: Places | undefined, { kind, channelId, driveId, path }: Picked): { name: string; location: string | null } {
  const library = places?.libraries.find((each) => each.driveId === driveId)?.name ?? '';
  switch (kind) {
    case 'team': case 'calendar': return { name: team, location: null };
    case 'channel': return { name: places?.channels.find((each) => each.channelId === channelId)?.displayName ?? '', location: null };
    case 'library': return { name: library, location: null };
    case 'folder': return { name: path.at(-1)?.name ?? '', location: [library, ...path.slice(0, -1).map(({ name }) => name)].join(' / ') };
  }
}

/** Whether one of the ties leads to this place already. */
export const isTied = (ties: readonly Pick<Tie, 'target'>[], target: TieTarget): boolean => ties.some((tie) => keyOf(tie.target) === keyOf(target));

/** The same for the same place, whatever part of it. */
export const keyOf = (target: TieTarget): string => [target.kind, target.groupId, 'channelId' in target && target.channelId, 'driveId' in target && target.driveId, 'itemId' in target && target.itemId].join(' ');

/** What of a team can be tied at all. */
export const offeredBy = (places: Places): TieKind[] => [
  'team', ...(places.channels.length > 0 ? ['channel' as const] : []), ...(places.libraries.length > 0 ? ['library' as const, 'folder' as const] : []), ...(places.calendar ? ['calendar' as const] : []),
];
