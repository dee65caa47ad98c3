import { Button, Field, Input, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, Textarea } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { YearActivity } from '../../api/rhythm/year-contract.ts';
import { ApiError } from '../shared/api-error.ts';
import { formatMoment } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { ShareLink } from '../shared/ShareLink.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { useClock } from '../shared/use-clock.ts';
import { Stewardship } from '../stewardship/Stewardship.tsx';
import { ActivityIssues } from './ActivityIssues.tsx';
import { FollowUps } from './FollowUps.tsx';
import { activityRecord, useKeepRecord, type ActivityRecord as Kept } from './rhythm-queries.ts';

interface Props { communityId: string; activity: YearActivity }

/** What the community keeps beside an activity: agenda, notes, how many came, what is to be done after it, and which key issues it is about. */
export function ActivityRecord({ communityId, activity }: Props) {
  const kept = useQuery(activityRecord(communityId, activity.id));
  if (kept.isPending) return <Shapes count={2} height={64} />;
  if (!kept.data) return <ProblemMessage error={kept.error} retry={() => void kept.refetch()} />;
  return <Record communityId={communityId} activity={activity} kept={kept.data} />;
}

const parts = ['agenda', 'notes', 'attended'] as const;
type Part = (typeof parts)[number];
type Written = Record<Part, string>;
const writtenOf = ({ agenda, notes, attended }: Pick<Kept, Part>): Written => ({ agenda, notes, attended: attended === null ? '' : String(attended) });
const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

function Record({ communityId, activity, kept }: Props & { kept: Kept }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const notify = useNotify();
  const { change, ...rest } = useKeepRecord(communityId, activity.id);
  // What it was when typing began, part by part: what others save meanwhile in another part is none of this one's business.
  const [base, setBase] = useState<Written>(() => writtenOf(kept));
  const [typed, setTyped] = useState<Written>(() => writtenOf(kept));
  const now = writtenOf(kept);
  const conflicts = parts.filter((part) => typed[part] !== base[part] && now[part] !== base[part] && now[part] !== typed[part]);
  // Where nothing was typed, what is there now is shown.
  const shown = (part: Part): string => (typed[part] === base[part] ? now[part] : typed[part]);
  const mine = parts.filter((part) => shown(part) !== now[part]);
  const badNumber = !/^\d{0,6}$/.test(shown('attended').trim());
  const editable = kept.abilities.record;
  const set = (part: Part, value: string): void => {
    if (typed[part] === base[part]) setBase((before) => ({ ...before, [part]: now[part] }));
    setTyped((before) => ({ ...before, [part]: value }));
  };
  const save = (): void => {
    if (badNumber || mine.length === 0) return;
    const text = (part: 'agenda' | 'notes') => (mine.includes(part) ? { [part]: { before: base[part], after: typed[part] } } : {});
    change.mutate({ ...text('agenda'), ...text('notes'), ...(mine.includes('attended') ? { attended: { before: numberOf(base.attended), after: numberOf(typed.attended) } } : {}) }, {
      onSuccess: (saved) => {
        setBase(writtenOf(saved));
        setTyped(writtenOf(saved));
        notify({ text: t('rhythm.record.saved') });
      },
    });
  };
  const changedMeanwhile = change.error instanceof ApiError && change.error.problem.code === 'record-changed';
  return (
    <div className={layout.stack}>
      <Stewardship communityId={communityId} thing={{ kind: 'activity', id: activity.id }} title={activity.subject} lookedAfter={kept.lookedAfter} level={3} />
      {conflicts.map((part) => (
        <MessageBar key={part} intent="warning" layout="multiline" role="alert">
          <MessageBarBody>
            <MessageBarTitle>{t('rhythm.record.conflict', { name: kept.updatedBy?.displayName, part: t(`rhythm.record.parts.${part}`) })}</MessageBarTitle>
            <span className={layout.text}>{now[part]}</span>
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => setBase((before) => ({ ...before, [part]: now[part] }))}>{t('rhythm.record.keepMine')}</Button>
            <Button onClick={() => { setBase((before) => ({ ...before, [part]: now[part] })); setTyped((before) => ({ ...before, [part]: now[part] })); }}>{t('rhythm.record.takeTheirs')}</Button>
          </MessageBarActions>
        </MessageBar>
      ))}
      {change.isError && !changedMeanwhile && <ProblemMessage error={change.error} />}
      {editable ? (
        <>
          <Field label={t('rhythm.record.parts.agenda')} hint={t('rhythm.record.agendaHint')}><Textarea dir="auto" resize="vertical" rows={3} maxLength={4_000} value={shown('agenda')} onChange={(_, { value }) => set('agenda', value)} /></Field>
          <Field label={t('rhythm.record.parts.notes')} hint={t('rhythm.record.notesHint')}><Textarea dir="auto" resize="vertical" rows={4} maxLength={20_000} value={shown('notes')} onChange={(_, { value }) => set('notes', value)} /></Field>
          <Field label={t('rhythm.record.parts.attended')} hint={t('rhythm.record.attendedHint')} {...(badNumber ? { validationState: 'error' as const, validationMessage: t('rhythm.record.aNumber') } : {})}>
            <Input inputMode="numeric" maxLength={6} value={shown('attended')} onChange={(_, { value }) => set('attended', value)} />
          </Field>
          <div className={layout.row}>
            <Button appearance="primary" disabledFocusable={change.isPending || mine.length === 0 || conflicts.length > 0} onClick={save} data-print="hide">{t('common.save')}</Button>
            {kept.updatedAt !== null && <span className={layout.quiet}>{t('rhythm.record.updated', { name: kept.updatedBy?.displayName, time: formatMoment(kept.updatedAt, clock) })}</span>}
          </div>
        </>
      ) : parts.filter((part) => now[part] !== '').map((part) => (
        <div key={part}>
          <h3 className={layout.subheading}>{t(`rhythm.record.parts.${part}`)}</h3>
          <p className={layout.text} dir="auto">{now[part]}</p>
        </div>
      ))}
      <div><ShareLink subPage={`communities/${communityId}/rhythm/${activity.id}`} label={activity.subject} /></div>
      <FollowUps followUps={kept.followUps} editable={editable} keep={rest} />
      <ActivityIssues activity={activity} issues={kept.issues} editable={kept.abilities.link} keep={rest} />
    </div>
  );
}
