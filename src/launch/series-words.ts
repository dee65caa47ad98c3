import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTimeRange, formatWeekday } from '../shared/dates.ts';
import { useClock } from '../shared/use-clock.ts';
import type { Clash, Laid } from './series-layout.ts';

/** A calendar day in words; it has no zone. */
export function useDayWords() {
  const { locale } = useClock();
  return useMemo(() => {
    const of = (options: Intl.DateTimeFormatOptions) => {
      const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
      return (day: string): string => format.format(new Date(`${day}T00:00:00Z`));
    };
    return {
      weekday: of({ weekday: 'short' }), short: of({ day: 'numeric', month: 'short' }), narrow: of({ weekday: 'short', day: 'numeric' }),
      long: of({ weekday: 'long', day: 'numeric', month: 'long' }),
    };
  }, [locale]);
}

/** What a country is called in the reader's language. */
export const countryName = (country: string, locale: string): string => new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(country) ?? country;

/** What is said of an activity where it is laid. */
export function useLaidWords() {
  const { t } = useTranslation();
  const clock = useClock();
  const clash = (each: Clash): string => {
    switch (each.what) {
      case 'own': return t('series.clash.own', { subject: each.subject });
      case 'mine': return t('series.clash.mine', { subject: each.subject, community: each.community });
      case 'holiday': return t('series.clash.holiday', { name: each.name, country: countryName(each.country, clock.locale) });
      case 'others': return t('series.clash.others', { count: each.members });
    }
  };
  /** Each thing that somebody may want to look at. */
  const warnings = ({ change, clashes }: Pick<Laid, 'change' | 'clashes'>): string[] => [
    ...(change === 'none' ? [] : [t(`series.clock.${change}`)]), ...clashes.map(clash),
  ];
  const title = ({ item }: Pick<Laid, 'item'>): string => item.title.trim() || t('series.untitled');
  const when = ({ startsAt, endsAt }: Pick<Laid, 'startsAt' | 'endsAt'>): string => t('series.when', { day: formatWeekday(startsAt, clock), time: formatTimeRange(startsAt, endsAt, clock) });
  return {
    warnings, title, when,
    /** What whoever sees the layout reads from it. */
    beside: (laid: Laid): string => [t('series.card', { kind: t(`rhythm.kinds.${laid.item.kind}`), day: formatWeekday(laid.startsAt, clock) }), ...warnings(laid)].join(' '),
  };
}
