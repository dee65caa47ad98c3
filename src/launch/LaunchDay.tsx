import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moveDay } from '../../api/launch/series-times-contract.ts';
import { today } from '../rhythm/year.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useClock } from '../shared/use-clock.ts';
import type { ChangePlan, PlanData } from './plan-queries.ts';
import { useDayWords } from './series-words.ts';

const isDay = (value: string): boolean => /^\d{4}-\d\d-\d\d$/.test(value);

/** So many days are proposed to begin with. */
const daysAhead = 42;

/** The day of the launch: chosen, moved, or left open; the steps follow. */
export function LaunchDay({ plan, change: { day: setDay } }: { plan: PlanData; change: ChangePlan }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const { timeZone } = useClock();
  const dayWords = useDayWords();
  const notify = useNotify();
  const now = today(new Date(), timeZone);
  const [value, setValue] = useState(() => plan.launchOn ?? plan.proposedOn ?? (plan.begun ? '' : moveDay(now, daysAhead)));
  const { launchOn: before } = plan;
  const set = (after: string | null): void => {
    if (setDay.isPending) return;
    setDay.mutate({ before, after }, { onSuccess: () => {
      setValue(after ?? '');
      if (!plan.begun) return;
      notify({ text: after === null ? t('plan.day.dropped') : t('plan.day.moved', { day: dayWords.long(after) }), undo: () => setDay.mutateAsync({ before: after, after: before }, { onSuccess: () => setValue(before ?? '') }) });
    } });
  };
  const hint = !isDay(value) || value === before ? undefined : value < now ? t('plan.day.past') : [0, 6].includes(new Date(`${value}T00:00:00Z`).getUTCDay()) ? t('plan.day.weekend') : undefined;
  return (
    <Section title={before === null ? t(plan.begun ? 'plan.day.open' : 'plan.begin.title') : t('plan.day.is', { day: dayWords.long(before) })}>
      {!plan.begun && <p className={layout.text}>{t('plan.begin.says')}</p>}
      {!plan.begun && plan.template && <p className={layout.quiet}>{t('plan.begin.template', { template: plan.template })}</p>}
      {plan.mayChange && (
        <form className={layout.stackTight} noValidate onSubmit={(event) => { event.preventDefault(); if (isDay(value)) set(value); }} data-print="hide">
          <Field label={t('plan.day.label')} hint={hint} style={{ maxWidth: '20rem' }}><Input type="date" value={value} onChange={(_, { value: typed }) => setValue(typed)} /></Field>
          <div className={layout.row}>
            <Button type="submit" appearance={plan.begun ? 'secondary' : 'primary'} disabledFocusable={setDay.isPending || !isDay(value) || (plan.begun && value === before)}>{t(plan.begun ? (before === null ? 'plan.day.choose' : 'plan.day.move') : 'plan.begin.do')}</Button>
            {!plan.begun && <Button onClick={() => set(null)}>{t('plan.begin.without')}</Button>}
            {plan.begun && before !== null && <Button appearance="subtle" onClick={() => set(null)}>{t('plan.day.drop')}</Button>}
          </div>
        </form>
      )}
      {setDay.isError && <ProblemMessage error={setDay.error} />}
    </Section>
  );
}
