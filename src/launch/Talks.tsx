import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { formatMoment } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { PersonLine } from '../shared/PersonLine.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { useBoardStyles } from './Board.styles.ts';
import { shared, type TalkSummary } from './interview-queries.ts';

// It brings a list to search in, which is large.
const PlanTalk = lazy(() => import('./PlanTalk.tsx').then((loaded) => ({ default: loaded.PlanTalk })));

/** What people agreed to share from talks about an idea, and one's own talks about it (start-up guide G3). */
export function Talks({ opportunityId }: { opportunityId: string }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const found = useQuery(shared(opportunityId));
  const [planning, setPlanning] = useState(false);
  const { data } = found;
  return (
    <Section title={t('talks.title')} aside={!planning && <Button onClick={() => setPlanning(true)} data-print="hide">{t('talks.plan.open')}</Button>}>
      <p className={layout.text}>{t('talks.lead')}</p>
      {planning && <Suspense fallback={<Shapes count={2} />}><PlanTalk opportunityId={opportunityId} onDone={({ id }) => void navigate(`/launch/talks/${id}`)} onClose={() => setPlanning(false)} /></Suspense>}
      {found.isError && <ProblemMessage error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Shapes count={2} />}
      {data && data.issues.length > 0 && (
        <div>
          <h3 className={layout.subheading}>{t('talks.issues')}</h3>
          <ul style={{ overflowWrap: 'anywhere' }}>{data.issues.map(({ id, words }) => <li key={id}>{words}</li>)}</ul>
        </div>
      )}
      {data && data.leaders.length > 0 && (
        <div className={layout.stackTight}>
          <h3 className={layout.subheading}>{t('talks.leaders')}</h3>
          {data.leaders.map(({ id, displayName, words }) => <PersonLine key={id} name={displayName}>{words}</PersonLine>)}
        </div>
      )}
      {data && data.mine.length > 0 && <TalkList title={t('talks.mine')} talks={data.mine} />}
    </Section>
  );
}

/** Talks, each with the way to it. */
export function TalkList({ title, talks, about = false }: { title: string; talks: readonly TalkSummary[]; about?: boolean }) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const stateOf = ({ state, calendar, asked, mine }: TalkSummary): string => {
    if (state !== 'planned') return t(`talks.states.${state}`);
    if (asked) return t(mine === 'interviewee' ? 'talks.states.asksYou' : 'talks.states.asks');
    return calendar === 'open' ? t('talks.states.open') : '';
  };
  return (
    <div>
      <h3 className={layout.subheading}>{title}</h3>
      <ul className={layout.plainList}>
        {talks.map((each) => (
          <li key={each.id} className={styles.nextRow}>
            <span className={styles.nextWords}>
              <TextLink to={`/launch/talks/${each.id}`}>{t('talks.between', { name: (each.mine === 'interviewer' ? each.interviewee : each.interviewer).displayName })}</TextLink>
              {about && <> · {each.opportunity.name}</>}{each.startsAt && each.state === 'planned' && <> · {formatMoment(each.startsAt, clock)}</>}
            </span>
            <span className={layout.quiet}>{stateOf(each)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
