import { QueryClient } from '@tanstack/react-query';
import { retryDelay, shouldRetry } from './api.ts';

/** Reads are fresh for half a minute; every write the tab makes can be sent twice without harm, so it is retried too. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, gcTime: 10 * 60_000, retry: shouldRetry, retryDelay, refetchOnWindowFocus: true },
      mutations: { retry: 0 },
    },
  });
}
