import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, type ResponseOf } from '../shared/api.ts';

export type Run = ResponseOf<'getImport'>;
export type Row = ResponseOf<'listImportRows'>['items'][number];

/** How far a run is; asked every second until it ends. */
export const importRun = (started: Run) => queryOptions({
  queryKey: ['import', started.id],
  queryFn: ({ signal }) => call('getImport', { params: { importId: started.id }, signal }),
  initialData: started,
  refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1_000 : false),
});

/** The newest imports of whoever looks. */
export const latestImports = queryOptions({ queryKey: ['imports'], queryFn: ({ signal }) => call('listImports', { signal }) });

const pageOfRows = 100;

/** Rows done so far, in the sheet's order; `done` makes the list grow with the run. */
export const importRows = (importId: string, outcome: Row['outcome'] | undefined, done: number) => infiniteQueryOptions({
  queryKey: ['import', importId, 'rows', outcome, done],
  queryFn: ({ pageParam, signal }) => call('listImportRows', { params: { importId }, query: { after: pageParam, limit: pageOfRows, outcome }, signal }),
  initialPageParam: 0,
  getNextPageParam: ({ items }) => (items.length === pageOfRows ? items.at(-1)?.row : undefined),
});
