import { queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';

/** Most photos asked for at once, as the contract has it; a test compares the two. */
export const mostPhotos = 20;

/** Photos of these people by id; whoever has none is not in it. They are a nicety: without them initials are shown. */
export const photosOf = (ids: readonly string[]) => queryOptions({
  queryKey: ['photos', ids],
  queryFn: async ({ signal }) => {
    const { items } = await call('getPhotos', { query: { ids: ids.join(',') }, signal });
    return Object.fromEntries(items.flatMap(({ id, image }) => (image ? [[id, image]] : [])));
  },
  enabled: ids.length > 0,
  staleTime: 60 * 60_000,
  retry: false,
});
