import { makeStyles, tokens } from '@fluentui/react-components';
import { CalendarLtrRegular, ChannelRegular, FolderRegular, LibraryRegular, PeopleTeamRegular, type FluentIcon } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Tie, TieKind } from '../../api/ties/ties-contract.ts';
import { Chip } from '../shared/Chip.tsx';
import { HostLink } from '../shared/HostLink.tsx';
import { useLayout } from '../shared/layout.styles.ts';

const marks: Record<TieKind, FluentIcon> = { team: PeopleTeamRegular, channel: ChannelRegular, library: LibraryRegular, folder: FolderRegular, calendar: CalendarLtrRegular };
const order: TieKind[] = ['team', 'channel', 'library', 'folder', 'calendar'];

const useStyles = makeStyles({
  item: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'flex-start', paddingBlock: tokens.spacingVerticalXS },
  mark: { flexShrink: 0, fontSize: '20px', color: tokens.colorNeutralForeground3 },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
});

/** Where the community lives in Microsoft 365; lost ties say why, closed ones say that this reader may not see them. */
export function TieList({ ties, closed }: { ties: readonly Tie[]; closed: readonly string[] }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  if (ties.length === 0) return <p className={layout.text}>{t('ties.none')}</p>;
  return (
    <ul className={layout.plainList}>
      {ties.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind)).map((tie) => {
        const Icon = marks[tie.kind];
        return (
          <li key={tie.id} className={styles.item}>
            <Icon className={styles.mark} aria-hidden="true" />
            <span className={styles.words}>
              <HostLink url={tie.state === 'lost' ? null : tie.webUrl}>{tie.name}</HostLink>
              <span className={layout.quiet}>{t(`ties.kinds.${tie.kind}`)}{tie.location && ` · ${tie.location}`}</span>
              {tie.state !== 'sound' && <span><Chip firm color={tie.state === 'lost' ? 'danger' : 'warning'}>{t(`ties.states.${tie.state}`)}</Chip></span>}
              {tie.stateReason && <span className={layout.quiet}>{t(`ties.reasons.${tie.stateReason}`)}</span>}
              {tie.state !== 'lost' && closed.includes(tie.id) && <span className={layout.quiet}>{t('ties.closed')}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
