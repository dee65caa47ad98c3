import { Radio, RadioGroup } from '@fluentui/react-components';
import { memo, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment, formatMonth, zoneName } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { Section } from '../shared/Section.tsx';
import { useClock } from '../shared/use-clock.ts';
import { MonthActivities } from './MonthActivities.tsx';
import type { RhythmData } from './rhythm-queries.ts';
import { monthsOf, today, type Month } from './year.ts';
import { ChosenMonth, YearPicture } from './YearPicture.tsx';

interface Props {
  communityId: string;
  year: RhythmData;
  asOf: string;
  now: Date;
  /** The activity that a link led to, in whichever month it is. */
  ledTo: string | null;
  /** Leaves it out of the address; null where nothing is to be left out, as a new address draws all that knows of the address. */
  onLeave: (() => void) | null;
}

/** The year's picture, and the month that is chosen in it: apart from the rest of the page, which stays when another is chosen. */
export function YearByMonths({ communityId, year: { activities, abilities }, asOf, now, ledTo, onLeave }: Props) {
  const { timeZone } = useClock();
  const day = useMemo(() => today(now, timeZone), [now, timeZone]);
  const [first] = useState(() => monthOf(activities.find(({ id }) => id === ledTo), timeZone) ?? day.slice(0, 7));
  const [when, setWhen] = useState<When>(first < day.slice(0, 7) ? 'past' : 'next');
  const [chosen, setChosen] = useState(first);
  const choose = useCallback((name: string): void => {
    setChosen(name);
    onLeave?.();
  }, [onLeave]);
  const months = useMemo(() => monthsOf(activities, timeZone, now, when), [activities, timeZone, now, when]);
  const month = months.find(({ name }) => name === chosen) ?? months.at(when === 'past' ? -1 : 0)!;
  // The picture answers at once; the list, which is many controls, follows without holding anything up.
  const listed = useDeferredValue(month);
  return (
    <>
      <ChosenMonth value={month.name}><Picture months={months} day={day} onChoose={choose} when={when} onWhen={setWhen} asOf={asOf} now={now} /></ChosenMonth>
      {ledTo !== null && !activities.some(({ id }) => id === ledTo) && <NotHere />}
      <Listed communityId={communityId} month={listed} ledTo={ledTo} abilities={abilities} />
    </>
  );
}

const monthOf = (activity: RhythmData['activities'][number] | undefined, timeZone: string): string | undefined => activity && today(new Date(activity.startsAt), timeZone).slice(0, 7);

interface PictureProps { months: readonly Month[]; day: string; onChoose: (month: string) => void; when: When; onWhen: (when: When) => void; asOf: string; now: Date }

/** Stays as it is when another month is chosen, but for the months' buttons. */
const Picture = memo(function Picture({ months, day, onChoose, when, onWhen, asOf, now }: PictureProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('rhythm.year.picture')} aside={<WhichYear when={when} onChange={onWhen} />}>
      <YearPicture months={months} today={day} onChoose={onChoose} />
      <AsOf at={asOf} now={now} />
    </Section>
  );
});

function NotHere() {
  const layout = useLayout();
  const { t } = useTranslation();
  return <p className={layout.text}>{t('share.notHere')}</p>;
}

/** Stays as it is while the picture answers. */
const Listed = memo(function Listed({ communityId, month, ledTo, abilities }: { communityId: string; month: Month; ledTo: string | null; abilities: RhythmData['abilities'] }) {
  const { locale } = useClock();
  return (
    <Section title={formatMonth(month.name, locale)}>
      <MonthActivities communityId={communityId} month={month} ledTo={ledTo} mayRecord={abilities.record} isMember={abilities.readRecords} mayPublish={abilities.publish} />
    </Section>
  );
});

/** In which zone times are shown, and when Microsoft 365 told. */
const AsOf = memo(function AsOf({ at, now }: { at: string; now: Date }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  return <p className={layout.quiet}>{t('rhythm.zone', { zone: zoneName(now.toISOString(), clock) })} {t('happening.asOf', { time: formatMoment(at, clock) })}</p>;
});

type When = 'next' | 'past';

const WhichYear = memo(function WhichYear({ when, onChange }: { when: When; onChange: (when: When) => void }) {
  const { t } = useTranslation();
  return (
    <RadioGroup layout="horizontal" aria-label={t('rhythm.year.when')} value={when} onChange={(_, { value }) => onChange(value as When)} data-print="hide">
      <Radio value="next" label={t('rhythm.year.next')} />
      <Radio value="past" label={t('rhythm.year.past')} />
    </RadioGroup>
  );
});
