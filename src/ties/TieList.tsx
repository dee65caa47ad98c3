import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ShownTie } from '../../api/ties/ties-contract.ts';
import { Chip } from '../shared/Chip.tsx';
import { formatDay } from '../shared/dates.ts';
import { HostLink } from '../shared/HostLink.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { inOrder, isOneOfSeveral, TieMark } from './TieMark.tsx';

const useStyles = makeStyles({
  item: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'flex-start', paddingBlock: tokens.spacingVerticalXS },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
});

interface Props {
  ties: readonly ShownTie[];
  /** Ties that this reader may not see into, by id. */
  closed: readonly string[];
  /** Where a lost tie can be mended; null for readers who may not. */
  mendAt: ((tieId: string) => string) | null;
}

/** Where the community lives in Microsoft 365; lost ties say why, closed ones say that this reader may not see them. */
export function TieList({ ties, closed, mendAt }: Props) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  if (ties.length === 0) return <p className={layout.text}>{t('ties.none')}</p>;
  return (
    <ul className={layout.plainList}>
      {inOrder(ties).map((tie) => (
        <li key={tie.id} className={styles.item}>
          <TieMark kind={tie.kind} />
          <span className={styles.words}>
            <HostLink url={tie.state === 'lost' ? null : tie.webUrl}>{tie.name ?? t('ties.unnamed')}</HostLink>
            <span className={layout.quiet}>{[t(`ties.kinds.${tie.kind}`), tie.location, tie.isHome && isOneOfSeveral(ties, tie) && t('ties.home')].filter(Boolean).join(' · ')}</span>
            {tie.state !== 'sound' && (
              <span>
                <Chip firm color={tie.state === 'lost' ? 'danger' : 'warning'}>{t(`ties.states.${tie.state}`)}</Chip>
                <span className={layout.quiet}> {t('ties.since', { day: formatDay(tie.stateSince, clock) })}</span>
              </span>
            )}
            {tie.stateReason && <span className={layout.quiet}>{t(`ties.reasons.${tie.stateReason}`)}</span>}
            {tie.state === 'lost' && mendAt && <TextLink to={mendAt(tie.id)}>{t('ties.mend.do')}<span className={layout.unseen}> {tie.name ?? t('ties.unnamed')}</span></TextLink>}
            {tie.state !== 'lost' && closed.includes(tie.id) && <span className={layout.quiet}>{t(tie.kind === 'channel' ? 'ties.closedChannel' : 'ties.closed')}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
