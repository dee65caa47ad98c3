import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { LeadPage } from '../shared/LeadPage.tsx';
import { Mark } from '../shared/Mark.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { brokenTies, type BrokenTie } from './ties-queries.ts';
import { TieMark } from './TieMark.tsx';

const useStyles = makeStyles({
  item: {
    display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'flex-start', paddingBlock: tokens.spacingVerticalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':last-child': { borderBottom: 'none' },
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, gap: tokens.spacingVerticalXXS },
  name: { fontWeight: tokens.fontWeightSemibold },
});

/** For programme leads: which communities lost a place, since when, and whom to speak to. */
export function BrokenTiesPage() {
  const { t } = useTranslation();
  return <LeadPage title={t('ties.broken.title')} ability="seeBrokenTies" notAllowed={`${t('ties.broken.notAllowed')} ${t('ties.broken.notAllowedWhat')}`}><BrokenTies /></LeadPage>;
}

function BrokenTies() {
  const layout = useLayout();
  const { t } = useTranslation();
  const listed = useInfiniteQuery(brokenTies);
  const broken = listed.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {listed.isError && <ProblemMessage error={listed.error} retry={() => void listed.refetch()} />}
      {listed.isPending && <Shapes count={4} height={64} />}
      {listed.isSuccess && broken.length === 0 && <div className={layout.row}><Mark size={48} /><p className={layout.lead}>{t('ties.broken.none')}</p></div>}
      {broken.length > 0 && (
        <>
          <p className={layout.lead}>{t('ties.broken.lead')}</p>
          <div className={layout.panel}>
            <ul className={layout.plainList} aria-label={t('ties.broken.list')}>
              {broken.map((each) => <Broken key={each.tie.id} {...each} />)}
            </ul>
          </div>
        </>
      )}
      {listed.hasNextPage && <div><Button disabledFocusable={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>{t('common.showMore')}</Button></div>}
    </>
  );
}

function Broken({ tie, community, coordinators }: BrokenTie) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  return (
    <li className={styles.item}>
      <TieMark kind={tie.kind} />
      <div className={styles.words}>
        <span className={styles.name}>{tie.name ?? t('ties.unnamed')}</span>
        <span className={layout.quiet}>{[t(`ties.kinds.${tie.kind}`), tie.location].filter(Boolean).join(' · ')}</span>
        <span>{t('ties.broken.of')} <TextLink to={`/communities/${community.id}`}>{community.name}</TextLink></span>
        <span>{t('ties.broken.gone', { day: formatDay(tie.stateSince, clock) })} {tie.stateReason && t(`ties.reasons.${tie.stateReason}`)}</span>
        <span className={layout.quiet}>{coordinators.length > 0 ? t('ties.broken.speakTo', { names: coordinators.map(({ displayName }) => displayName).join(', ') }) : t('ties.broken.nobody')}</span>
      </div>
    </li>
  );
}
