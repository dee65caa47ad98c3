import { Button, makeStyles, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, tokens } from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tie } from '../../api/ties/ties-contract.ts';
import { Chip } from '../shared/Chip.tsx';
import { formatDay, formatMoment } from '../shared/dates.ts';
import { HostLink } from '../shared/HostLink.tsx';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useClock } from '../shared/use-clock.ts';
import { TieMark } from './TieMark.tsx';
import { usePartWords } from './use-part-words.ts';

const useStyles = makeStyles({
  row: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'flex-start', paddingBlock: tokens.spacingVerticalS },
  words: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, gap: tokens.spacingVerticalXXS },
  lost: {
    borderInlineStartWidth: '4px', borderInlineStartStyle: 'solid', borderInlineStartColor: tokens.colorStatusDangerBorderActive, paddingInlineStart: tokens.spacingHorizontalM,
    marginBlock: tokens.spacingVerticalS,
  },
  name: { fontWeight: tokens.fontWeightSemibold },
});

/** The element that opens what can be done with a tie, by id: the focus goes there after something was done. */
export const handleOf = ({ id, state }: Pick<Tie, 'id' | 'state'>): string => `${state === 'lost' ? 'mend' : 'change'}-${id}`;

interface RowProps {
  tie: Tie;
  /** Marks the one of several of its kind that is their home. */
  home: boolean;
  /** The community's tab is in it. */
  pinned: boolean;
  /** Other communities on the same calendar. */
  sharedWith: readonly { id: string; name: string }[];
  closed: boolean;
  busy: boolean;
  onMakeHome: () => void;
  onPart: () => void;
  onPoint: () => void;
  onPin: () => void;
  onUnpin: () => void;
  onDrop: () => void;
  /** What was opened for this tie, shown below it. */
  children?: ReactNode;
}

/** One tie whose place is there: what it is, its state since when, and what can be done with it. */
export function TieRow({ tie, home, pinned, sharedWith, closed, busy, onMakeHome, onPart, onPoint, onPin, onUnpin, onDrop, children }: RowProps) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { openLink } = useHost();
  const clock = useClock();
  const partWords = usePartWords();
  const { webUrl, target } = tie;
  const part = target.kind === 'calendar' ? target.part : undefined;
  const host = tie.kind === 'library' || tie.kind === 'folder' ? 'sharepoint' : 'teams';
  return (
    <li>
      <div className={styles.row}>
        <TieMark kind={tie.kind} />
        <div className={styles.words}>
          <span className={layout.row}>
            <HostLink url={webUrl}>{tie.name}</HostLink>
            {home && <Chip firm color="brand">{t('ties.home')}</Chip>}
            {tie.state === 'archived' && <Chip firm color="warning">{t('ties.states.archived')}</Chip>}
          </span>
          {tie.location && <span className={layout.quiet}>{tie.location}</span>}
          <span className={layout.quiet}>{t(tie.state === 'archived' ? 'ties.page.archived' : 'ties.page.sound', { day: formatDay(tie.stateSince, clock) })}{tie.stateReason && `. ${t(`ties.reasons.${tie.stateReason}`)}`}</span>
          {(part || sharedWith.length > 0) && <span className={layout.quiet}>{partWords(part)}</span>}
          {sharedWith.length > 0 && <span className={layout.quiet}>{t('ties.part.shared', { names: sharedWith.map(({ name }) => name).join(', ') })}</span>}
          {pinned && <span className={layout.quiet}>{t('ties.added.tab.here')}</span>}
          {closed && <span className={layout.quiet}>{t(tie.kind === 'channel' ? 'ties.closedChannel' : 'ties.closed')}</span>}
        </div>
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button id={handleOf(tie)} appearance="subtle" icon={<MoreHorizontalRegular />} disabledFocusable={busy} aria-label={t('ties.page.actions', { name: tie.name })} />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {!tie.isHome && <MenuItem onClick={onMakeHome}>{t('ties.page.makeHome')}</MenuItem>}
              {tie.kind === 'calendar' && <MenuItem onClick={onPart}>{t('ties.part.change')}</MenuItem>}
              <MenuItem onClick={onPoint}>{t(`ties.mend.point.${tie.kind}`)}</MenuItem>
              {webUrl && <MenuItem onClick={() => openLink(webUrl)}>{t(`ties.page.openIn.${host}`)}</MenuItem>}
              {tie.kind === 'channel' && (pinned ? <MenuItem onClick={onUnpin}>{t('ties.added.tab.unpin')}</MenuItem> : tie.state === 'sound' && <MenuItem onClick={onPin}>{t('ties.added.tab.pin')}</MenuItem>)}
              <MenuItem onClick={onDrop}>{t('ties.page.drop')}</MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      </div>
      {children}
    </li>
  );
}

interface LostRowProps {
  tie: Tie;
  home: boolean;
  /** The one to begin with. */
  first: boolean;
  open: boolean;
  onMend: () => void;
  children?: ReactNode;
}

/** A tie whose place is gone: what happened, since when, and the way to mend it. */
export function LostTieRow({ tie, home, first, open, onMend, children }: LostRowProps) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  return (
    <li className={styles.lost}>
      <div className={layout.spread}>
        <div className={styles.words} style={{ flexBasis: '240px' }}>
          <span className={styles.name}>{tie.name}</span>
          <span className={layout.quiet}>{[t(`ties.kinds.${tie.kind}`), tie.location, home && t('ties.home')].filter(Boolean).join(' · ')}</span>
          <span>{tie.stateReason && t(`ties.reasons.${tie.stateReason}`)} {t('ties.mend.since', { when: formatMoment(tie.stateSince, clock) })}</span>
        </div>
        {!open && <Button id={handleOf(tie)} appearance={first ? 'primary' : 'secondary'} onClick={onMend}>{t('ties.mend.do')}<span className={layout.unseen}> {tie.name}</span></Button>}
      </div>
      {children}
    </li>
  );
}
