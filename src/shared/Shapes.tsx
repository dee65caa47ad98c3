import { Skeleton, SkeletonItem, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({ lines: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL } });

/** The shape of what is coming, so that the page does not jump when it comes. */
export function Shapes({ count = 3, height = 40 }: { count?: number; height?: 16 | 20 | 28 | 40 | 64 | 96 | 120 }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Skeleton className={styles.lines} aria-label={t('common.loading')}>
      {Array.from({ length: count }, (_, index) => <SkeletonItem key={index} size={height} />)}
    </Skeleton>
  );
}
