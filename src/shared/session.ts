import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './api.ts';
import { me } from './me.ts';

/** Who is signed in and what that person may do. */
export const useMe = () => useQuery(me);

/** Whom the directory names as the signed-in person's manager: proposed as sponsor. */
export const myManager = queryOptions({ queryKey: ['my-manager'], queryFn: ({ signal }) => call('getMyManager', { signal }), staleTime: 5 * 60_000 });
