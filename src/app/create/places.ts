import type { CalendarPart, TieTarget } from '../../../api/ties/ties-contract.ts';
import { isTied, keyOf } from '../../ties/chosen-place.ts';
import type { NewPlaceBody } from '../../ties/NewPlaceForm.tsx';

/** A place that exists, as it was picked. */
export interface PickedPlace { target: TieTarget; name: string; location: string | null; team: string }

/** A place to be made. */
export interface PlaceToMake { place: NewPlaceBody; /** Where, such as `Pumps / Documents`; null for a team. */ where: string | null }

/** What one community can be tied to at most. */
export const mostTies = 20;

/** A team brings its channel, library and calendar. */
export const countOf = (places: readonly PickedPlace[], newPlaces: readonly PlaceToMake[]): number =>
  newPlaces.reduce((sum, { place }) => sum + (place.kind === 'team' ? 4 : 1), places.length);

/** With these places too, each with its team: the community lives there. */
export function withPlaces(places: readonly PickedPlace[], added: readonly PickedPlace[]): PickedPlace[] {
  const next = [...places];
  for (const place of added) {
    const { groupId } = place.target;
    const team: PickedPlace = { target: { kind: 'team', groupId }, name: place.team, location: null, team: place.team };
    for (const each of [team, place]) if (!isTied(next, each.target)) next.push(each);
  }
  return next;
}

/** With another part of a calendar. */
export const withPart = (places: readonly PickedPlace[], { target }: PickedPlace, part: CalendarPart | undefined): PickedPlace[] =>
  places.map((place) => (keyOf(place.target) === keyOf(target) ? { ...place, target: { kind: 'calendar', groupId: target.groupId, ...(part ? { part } : {}) } } : place));

/** Without this place; a team of which nothing else is left goes too. */
export function withoutPlace(places: readonly PickedPlace[], target: TieTarget): PickedPlace[] {
  const left = places.filter((place) => keyOf(place.target) !== keyOf(target));
  const ofTeam = left.filter((place) => place.target.groupId === target.groupId);
  return ofTeam.length === 1 && ofTeam[0]!.target.kind === 'team' ? left.filter((place) => place.target.groupId !== target.groupId) : left;
}

/** The first of a kind is its home: there the tab is pinned, there the first activity is put. */
export const homeOf = (places: readonly PickedPlace[], kind: TieTarget['kind']): PickedPlace | undefined => places.find(({ target }) => target.kind === kind);
