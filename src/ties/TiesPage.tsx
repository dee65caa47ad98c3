import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Unfinished } from '../app/Unfinished.tsx';
import { useVisit } from '../communities/use-visit.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { RemovedTabs } from './RemovedTabs.tsx';
import { TieHistory } from './TieHistory.tsx';
import { Ties } from './Ties.tsx';
import { ties } from './ties-queries.ts';

/** What a community is tied to, for those who may change it: its state, its home, its history; tying, mending and dropping. */
export function TiesPage() {
  const { communityId = '' } = useParams();
  const layout = useLayout();
  const { t } = useTranslation();
  const { page, fresh } = useVisit(communityId);
  const listed = useQuery(ties(communityId));
  const closed = (fresh.data ?? page.data?.happening)?.closedTies ?? [];
  const name = page.data?.name;
  const failed = listed.error ?? page.error;
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <div><TextLink to={`/communities/${communityId}`}>{name === undefined ? t('ties.page.toCommunity') : t('ties.page.back', { name })}</TextLink></div>
        <PageTitle title={t('ties.page.title')} />
        {failed && <ProblemMessage error={failed} retry={() => { void listed.refetch(); void page.refetch(); }} />}
        {(listed.isPending || page.isPending) && !failed && <Shapes count={4} height={64} />}
        {listed.data && name !== undefined && (
          <>
            <RemovedTabs communityId={communityId} removed={listed.data.removed} ties={listed.data.items} />
            <Unfinished communityId={communityId} steps={listed.data.unfinished} />
            <Ties communityId={communityId} name={name} ties={listed.data.items} pinned={listed.data.pinned} planned={listed.data.planned} shared={listed.data.shared} closed={closed} />
            <TieHistory communityId={communityId} />
          </>
        )}
      </div>
    </div>
  );
}
