import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../shared/Chip.tsx';
import { formatAgo, formatCalendarDay } from '../shared/dates.ts';
import { HostLink } from '../shared/HostLink.tsx';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { KindMark } from './KindMark.tsx';
import { usePracticeStyles } from './Practice.styles.ts';
import type { Item, LibraryData } from './practice-queries.ts';

const colors = { stale: 'warning', orphaned: 'informative', gone: 'danger' } as const;

/** The element that opens what can be done with an item, by id. */
export const handleOf = ({ id }: Item): string => `item-${id}`;

interface Props { communityId: string; item: Item; issues: LibraryData['issues']; busy: boolean; onEdit: () => void; onLookAfter: () => void; onGiveUp: () => void; onAsk: () => void; onRemove: () => void; children?: ReactNode }

/** One practice item: what it is, opened where it lies, who looks after it, and what can be done with it. */
export function LibraryRow({ communityId, item, issues, busy, onEdit, onLookAfter, onGiveUp, onAsk, onRemove, children }: Props) {
  const styles = usePracticeStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale, shareLink } = useHost();
  const { edit, lookAfter, giveUp, ask } = item.abilities;
  const answered = issues.filter(({ id }) => item.issueIds.includes(id));
  const isGone = item.states.includes('gone');
  const facts = [
    t(`practice.kinds.${item.kind}`), item.source.kind === 'link' && t('practice.elsewhere'),
    item.modifiedAt && t('practice.changed', { ago: formatAgo(item.modifiedAt, Date.now(), locale) }), item.modifiedBy,
    item.steward && t('practice.steward', { name: item.steward.displayName || t('practice.unnamed') }), item.reviewOn && t('practice.review', { day: formatCalendarDay(item.reviewOn, locale) }),
  ];
  return (
    <li className={styles.line}>
      <div className={styles.row}>
        <KindMark kind={item.kind} />
        <div className={styles.words}>
          <span className={styles.name}><HostLink url={isGone ? null : item.webUrl}>{item.title}</HostLink></span>
          {item.summary !== '' && <p className={layout.text}>{item.summary}</p>}
          <span className={layout.quiet}>{facts.filter(Boolean).join(' · ')}</span>
          {answered.length > 0 && <span className={layout.quiet}>{t('practice.answers', { titles: answered.map(({ title }) => title).join(' · ') })}</span>}
          {item.unsearched && <span className={layout.quiet}>{t(`practice.unsearched.${item.unsearched}`)}</span>}
          {item.topics.length + item.states.length > 0 && (
            <div className={layout.row}>
              {item.states.map((state) => <Chip key={state} color={colors[state]}>{t(`practice.states.${state}`)}</Chip>)}
              {item.topics.map((topic) => <Chip key={topic} color="informative">{topic}</Chip>)}
            </div>
          )}
        </div>
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button id={handleOf(item)} appearance="subtle" icon={<MoreHorizontalRegular />} disabledFocusable={busy} aria-label={t(edit || lookAfter || giveUp || ask ? 'practice.change' : 'practice.more', { title: item.title })} data-print="hide" />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {edit && <MenuItem onClick={onEdit}>{t('practice.edit')}</MenuItem>}
              {lookAfter && <MenuItem onClick={onLookAfter}>{t('practice.lookAfter')}</MenuItem>}
              {ask && <MenuItem onClick={onAsk}>{t(item.steward?.isMe ? 'stewardship.askNext' : 'stewardship.askSomebody')}</MenuItem>}
              {giveUp && <MenuItem onClick={onGiveUp}>{t(item.steward?.isMe ? 'practice.giveUp' : 'practice.release')}</MenuItem>}
              <MenuItem onClick={() => shareLink(`communities/${communityId}/practice/${item.id}`, item.title)}>{t('share.link')}</MenuItem>
              {edit && <MenuItem onClick={onRemove}>{t('practice.remove')}</MenuItem>}
            </MenuList>
          </MenuPopover>
        </Menu>
      </div>
      {children}
    </li>
  );
}
