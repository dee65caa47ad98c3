import { Button } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { CharterSection } from '../charter/CharterSection.tsx';
import { ClosedBanner } from '../communities/ClosedBanner.tsx';
import type { CommunityPageData, HappeningData } from '../communities/communities-queries.ts';
import { useVisit } from '../communities/use-visit.ts';
import { JoinButton } from '../membership/JoinButton.tsx';
import { MemberList } from '../membership/MemberList.tsx';
import { PracticeList } from '../practice/PracticeList.tsx';
import { NextActivities } from '../rhythm/NextActivities.tsx';
import { ApiError } from '../shared/api-error.ts';
import { Chip } from '../shared/Chip.tsx';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { Mark } from '../shared/Mark.tsx';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { SponsorshipSection } from '../sponsorship/SponsorshipSection.tsx';
import { TieList } from '../ties/TieList.tsx';
import { HappeningAge } from './HappeningAge.tsx';
import { NotFound } from './NotFound.tsx';
import { PageShapes } from './PageShapes.tsx';
import { Unfinished } from './Unfinished.tsx';
import { useCommunityStyles } from './CommunityPage.styles.ts';

/** For coordinators, when they get to the end of the page. */
const Closing = lazy(() => import('../communities/Closing.tsx').then((loaded) => ({ default: loaded.Closing })));

/** For coordinators and core group, when they ask for it. */
const SetStage = lazy(() => import('../communities/SetStage.tsx').then((loaded) => ({ default: loaded.SetStage })));

/** When nobody coordinates any more. */
const Vacant = lazy(() => import('../membership/Vacant.tsx').then((loaded) => ({ default: loaded.Vacant })));

/** What waits for a member. */
const Next = lazy(() => import('../next/Next.tsx').then((loaded) => ({ default: loaded.Next })));

/** Seldom needed. */
const RemovedTabs = lazy(() => import('../ties/RemovedTabs.tsx').then((loaded) => ({ default: loaded.RemovedTabs })));

/** Stages in which a launch is still prepared, or has just been. */
const beforeItGrew: readonly CommunityPageData['stage'][] = ['potential', 'coalescing'];

/** One community: what is known at once, and what Microsoft 365 adds as it comes. */
export function CommunityPage() {
  const { communityId = '' } = useParams();
  const layout = useLayout();
  const { t } = useTranslation();
  const { page, fresh } = useVisit(communityId);
  const [settingStage, setSettingStage] = useState(false);

  if (page.isPending) return <PageShapes />;
  // Also when it is deleted while somebody looks at it.
  if (page.error instanceof ApiError && [400, 403, 404].includes(page.error.status)) return <NotFound />;
  if (!page.data) {
    return (
      <div className={layout.page}>
        <div className={layout.stack}>
          <PageTitle title={t('community.title')} />
          <ProblemMessage error={page.error} retry={() => void page.refetch()} />
        </div>
      </div>
    );
  }
  return (
    <article>
      <Hero page={page.data} settingStage={settingStage} onSetStage={() => setSettingStage(true)} />
      <div className={layout.page}>
        <div className={layout.stack}>
          {page.isRefetchError && <ProblemMessage error={page.error} retry={() => void page.refetch()} intent="warning" />}
          {page.data.closed && <ClosedBanner page={page.data} closed={page.data.closed} />}
          {page.data.vacant && <Suspense><Vacant page={page.data} vacant={page.data.vacant} /></Suspense>}
          {settingStage && page.data.abilities.setStage && <Suspense><SetStage page={page.data} onClose={() => setSettingStage(false)} /></Suspense>}
          {page.data.removedTabs.length > 0 && <Suspense><RemovedTabs communityId={page.data.id} removed={page.data.removedTabs} ties={page.data.ties} /></Suspense>}
          {page.data.myPart !== null && !page.data.closed && <Suspense fallback={<Shapes count={1} height={120} />}><Next communityId={page.data.id} /></Suspense>}
          <Unfinished communityId={page.data.id} steps={page.data.unfinished} />
          <Parts page={page.data} seen={fresh.data ?? page.data.happening} asking={fresh.isLoading || (fresh.isRefetching && Boolean(fresh.data?.trouble))} failure={fresh.error} askAgain={() => void fresh.refetch()} />
          {page.data.abilities.close && <Suspense><Closing page={page.data} /></Suspense>}
        </div>
      </div>
    </article>
  );
}

