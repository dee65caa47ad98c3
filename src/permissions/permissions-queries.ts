import { queryOptions } from '@tanstack/react-query';
import { call, type ResponseOf } from '../shared/api.ts';

export type Report = ResponseOf<'checkPermissions'>;
export type Line = Report['delegated'][number];
export type TeamLine = Report['teams'][number];

/** What Trellis is permitted; asked anew whenever the page is opened, because it is opened to see whether something has changed. */
export const permissions = queryOptions({
  queryKey: ['permissions'],
  queryFn: ({ signal }) => call('checkPermissions', { signal }),
  staleTime: 0,
});
