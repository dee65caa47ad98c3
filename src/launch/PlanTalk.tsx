import { Button, Field, Input, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../api/membership/membership-contract.ts';
import { ApiError } from '../shared/api-error.ts';
import { readersZone } from '../shared/dates.ts';
import { InnerForm } from '../shared/InnerForm.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { PersonPicker } from '../shared/PersonPicker.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { useBoardStyles } from './Board.styles.ts';
import type { ClockTime } from './clock-time.ts';
import { useChangeTalk, type TalkData } from './interview-queries.ts';
import { TimesForBoth } from './TimesForBoth.tsx';

interface Props {
  opportunityId: string;
  /** The talk that is planned again; a new one where there is none. */
  again?: TalkData;
  onDone: (talk: TalkData) => void;
  onClose: () => void;
}

/** Plans a talk: with whom and when; it is put on both calendars. Its id is made once, so that a second click sends the same talk. */
export function PlanTalk({ opportunityId, again, onDone, onClose }: Props) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const [interviewId] = useState(() => again?.id ?? crypto.randomUUID());
  const { plan } = useChangeTalk(interviewId);
  const [person, setPerson] = useState<Pick<Person, 'id' | 'displayName'> | null>(again?.interviewee ?? null);
  const [at, setAt] = useState('');
  const [minutes, setMinutes] = useState(45);
  const [which, setWhich] = useState<'first' | 'second' | null>(null);
  const choose = (time: Pick<ClockTime, 'at' | 'which'>): void => { setAt(time.at); setWhich(time.which); };
  const [tried, setTried] = useState(false);
  const twice = plan.error instanceof ApiError && plan.error.problem.fields?.some(({ field }) => field === '/time/which') === true;
  const refused = plan.error instanceof ApiError ? plan.error.problem.fields?.find(({ field }) => field.startsWith('/time')) : undefined;
  const send = (): void => {
    setTried(true);
    if (!person || plan.isPending) return;
    const time = at === '' ? null : { at: at.slice(0, 16), timeZone: readersZone(), minutes, which };
    plan.mutate({ opportunityId, intervieweeId: person.id, time }, { onSuccess: onDone });
  };
  return (
    <InnerForm label={t('talks.plan.title')} className={layout.stack} onSubmit={send}>
      <p className={layout.text}>{t('talks.plan.lead')}</p>
      <div className={styles.narrow}>
        {person
          ? <div className={layout.row}><span>{t('talks.plan.with', { name: person.displayName })}</span>{!again && <Button size="small" onClick={() => setPerson(null)}>{t('talks.plan.somebodyElse')}</Button>}</div>
          : <PersonPicker label={t('talks.plan.whom')} onPick={setPerson} problem={tried ? t('talks.plan.needsPerson') : undefined} />}
      </div>
      {person && <TimesForBoth opportunityId={opportunityId} interviewee={person} minutes={minutes} chosen={at} onChoose={choose} />}
      <div className={`${styles.pair} ${styles.narrow}`}>
        <Field label={t('talks.plan.when')} hint={t('talks.plan.whenHint')} {...(refused ? { validationMessage: `${refused.reason} ${refused.remedy}` } : {})}>
          <Input type="datetime-local" value={at} onChange={(_, { value }) => choose({ at: value, which: null })} />
        </Field>
        <Field label={t('talks.plan.minutes')}>
          <Select value={String(minutes)} onChange={(_, { value }) => setMinutes(Number(value))}>{[15, 30, 45, 60, 90].map((each) => <option key={each} value={each}>{each}</option>)}</Select>
        </Field>
      </div>
      {(twice || which !== null) && (
        <RadioGroup aria-label={t('talks.plan.which')} value={which ?? ''} onChange={(_, { value }) => setWhich(value as 'first' | 'second')}>
          <Radio value="first" label={t('talks.plan.first')} /><Radio value="second" label={t('talks.plan.second')} />
        </RadioGroup>
      )}
      {plan.isError && !refused && <ProblemMessage error={plan.error} />}
      <div className={layout.row}>
        <Button appearance="primary" disabledFocusable={plan.isPending} onClick={send}>{t(at === '' ? 'talks.plan.withoutTime' : 'talks.plan.send')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </InnerForm>
  );
}
