import { makeStyles, tokens } from '@fluentui/react-components';
import { CalendarLtrRegular, ChannelRegular, FolderRegular, LibraryRegular, PeopleTeamRegular, type FluentIcon } from '@fluentui/react-icons';
import type { ShownTie, TieKind } from '../../api/ties/ties-contract.ts';

const icons: Record<TieKind, FluentIcon> = { team: PeopleTeamRegular, channel: ChannelRegular, library: LibraryRegular, folder: FolderRegular, calendar: CalendarLtrRegular };
const useStyles = makeStyles({ mark: { flexShrink: 0, fontSize: '20px', color: tokens.colorNeutralForeground3 } });

/** What kind of place it is, for the eye; words beside it say so too. */
export function TieMark({ kind }: { kind: TieKind }) {
  const styles = useStyles();
  const Icon = icons[kind];
  return <Icon className={styles.mark} aria-hidden="true" />;
}

/** Kinds in the order in which people look for them. */
export const tieKinds: readonly TieKind[] = ['team', 'channel', 'library', 'folder', 'calendar'];

/** Whether "home" says something: only where there are several of a kind. */
export const isOneOfSeveral = (ties: readonly ShownTie[], { kind }: ShownTie): boolean => ties.filter((tie) => tie.kind === kind).length > 1;

/** By kind; of each kind the home first, then by name. */
export const inOrder = <T extends ShownTie>(ties: readonly T[]): T[] => ties.toSorted((one, other) =>
  tieKinds.indexOf(one.kind) - tieKinds.indexOf(other.kind) || Number(other.isHome) - Number(one.isHome) || (one.name ?? '').localeCompare(other.name ?? '', undefined, { numeric: true }));
