import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { ApiError } from '../shared/api-error.ts';
import { formatCalendarDay, formatDay } from '../shared/dates.ts';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { LinkButton } from '../shared/LinkButton.tsx';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { ShareLink } from '../shared/ShareLink.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { useBoardStyles } from './Board.styles.ts';
import { opportunity, stages, type OpportunityData } from './board-queries.ts';
import { Evidence } from './Evidence.tsx';
import { LetGo } from './LetGo.tsx';
import { OpportunityForm } from './OpportunityForm.tsx';
import { Talks } from './Talks.tsx';
import { useLinkCommunity } from './use-link-community.ts';
import { useMove } from './use-move.ts';
import { useStepWords } from './use-step-words.ts';
import { useStartCommunity } from './use-start-community.ts';

/** An area in which a community might grow: where it stands, what is known of it, and the next useful thing to do. */
export function OpportunityPage() {
  const { opportunityId = '' } = useParams();
  const layout = useLayout();
  const { t } = useTranslation();
  const found = useQuery(opportunity(opportunityId));
  if (found.error instanceof ApiError && [400, 403, 404].includes(found.error.status)) return <NotFound />;
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <div className={layout.spread} data-print="hide">
          <TextLink to="/launch">{t('board.back')}</TextLink>
          {found.data && <ShareLink subPage={`opportunities/${opportunityId}`} label={found.data.name} />}
        </div>
        {found.isError && !found.data && <><PageTitle title={t('board.opportunity')} /><ProblemMessage error={found.error} retry={() => void found.refetch()} /></>}
        {found.isPending && <><h1 className={layout.unseen}>{t('common.loading')}</h1><Shapes count={3} height={96} /></>}
        {found.data && <Opportunity key={opportunityId} found={found.data} />}
      </div>
    </div>
  );
}

function Opportunity({ found }: { found: OpportunityData }) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const [open, setOpen] = useState<'edit' | null>(null);
  return (
    <>
      <PageTitle title={found.name} />
      <p className={layout.lead} style={{ overflowWrap: 'anywhere' }}>{found.about}</p>
      <ol className={styles.way} aria-label={t('board.way')}>
        {(found.stage === 'let-go' ? [...stages, 'let-go' as const] : stages).map((stage) => (
          <li key={stage} className={styles.step} {...(stage === found.stage ? { 'aria-current': 'step' as const } : {})}>{t(`board.stages.${stage}`)}</li>
        ))}
      </ol>
      <p className={layout.quiet}>{t(found.proposedBy.displayName ? 'board.proposedBy' : 'board.proposedOn', { name: found.proposedBy.displayName, day: formatDay(found.proposedAt, clock) })}</p>
      <NextThing found={found} onEdit={() => setOpen('edit')} />
      {open === 'edit'
        ? <OpportunityForm opportunity={found} onClose={() => setOpen(null)} />
        : <div><Button onClick={() => setOpen('edit')} data-print="hide">{t('board.edit.open')}</Button></div>}
      <Evidence opportunityId={found.id} evidence={found.evidence} />
      <Talks opportunityId={found.id} />
      <History found={found} />
    </>
  );
}

/** The next useful thing and the way to do it, and the moves that are possible. */
function NextThing({ found, onEdit }: { found: OpportunityData; onEdit: () => void }) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useHost();
  const { go, busy } = useMove(found);
  const start = useStartCommunity();
  const link = useLinkCommunity(found.id);
  const stepWords = useStepWords();
  const [letting, setLetting] = useState(false);
  const { stage, next, community } = found;
  const ahead = stage === 'let-go' ? 'idea' : stages[stages.indexOf(stage) + 1];
  const behind = stage === 'let-go' ? undefined : stages[stages.indexOf(stage) - 1];
  const forward = ahead && (ahead !== 'launched' || community !== null) ? ahead : undefined;
  return (
    <Section title={t('board.useful')}>
      {found.nextStep && <p className={layout.text} style={{ overflowWrap: 'anywhere' }}>{found.nextStep}</p>}
      {stepWords(found) && <p className={found.nextStep ? layout.quiet : layout.text} style={{ overflowWrap: 'anywhere' }}>{t('board.nextStep', { next: stepWords(found) })}</p>}
      {next && <p className={found.nextStep ? layout.quiet : layout.text}>{t(`board.next.${next}`)}</p>}
      {found.learned && <p className={layout.text} style={{ overflowWrap: 'anywhere' }}>{t('board.learned', { learned: found.learned })}</p>}
      {found.launchOn && <p className={layout.text}>{t('board.launchOn', { day: formatCalendarDay(found.launchOn, locale) })}</p>}
      {community && <p className={layout.text}>{t('board.became')} <TextLink to={`/communities/${community.id}`}>{community.name}</TextLink> ({t(community.closed ? 'board.closed' : `stages.${community.stage}.name`)}) <Button size="small" appearance="subtle" disabledFocusable={link.busy} onClick={() => link.away(community)} data-print="hide">{t('board.link.undo')}</Button></p>}
      {start.isError && <ProblemMessage error={start.error} />}
      <div className={layout.row} data-print="hide">
        {stage === 'preparing' && community === null && <Button appearance="primary" disabledFocusable={start.isPending} onClick={() => start.mutate(found)}>{t('board.create')}</Button>}
        {community && !community.closed && stage === 'preparing' && <LinkButton to={`/communities/${community.id}/launch`}>{t('plan.next.toPlan')}</LinkButton>}
        {next === 'set-launch-date' && found.plan === null && <Button appearance="primary" onClick={onEdit}>{t('board.setDate')}</Button>}
        {forward && <Button {...(next === 'set-launch-date' ? {} : { appearance: 'primary' as const })} disabledFocusable={busy} onClick={() => go(forward)}>{t(stage === 'let-go' ? 'board.takeUp' : 'board.moveTo', { stage: t(`board.stages.${forward}`) })}</Button>}
        {behind && <Button appearance="subtle" disabledFocusable={busy} onClick={() => go(behind)}>{t('board.moveBack', { stage: t(`board.stages.${behind}`) })}</Button>}
        {stage !== 'let-go' && !letting && <Button appearance="subtle" onClick={() => setLetting(true)}>{t('board.letGo.do')}</Button>}
      </div>
      {letting && <div className={styles.narrow}><LetGo name={found.name} busy={busy} onLetGo={(learned) => go('let-go', learned, () => setLetting(false))} onClose={() => setLetting(false)} /></div>}
    </Section>
  );
}

/** Who moved it, and when. */
function History({ found }: { found: OpportunityData }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  if (found.moves.length === 0) return null;
  return (
    <Section title={t('board.history')}>
      <ul className={layout.plainList}>
        {found.moves.map((move) => (
          <li key={`${move.at}${move.stage}`} className={layout.quiet}>
            {t(move.by.displayName ? 'board.movedBy' : 'board.movedBySomeone', { before: t(`board.stages.${move.before}`), stage: t(`board.stages.${move.stage}`), day: formatDay(move.at, clock), name: move.by.displayName })}
            {move.learned && <> {t('board.learned', { learned: move.learned })}</>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
