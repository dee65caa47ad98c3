import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../shared/api-error.ts';
import { call } from '../shared/api.ts';
import { forgetHere, keepHere, keptHere } from '../shared/kept-here.ts';
import { useSaveOnLeaving } from '../shared/use-save-on-leaving.ts';
import { seriesOf, type SeriesData, type SeriesItem, type SeriesPageData } from './series-queries.ts';

const pause = 700;

/** What was changed here and is not saved yet, by id; null for what is left out. */
type Pending = ReadonlyMap<string, SeriesItem | null>;

/** `refused`: the server will not have it as it is. */
export type SeriesSaveState = { now: 'saved' | 'saving' | 'kept-here' } | { now: 'refused'; why: ApiError };

const cacheKey = (communityId: string, startsOn: string): string => `series.${communityId}.${startsOn}`;

/**
 * A series that saves itself while it is laid out: each activity for itself, so that two who change different ones lose
 * nothing. What the server does not have yet stays in this browser, and is sent when it answers again.
 */
export function useSeriesDraft(communityId: string, series: SeriesData) {
  const client = useQueryClient();
  const { startsOn } = series;
  const [pending, setPending] = useState<Pending>(() => new Map(Object.entries(keptHere(cacheKey(communityId, startsOn)) ?? {}) as [string, SeriesItem | null][]));
  const [state, setState] = useState<SeriesSaveState>({ now: 'saved' });
  const latest = useRef(pending);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<void> | null>(null);

  const take = useCallback((next: Pending): void => {
    latest.current = next;
    setPending(next);
    if (next.size === 0) forgetHere(cacheKey(communityId, startsOn));
    else keepHere(cacheKey(communityId, startsOn), Object.fromEntries(next));
  }, [communityId, startsOn]);

  const save = useCallback(async (leaving = false): Promise<void> => {
    clearTimeout(timer.current);
    if (running.current && !leaving) await running.current;
    const sent = latest.current;
    if (sent.size === 0) return;
    setState({ now: 'saving' });
    const body = { changed: [...sent.values()].filter((item) => item !== null), left: [...sent].flatMap(([id, item]) => (item === null ? [id] : [])) };
    running.current = call('changeSeries', { params: { communityId }, body, keepalive: leaving }).then(
      (page) => {
        client.setQueryData<SeriesPageData>(seriesOf(communityId).queryKey, page);
        take(new Map([...latest.current].filter(([id, item]) => sent.get(id) !== item)));
        setState({ now: latest.current.size === 0 ? 'saved' : 'saving' });
      },
      (error: unknown) => setState(error instanceof ApiError && error.status >= 400 && error.status < 500 && !error.passing ? { now: 'refused', why: error } : { now: 'kept-here' }),
    );
    await running.current;
    running.current = null;
  }, [client, communityId, take]);

  const put = useCallback((id: string, item: SeriesItem | null): void => {
    take(new Map(latest.current).set(id, item));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), pause);
  }, [save, take]);

  // What an earlier visit could not save.
  useEffect(() => void save(), [save]);
  useSaveOnLeaving(save);

  const activities = useMemo(() => [
    ...series.activities.flatMap((item) => (pending.has(item.id) ? [pending.get(item.id)!].filter(Boolean) : [item])),
    ...[...pending.values()].filter((item): item is SeriesItem => item !== null && !series.activities.some(({ id }) => id === item.id)),
  ], [series.activities, pending]);

  // What was just typed waits a moment: until then it is not saved.
  const shown: SeriesSaveState = state.now === 'saved' && pending.size > 0 ? { now: 'saving' } : state;
  return { activities, state: shown, save, change: useCallback((item: SeriesItem) => put(item.id, item), [put]), leaveOut: useCallback((id: string) => put(id, null), [put]) };
}