function Hero({ page, settingStage, onSetStage }: { page: CommunityPageData; settingStage: boolean; onSetStage: () => void }) {
  const styles = useCommunityStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { frame } = useHost();
  const stageButton = useRef<HTMLButtonElement>(null);
  const wasSetting = useRef(false);
  useEffect(() => {
    if (wasSetting.current && !settingStage) stageButton.current?.focus();
    wasSetting.current = settingStage;
  }, [settingStage]);
  return (
    <div className={styles.hero}>
      <div className={styles.heroInner}>
        {/* Closed or reopened it is another page: its heading takes the focus, and what that means stands below it. */}
        <div className={styles.name}><Mark size={36} /><PageTitle key={page.closed ? 'closed' : 'open'} title={page.name} /></div>
        <p className={layout.lead}>{page.about}</p>
        <div className={styles.badges}>
          <Chip size="large" color="success" title={t(`stages.${page.stage}.says`)}>{t(`stages.${page.stage}.name`)}</Chip>
          {page.abilities.setStage && <Button ref={stageButton} size="small" appearance="subtle" aria-expanded={settingStage} onClick={onSetStage} data-print="hide">{t('stages.change')}</Button>}
          {page.unit && <Chip size="large" appearance="outline" color="informative">{page.unit}</Chip>}
          {page.topics.map((topic) => <Chip key={topic} size="large" color="informative">{topic}</Chip>)}
        </div>
        <div className={layout.row} data-print="hide">
          <JoinButton communityId={page.id} name={page.name} abilities={page.abilities} />
          <span className={layout.quiet}>
            {page.myPart ? t('membership.yourPart', { part: t(`parts.${page.myPart}`), count: page.memberCount }) : t('communities.members', { count: page.memberCount })}
          </span>
          {frame === 'channel' && <TextLink to="/directory">{t('community.others')}</TextLink>}
        </div>
      </div>
    </div>
  );
}

interface PartsProps { page: CommunityPageData; seen: HappeningData; asking: boolean; failure: unknown; askAgain: () => void }

function Parts({ page, seen, asking, failure, askAgain }: PartsProps) {
  const styles = useCommunityStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const tiesAt = `/communities/${page.id}/ties`;
  const hasTie = (...kinds: string[]): boolean => page.ties.some(({ kind }) => kinds.includes(kind));
  const hasCalendar = hasTie('calendar');
  const hasLibrary = hasTie('library', 'folder');
  // Before the first answer there is nothing to show but its shape; after an outage, at least that it is one.
  const unknown = seen.asOf === null;
  const shapes = unknown && asking;
  const age = <HappeningAge seen={seen} asking={asking} askAgain={askAgain} />;
  const trouble = failure !== null && !asking && <ProblemMessage error={failure} retry={askAgain} intent="warning" />;
  const nothingYet = <p className={layout.text}>{t('happening.nothingYet')}</p>;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <Section title={t('rhythm.title')} aside={hasCalendar && age}>
          {hasCalendar && trouble}
          {!hasCalendar ? <NoTie kind="calendar" /> : shapes ? <Shapes count={2} height={64} /> : unknown ? nothingYet : <NextActivities activities={seen.activities} />}
          <div className={layout.row} data-print="hide">
            {hasCalendar && <TextLink to={`/communities/${page.id}/rhythm`}>{t('rhythm.toYear')}</TextLink>}
            {page.abilities.setStage && <TextLink to={`/communities/${page.id}/series`}>{t(page.firstMonths ? 'series.open' : 'series.openNext')}</TextLink>}
            {page.abilities.setStage && beforeItGrew.includes(page.stage) && <TextLink to={`/communities/${page.id}/launch`}>{t('plan.open')}</TextLink>}
          </div>
        </Section>
        <Section title={t('practice.title')} aside={<>{!hasCalendar && hasLibrary && age}<TextLink to={`/communities/${page.id}/practice`}>{t('practice.toLibrary')}</TextLink></>}>
          {!hasCalendar && hasLibrary && trouble}
          {!hasLibrary ? <NoTie kind="library" /> : shapes ? <Shapes count={3} height={40} /> : unknown ? nothingYet : <PracticeList items={seen.practice} />}
        </Section>
        <CharterSection communityId={page.id} charter={page.charter} mayEdit={page.abilities.editCharter} />
      </div>
      <div className={styles.column}>
        <Section title={t('membership.title', { count: page.memberCount })} aside={<TextLink to={`/communities/${page.id}/members`}>{t('membership.toAll')}</TextLink>}>
          <MemberList first={page.members} />
        </Section>
        <SponsorshipSection communityId={page.id} sponsorship={page.sponsorship} abilities={page.abilities} />
        <Section title={t('ties.title')} aside={page.abilities.changeTies && <TextLink to={tiesAt}>{t('ties.change')}</TextLink>}>
          <TieList ties={page.ties} closed={seen.closedTies} mendAt={page.abilities.changeTies ? (tieId) => `${tiesAt}?mend=${tieId}` : null} />
        </Section>
      </div>
    </div>
  );
}

function NoTie({ kind }: { kind: 'calendar' | 'library' }) {
  const layout = useLayout();
  const { t } = useTranslation();
  return <p className={layout.text}>{t(`ties.noTie.${kind}`)}</p>;
}
