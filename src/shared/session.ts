import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './api.ts';

/** Who is signed in and what that person may do; asked once a session. */
export const me = queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => call('getMe', { signal }), staleTime: Infinity });
export const useMe = () => useQuery(me);

/** Whom the directory names as the signed-in person's manager: proposed as sponsor. */
export const myManager = queryOptions({ queryKey: ['my-manager'], queryFn: ({ signal }) => call('getMyManager', { signal }), staleTime: 5 * 60_000 });
