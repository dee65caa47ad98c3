import { Skeleton, SkeletonItem, mergeClasses } from '@fluentui/react-components';
import { memo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommunitySummary } from '../../api/communities/communities-contract.ts';
import { Chip } from '../shared/Chip.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { TextLink } from '../shared/TextLink.tsx';
import { useCardStyles } from './CommunityCard.styles.ts';

/** Communities as cards; a list to screen readers. */
export function CommunityGrid({ communities, label, ref }: { communities: readonly CommunitySummary[]; label: string; ref?: Ref<HTMLUListElement> }) {
  const styles = useCardStyles();
  return (
    <ul ref={ref} className={styles.grid} aria-label={label}>
      {communities.map((community) => <li key={community.id} className={styles.cell}><CommunityCard community={community} /></li>)}
    </ul>
  );
}

/** The shape of a first page of cards while it is on its way. */
export function CommunityShapes() {
  const styles = useCardStyles();
  const { t } = useTranslation();
  return (
    <Skeleton className={styles.grid} aria-label={t('common.loading')}>
      {Array.from({ length: 6 }, (_, index) => <SkeletonItem key={index} size={128} />)}
    </Skeleton>
  );
}

/** Drawn once: when the directory grows by a page, the cards before it stay as they are. */
const CommunityCard = memo(function CommunityCard({ community }: { community: CommunitySummary }) {
  const styles = useCardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const coordinators = community.coordinators.map(({ displayName }) => displayName);
  return (
    <article className={mergeClasses(styles.card, community.myPart !== null && styles.mine)}>
      <h2 className={styles.heading}>
        <TextLink to={`/communities/${community.id}`} className={styles.name}>{community.name}</TextLink>
      </h2>
      <p className={styles.about}>{community.about}</p>
      <div className={styles.foot}>
        {community.closed && <Chip color="warning">{t('communities.closed')}</Chip>}
        <Chip color="success">{t(`stages.${community.stage}.name`)}</Chip>
        {community.myPart && <Chip color="brand">{t(`parts.${community.myPart}`)}</Chip>}
        {community.sponsored && <Chip appearance="outline" color="informative">{t('communities.sponsored')}</Chip>}
      </div>
      <p className={layout.quiet}>
        {t('communities.members', { count: community.memberCount })}
        {community.unit && ` · ${community.unit}`}
        {coordinators.length > 0 && ` · ${t('communities.ledBy', { names: coordinators.slice(0, 2).join(', '), count: coordinators.length - 2, context: coordinators.length > 2 ? 'more' : undefined })}`}
      </p>
    </article>
  );
});
