import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CalendarPart, Tie, TieTarget } from '../../api/ties/ties-contract.ts';
import { call, type BodyOf } from '../shared/api.ts';

/**
 * What can be done to a community's ties. Whatever shows them is asked afresh before a change counts
 * as done; also after a refusal, because somebody else may have changed them meanwhile.
 */
export function useChangeTies(communityId: string) {
  const client = useQueryClient();
  const refresh = async (): Promise<void> => {
    await Promise.all([['ties', communityId], ['tie-history', communityId], ['community', communityId], ['broken-ties'], ['happening', communityId], ['places', 'calendar']].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const after = { onSuccess: refresh, onError: () => void refresh() };
  const add = useMutation({ mutationFn: (target: TieTarget) => call('addTie', { params: { communityId }, body: { target } }), ...after });
  const point = useMutation({ mutationFn: ({ tieId, target }: { tieId: string; target: TieTarget }) => call('pointTieElsewhere', { params: { communityId, tieId }, body: { target } }), ...after });
  /** Makes a place anew for a lost tie, which then leads to it; pressed again it is the same request. */
  const recreate = useMutation({ mutationFn: (body: BodyOf<'makePlace'>) => call('makePlace', { params: { communityId }, body }), ...after });
  const makeHome = useMutation({ mutationFn: (tie: Tie) => call('makeTieHome', { params: { communityId, tieId: tie.id } }), ...after });
  const choosePart = useMutation({ mutationFn: ({ tieId, part }: { tieId: string; part: CalendarPart | null }) => call('chooseCalendarPart', { params: { communityId, tieId }, body: { part } }), ...after });
  const drop = useMutation({
    mutationFn: ({ tie, removeAdded = false }: { tie: Tie; removeAdded?: boolean }) =>
      call('dropTie', { params: { communityId, tieId: tie.id }, query: { removeAdded: removeAdded ? 'true' : undefined } }),
    ...after,
  });
  const pin = useMutation({ mutationFn: (tie: Pick<Tie, 'id'>) => call('pinTab', { params: { communityId, tieId: tie.id } }), ...after });
  const unpin = useMutation({ mutationFn: (tie: Pick<Tie, 'id'>) => call('removeTab', { params: { communityId, tieId: tie.id } }), ...after });
  /** Takes dropping back: the same place is tied again, as the home of its kind if it was. */
  const restore = useMutation({
    mutationFn: async ({ target, isHome }: Tie) => {
      const again = await call('addTie', { params: { communityId }, body: { target } });
      return isHome && !again.isHome ? call('makeTieHome', { params: { communityId, tieId: again.id } }) : again;
    },
    ...after,
  });
  return { add, point, recreate, makeHome, choosePart, drop, pin, unpin, restore };
}
