import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { useClock } from '../shared/use-clock.ts';
import { tieHistory, type TieHappening } from './ties-queries.ts';
import { TieMark } from './TieMark.tsx';

const useStyles = makeStyles({
  item: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'flex-start', paddingBlock: tokens.spacingVerticalS, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':last-child': { borderBottom: 'none' } },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
});

/** What became of the community's ties, in words, the latest first; also of those dropped since. */
export function TieHistory({ communityId }: { communityId: string }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const history = useInfiniteQuery(tieHistory(communityId));
  const happenings = history.data?.pages.flatMap(({ items }) => items) ?? [];
  const words = ({ what, name, before }: TieHappening): string =>
    what === 'pointed-elsewhere' && name === before ? t('ties.history.sameName', { before }) : t(`ties.history.${what}`, { name, before });
  return (
    <Section title={t('ties.history.title')}>
      {history.isPending && <Shapes count={3} />}
      {history.isError && <ProblemMessage error={history.error} retry={() => void history.refetch()} />}
      {history.isSuccess && happenings.length === 0 && <p className={layout.text}>{t('ties.history.none')}</p>}
      {happenings.length > 0 && (
        <ul className={layout.plainList}>
          {happenings.map((happening) => (
            <li key={happening.id} className={styles.item}>
              <TieMark kind={happening.kind} />
              <span className={styles.words}>
                <span>{words(happening)}</span>
                <span className={layout.quiet}>{[t(`ties.kinds.${happening.kind}`), happening.by?.displayName ?? t('ties.history.byMicrosoft'), formatMoment(happening.at, clock)].filter(Boolean).join(' · ')}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {history.hasNextPage && <div><Button disabledFocusable={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>{t('common.showMore')}</Button></div>}
    </Section>
  );
}
