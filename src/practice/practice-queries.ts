import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type BodyOf, type QueryOf, type ResponseOf } from '../shared/api.ts';

export type LibraryFilter = Pick<QueryOf<'listLibraryItems'>, 'kind' | 'topic' | 'stewardId' | 'state' | 'itemId'>;
export type LibraryData = ResponseOf<'getPracticeLibrary'>;
export type Item = ResponseOf<'listLibraryItems'>['items'][number];
export type NewItemBody = BodyOf<'addLibraryItems'>['items'][number];

/** Most items added at once, as the contract has it; a test compares the two. */
export const mostAtOnce = 20;
/** Longest texts, as the contract has them; a test compares the two. */
export const itemLimits = { title: 200, summary: 2_000, topic: 40, topics: 10 } as const;
export const kinds = ['method', 'story', 'case', 'tool', 'document'] as const;
export const states = ['stale', 'orphaned', 'gone'] as const;

/** What is around a community's list of practice items. */
export const library = (communityId: string) => queryOptions({
  queryKey: ['practice', communityId, 'around'],
  queryFn: ({ signal }) => call('getPracticeLibrary', { params: { communityId }, signal }),
});

export const libraryItems = (communityId: string, filter: LibraryFilter) => infiniteQueryOptions({
  queryKey: ['practice', communityId, 'items', filter],
  queryFn: ({ pageParam, signal }) => call('listLibraryItems', { params: { communityId }, query: { ...filter, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

/** All files of the tied libraries that are no practice items; asked of Microsoft 365 anew each time it is opened. */
export const filesOfLibraries = (communityId: string) => infiniteQueryOptions({
  queryKey: ['practice-files', communityId],
  queryFn: ({ pageParam, signal }) => call('listFilesOfLibraries', { params: { communityId }, query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
  staleTime: Infinity, gcTime: 0,
});

/** Makes files practice items, as many at a time as go at once; what was done before one failed stays. Gives the first one's title. */
export function useAddFiles(communityId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ files, onSome }: { files: LibraryData['proposed']; onSome: (some: LibraryData['proposed']) => void }): Promise<string> => {
      let title = '';
      for (let from = 0; from < files.length; from += mostAtOnce) {
        const some = files.slice(from, from + mostAtOnce);
        const { items } = await call('addLibraryItems', { params: { communityId }, body: { items: some.map(({ driveId, itemId, kind }) => ({ source: 'file' as const, driveId, fileId: itemId, kind })) } });
        title ||= items[0]?.title ?? '';
        onSome(some);
      }
      return title;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['practice', communityId] }),
  });
}

/**
 * Has the texts of files read, some at a time, while the page is open: what Trellis may not read by itself is read in the
 * person's name. Nobody waits for it, and one trouble ends it until the next visit.
 */
export const practiceTexts = (communityId: string) => queryOptions({
  queryKey: ['practice-texts', communityId],
  queryFn: ({ signal }) => call('readPracticeTexts', { params: { communityId }, signal }),
  retry: false, staleTime: Infinity, gcTime: 0, refetchInterval: ({ state }) => (state.status === 'success' && state.data?.more && state.dataUpdateCount < 20 ? 500 : false),
});

export type Found = ResponseOf<'searchPractice'>['items'][number];

/** Practice items of the person's communities, by their words. */
export const foundPractice = (query: Pick<QueryOf<'searchPractice'>, 'search' | 'kind'>) => infiniteQueryOptions({
  queryKey: ['practice-search', query],
  queryFn: ({ pageParam, signal }) => call('searchPractice', { query: { ...query, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

/** Whatever changes the library; what is shown of it is asked for afresh. */
export function useChangeLibrary(communityId: string) {
  const client = useQueryClient();
  const onSuccess = async (): Promise<void> => {
    void client.invalidateQueries({ queryKey: ['charter', communityId] });
    await client.invalidateQueries({ queryKey: ['practice', communityId] });
  };
  const of = (itemId: string) => ({ params: { communityId, itemId } });
  return {
    add: useMutation({ mutationFn: (items: NewItemBody[]) => call('addLibraryItems', { params: { communityId }, body: { items } }), onSuccess }),
    edit: useMutation({ mutationFn: ({ itemId, body }: { itemId: string; body: BodyOf<'editLibraryItem'> }) => call('editLibraryItem', { ...of(itemId), body }), onSuccess }),
    remove: useMutation({ mutationFn: (itemId: string) => call('removeLibraryItem', of(itemId)), onSuccess }),
    restore: useMutation({ mutationFn: (itemId: string) => call('restoreLibraryItem', of(itemId)), onSuccess }),
    lookAfter: useMutation({ mutationFn: (itemId: string) => call('lookAfterItem', of(itemId)), onSuccess }),
    giveUp: useMutation({ mutationFn: (itemId: string) => call('stopLookingAfter', of(itemId)), onSuccess }),
    dismiss: useMutation({ mutationFn: (body: BodyOf<'dismissProposedFile'>) => call('dismissProposedFile', { params: { communityId }, body }), onSuccess }),
  };
}
export type ChangeLibrary = ReturnType<typeof useChangeLibrary>;
