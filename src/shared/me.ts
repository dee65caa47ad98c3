import { queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';

/** Who is signed in and what that person may do; asked once a session. */
export const me = queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => call('getMe', { signal }), staleTime: Infinity });
