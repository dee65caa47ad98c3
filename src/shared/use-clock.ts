import { useMemo } from 'react';
import { readersZone, type Clock } from './dates.ts';
import { useHost } from './host.ts';

/** Locale and zone in which this reader sees times. */
export function useClock(): Clock {
  const { locale } = useHost();
  return useMemo(() => ({ locale, timeZone: readersZone() }), [locale]);
}
