import { Button, Checkbox, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment, zoneName } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { useClock } from '../shared/use-clock.ts';
import { reminders, useSetReminders, type RemindersData } from './rhythm-queries.ts';

const whens = ['none', 'day-before', 'morning', 'hour-before'] as const;

/** Whether and when one is reminded of the community's activities: kept as soon as it is chosen. */
export const Reminders = memo(function Reminders({ communityId }: { communityId: string }) {
  const { t } = useTranslation();
  const shown = useQuery(reminders(communityId));
  return (
    <Section title={t('rhythm.reminders.title')}>
      {shown.isPending ? <Shapes count={2} height={40} /> : shown.data ? <Choice communityId={communityId} shown={shown.data} /> : <ProblemMessage error={shown.error} retry={() => void shown.refetch()} />}
    </Section>
  );
});

function Choice({ communityId, shown }: { communityId: string; shown: RemindersData }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const notify = useNotify();
  const set = useSetReminders(communityId);
  const wished = set.isPending ? set.variables : shown;
  const say = (change: Partial<Pick<RemindersData, 'comes' | 'regular'>>, everywhere = false): void => {
    const { comes, regular } = { ...wished, ...change };
    set.mutate({ comes, regular, everywhere, timeZone: clock.timeZone }, { onSuccess: () => notify({ text: t(everywhere ? 'rhythm.reminders.savedForAll' : 'rhythm.reminders.saved') }) });
  };
  const { next } = shown;
  return (
    <>
      <p className={layout.text}>{t('rhythm.reminders.says')}</p>
      <Field label={t('rhythm.reminders.when')}>
        <RadioGroup value={wished.comes} onChange={(_, { value }) => say({ comes: value as RemindersData['comes'] })}>
          {whens.map((when) => <Radio key={when} value={when} label={t(`rhythm.reminders.comes.${when}`)} />)}
        </RadioGroup>
      </Field>
      {wished.comes !== 'none' && <Checkbox label={t('rhythm.reminders.regular')} checked={wished.regular} onChange={(_, { checked }) => say({ regular: checked === true })} />}
      {set.isError && <ProblemMessage error={set.error} />}
      {shown.comes !== 'none' && <p className={layout.text}>{next ? t('rhythm.reminders.next', { time: formatMoment(next.at, clock), subject: next.subject }) : t('rhythm.reminders.nothing')}</p>}
      <p className={layout.quiet}>
        {[shown.comes === 'none' ? null : t('rhythm.reminders.zone', { zone: zoneName(next?.at ?? new Date().toISOString(), clock) }), shown.said === 'here' ? null : t(`rhythm.reminders.${shown.said}`)].filter(Boolean).join(' ')}
      </p>
      {shown.said !== 'everywhere' && <div><Button disabledFocusable={set.isPending} onClick={() => say({}, true)}>{t('rhythm.reminders.toAll')}</Button></div>}
    </>
  );
}
