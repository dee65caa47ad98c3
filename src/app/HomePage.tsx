import { makeStyles, tokens } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { myCommunities } from '../communities/communities-queries.ts';
import { CommunityShapes } from '../communities/CommunityCard.tsx';
import { CommunityPages } from '../communities/CommunityPages.tsx';
import { DraftList } from '../communities/DraftList.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { LinkButton } from '../shared/LinkButton.tsx';
import { Mark } from '../shared/Mark.tsx';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { useMe } from '../shared/session.ts';
import { TextLink } from '../shared/TextLink.tsx';

/** For programme leads alone. */
const VacantCommunities = lazy(() => import('../membership/VacantCommunities.tsx').then((loaded) => ({ default: loaded.VacantCommunities })));

const useStyles = makeStyles({
  empty: {
    display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalL, maxWidth: '64ch',
    paddingBlock: tokens.spacingVerticalXL,
  },
});

/** What I am part of. Someone in no community learns what one is and where to begin. */
export function HomePage() {
  const layout = useLayout();
  const { t } = useTranslation();
  const mine = useInfiniteQuery(myCommunities);
  const { data: me } = useMe();
  // Those who see the board have it in the header.
  const proposer = me?.abilities.seeBoard === false;
  const communities = mine.data?.pages.flatMap(({ items }) => items);
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <div className={layout.spread}>
          <PageTitle title={t('home.title')} />
          {communities && communities.length > 0 && <div className={layout.row}><TextLink to="/practice">{t('home.searchPractice')}</TextLink><TextLink to="/directory">{t('home.findMore')}</TextLink>{proposer && <TextLink to="/launch">{t('home.propose')}</TextLink>}</div>}
        </div>
        {mine.isError && <ProblemMessage error={mine.error} retry={() => void mine.refetch()} />}
        {me?.roles.includes('ProgrammeLead') && <Suspense><VacantCommunities /></Suspense>}
        <DraftList />
        {mine.isPending && <CommunityShapes />}
        {communities?.length === 0 && <Empty />}
        {communities && <CommunityPages communities={communities} label={t('home.title')} found={mine} />}
        <div data-print="hide"><TextLink to="/my-data">{t('home.myData')}</TextLink></div>
      </div>
    </div>
  );
}

function Empty() {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { data: me } = useMe();
  return (
    <div className={styles.empty}>
      <Mark size={64} />
      <p className={layout.lead}>{t('home.whatIsOne')}</p>
      <p className={layout.text}>{t('home.whatNext')}</p>
      <div className={layout.row}>
        <LinkButton to="/directory" appearance="primary">{t('home.find')}</LinkButton>
        {me?.abilities.createCommunity && <LinkButton to="/create">{t('home.start')}</LinkButton>}
      </div>
      <TextLink to="/launch">{t('home.propose')}</TextLink>
    </div>
  );
}
