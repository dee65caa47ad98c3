import type { ShownTie, Tie, TieKind } from './ties-contract.ts';

/** What a place is called, where it lies and its address. */
export type PlaceNames = Pick<Tie, 'name' | 'location' | 'webUrl'>;

/** What says who may see a place: of its team (`Public` or `public`), and of a channel whether it is `standard`. Absent where Graph did not say. */
export interface PlaceOpenness { visibility?: string | null; membershipType?: string | null }

/**
 * Whether everybody in the organisation may see a place: a public team, its calendar and its standard
 * channels. Of libraries and folders never for sure: single ones can be closed to some even there.
 * Undefined where it is not known.
 */
export function isOpenToAll(kind: TieKind, { visibility, membershipType }: PlaceOpenness): boolean | undefined {
  if (kind === 'library' || kind === 'folder') return false;
  if (kind === 'channel' && hasOwnMembers(membershipType)) return false;
  if (!visibility || (kind === 'channel' && !membershipType)) return undefined;
  return visibility.toLowerCase() === 'public';
}

/** Whether a channel has members of its own: private and shared ones. Who is not among them does not find it. */
export const hasOwnMembers = (membershipType: string | null | undefined): boolean | undefined => (membershipType ? membershipType !== 'standard' : undefined);

/**
 * A tie as one person may see it. Names are for everybody where the place is, and for those who may
 * change the community's ties; for others, what Microsoft 365 showed them when they last looked.
 */
export function shownTo(tie: Tie, to: { openToAll: boolean; mayChange: boolean; sawIt: PlaceNames | undefined }): ShownTie {
  return to.openToAll || to.mayChange ? tie : { ...tie, ...(to.sawIt ?? { name: null, location: null, webUrl: null }) };
}
