import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { ApiError } from '../shared/api-error.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { LaunchDay } from './LaunchDay.tsx';
import { LaunchAnnouncement } from './LaunchAnnouncement.tsx';
import { LaunchEvent } from './LaunchEvent.tsx';
import { LaunchNext, sectionOf } from './LaunchNext.tsx';
import { LaunchSteps } from './LaunchSteps.tsx';
import { planOf, useChangePlan } from './plan-queries.ts';

/** While the bot is on its way to the channel. */
const askAgainAfter = 2_000;

/** How a community prepares its launch (start-up guide G4): the day, and the steps on the way there. */
export function LaunchPage() {
  const { communityId = '' } = useParams();
  const layout = useLayout();
  const { t } = useTranslation();
  const plan = useQuery({ ...planOf(communityId), refetchInterval: ({ state: { data } }) => (data?.announcement?.state === 'open' ? askAgainAfter : false) });
  const change = useChangePlan(communityId);
  const notify = useNotify();
  if (plan.error instanceof ApiError && [400, 404].includes(plan.error.status)) return <NotFound />;
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <div data-print="hide"><TextLink to={`/communities/${communityId}`}>{plan.data ? t('rhythm.year.back', { name: plan.data.name }) : t('rhythm.year.toCommunity')}</TextLink></div>
        <PageTitle title={plan.data ? t('plan.titleOf', { name: plan.data.name }) : t('plan.title')} />
        {plan.isError && <ProblemMessage error={plan.error} {...(plan.error instanceof ApiError && plan.error.status === 403 ? {} : { retry: () => void plan.refetch() })} intent={plan.data ? 'warning' : 'error'} />}
        {plan.isPending && <Shapes count={6} height={64} />}
        {plan.data && (
          <>
            {plan.data.begun && plan.data.next && <LaunchNext next={plan.data.next} onLaunched={() => change.launched.mutate(true, { onSuccess: () => notify({ text: t('plan.launched'), undo: () => change.launched.mutateAsync(false) }) })} />}
            {change.launched.isError && <ProblemMessage error={change.launched.error} />}
            {(plan.data.begun || plan.data.mayChange) ? <LaunchDay plan={plan.data} change={change} /> : <p className={layout.text}>{t('plan.none')}</p>}
            {plan.data.begun && <LaunchSteps communityId={communityId} plan={plan.data} change={change} />}
            {plan.data.begun && <div id={sectionOf('event')}><LaunchEvent communityId={communityId} plan={plan.data} /></div>}
            {plan.data.begun && <div id={sectionOf('announcement')}><LaunchAnnouncement communityId={communityId} plan={plan.data} /></div>}
          </>
        )}
      </div>
    </div>
  );
}
