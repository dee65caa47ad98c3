import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { ApiError } from '../shared/api-error.ts';
import { formatMoment } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { AnswerSharing } from './AnswerSharing.tsx';
import { clockTime } from './clock-time.ts';
import { talk, useChangeTalk, type TalkData } from './interview-queries.ts';
import { TalkNotes } from './TalkNotes.tsx';

const PlanTalk = lazy(() => import('./PlanTalk.tsx').then((loaded) => ({ default: loaded.PlanTalk })));

/** A talk with somebody who might join a community: the interviewer's page, or that of the person who was asked. */
export function TalkPage() {
  const { interviewId = '' } = useParams();
  const layout = useLayout();
  const { t } = useTranslation();
  const found = useQuery({ ...talk(interviewId), refetchOnWindowFocus: false });
  if (found.error instanceof ApiError && [400, 403, 404].includes(found.error.status)) return <NotFound />;
  const { data } = found;
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        {data ? <TextLink to={data.mine === 'interviewer' ? `/launch/${data.opportunity.id}` : '/launch'}>{t(data.mine === 'interviewer' ? 'talks.toIdea' : 'board.back')}</TextLink> : null}
        {found.isError && !data && <><PageTitle title={t('talks.title')} /><ProblemMessage error={found.error} retry={() => void found.refetch()} /></>}
        {found.isPending && <><h1 className={layout.unseen}>{t('common.loading')}</h1><Shapes count={3} height={96} /></>}
        {data && <Talk key={interviewId} talk={data} />}
      </div>
    </div>
  );
}

function Talk({ talk }: { talk: TalkData }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const mine = talk.mine === 'interviewer';
  return (
    <>
      <PageTitle title={t('talks.between', { name: (mine ? talk.interviewee : talk.interviewer).displayName })} />
      <p className={layout.lead} style={{ overflowWrap: 'anywhere' }}><strong>{talk.opportunity.name}</strong> – {talk.opportunity.about}</p>
      {talk.state === 'withdrawn'
        ? <p className={layout.text}>{t(mine ? 'talks.withdrawnFromYou' : 'talks.withdrawn')}</p>
        : mine ? <><When talk={talk} /><TalkNotes talk={talk} /></> : <><WhenAsked talk={talk} /><AnswerSharing talk={talk} /></>}
    </>
  );
}

/** When it is, on which calendars, and how to change that. */
function When({ talk }: { talk: TalkData }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const notify = useNotify();
  const { cancel, plan } = useChangeTalk(talk.id);
  const [planning, setPlanning] = useState(false);
  const body = (startsAt: string) => ({
    opportunityId: talk.opportunity.id, intervieweeId: talk.interviewee.id,
    time: { ...clockTime(startsAt, talk.timeZone ?? clock.timeZone), minutes: talk.minutes ?? 45 },
  });
  const { startsAt, state, calendar } = talk;
  const planned = state === 'planned' && startsAt !== null;
  return (
    <Section title={t('talks.when.title')}>
      <p className={layout.text}>{planned ? t('talks.when.at', { when: formatMoment(startsAt, clock), minutes: talk.minutes }) : t(state === 'cancelled' ? 'talks.when.cancelled' : 'talks.when.none')} {planned && t(calendar === 'done' ? 'talks.when.onBoth' : 'talks.when.open')}</p>
      {cancel.isError && <ProblemMessage error={cancel.error} />}
      {plan.isError && <ProblemMessage error={plan.error} />}
      <div className={layout.row} data-print="hide">
        {planned && calendar === 'open' && <Button appearance="primary" disabledFocusable={plan.isPending} onClick={() => plan.mutate(body(startsAt))}>{t('talks.when.finish')}</Button>}
        {!planned && !planning && <Button onClick={() => setPlanning(true)}>{t('talks.when.plan')}</Button>}
        {planned && (
          <Button disabledFocusable={cancel.isPending} onClick={() => cancel.mutate(undefined, { onSuccess: () => notify({
            text: t('talks.when.wasCancelled'), undo: () => plan.mutateAsync(body(startsAt)),
          }) })}>{t('talks.when.cancel')}</Button>
        )}
      </div>
      {planning && <Suspense fallback={<Shapes count={2} />}><PlanTalk opportunityId={talk.opportunity.id} again={talk} onDone={() => setPlanning(false)} onClose={() => setPlanning(false)} /></Suspense>}
    </Section>
  );
}

function WhenAsked({ talk: { startsAt, state, minutes } }: { talk: TalkData }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  if (startsAt === null || state !== 'planned') return null;
  return <p className={layout.text}>{t('talks.when.at', { when: formatMoment(startsAt, clock), minutes })}</p>;
}
