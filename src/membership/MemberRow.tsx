import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, mergeClasses } from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { Chip } from '../shared/Chip.tsx';
import { clocksDiffer, formatTime } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { PersonLine } from '../shared/PersonLine.tsx';
import { useClock } from '../shared/use-clock.ts';
import { Entries } from './Entries.tsx';
import { useMembersStyles } from './Members.styles.ts';
import type { MemberData } from './members-queries.ts';

export const handleOf = ({ person }: MemberData): string => `member-${person.id}`;

type Becomes = MemberData['mayBecome'][number];
interface Props { item: MemberData; photo: string | undefined; busy: boolean; invited: readonly Becomes[]; onInvite: (becomes: Becomes, handOver: boolean) => void }

/** One member: who they are, what to ask them, and, where clocks differ, which time it is for them. */
export function MemberRow({ item, photo, busy, invited, onInvite }: Props) {
  const styles = useMembersStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const { person, part, knownAs, offers, seeks, timeZone, hosts, gone, isMe } = item;
  const may = item.mayBecome.filter((each) => !invited.includes(each));
  const now = new Date().toISOString();
  const theirTime = timeZone && clocksDiffer(now, clock.timeZone, timeZone) ? t('members.theirTime', { time: formatTime(now, { locale: clock.locale, timeZone }) }) : null;
  return (
    <li className={styles.line}>
      <div className={mergeClasses(layout.titled, styles.head)}>
        <PersonLine name={person.displayName} photo={photo}>{[person.jobTitle, person.department, theirTime].filter(Boolean).join(' · ')}</PersonLine>
        <div className={layout.row}>
          {isMe && <Chip color="brand" firm>{t('members.you')}</Chip>}
          {part !== 'peripheral' && <Chip color="success" firm>{t(`parts.${part}`)}</Chip>}
          {knownAs.map((each) => <Chip key={each} color="informative" firm>{t(`members.knownAs.${each}`)}</Chip>)}
          {gone && <Chip color="warning" firm>{t('members.gone')}</Chip>}
          {hosts && <Chip color="informative" firm>{t('members.hosts')}</Chip>}
          {may.length > 0 && (
            <Menu>
              <MenuTrigger disableButtonEnhancement>
                <Button id={handleOf(item)} appearance="subtle" icon={<MoreHorizontalRegular />} disabledFocusable={busy} aria-label={t('members.invite.open', { name: person.displayName })} data-print="hide" />
              </MenuTrigger>
              <MenuPopover>
                <MenuList>
                  {may.map((each) => <MenuItem key={each} onClick={() => onInvite(each, false)}>{t(`members.invite.${each}`)}</MenuItem>)}
                  {may.includes('coordinator') && <MenuItem onClick={() => onInvite('coordinator', true)}>{t('members.invite.handOver')}</MenuItem>}
                </MenuList>
              </MenuPopover>
            </Menu>
          )}
        </div>
      </div>
      {offers.length + seeks.length > 0 && <div className={styles.words}><Entries what="offers" entries={offers} /><Entries what="seeks" entries={seeks} /></div>}
    </li>
  );
}
