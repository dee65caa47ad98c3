import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../shared/Chip.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useFocusLater } from '../ties/use-focus-later.ts';
import { AboutMeForm } from './AboutMeForm.tsx';
import { Entries } from './Entries.tsx';
import { useMembersStyles } from './Members.styles.ts';
import type { AroundData, ChangeMembers } from './members-queries.ts';

const handle = 'about-me';

/** What the member says of themselves, and how near the midst they are; both theirs alone to change. */
export function AboutMe({ me, abilities, change }: { me: NonNullable<AroundData['me']>; abilities: AroundData['abilities']; change: ChangeMembers }) {
  const styles = useMembersStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const focus = useFocusLater();
  const [open, setOpen] = useState(false);
  const { describe, level, takeBack } = change;
  const silent = me.offers.length + me.seeks.length === 0;
  const close = (): void => { describe.reset(); setOpen(false); focus(handle); };
  const choose = (part: 'active' | 'peripheral'): void => {
    level.mutate(part, { onSuccess: () => notify({ text: t(`members.level.now.${part}`), undo: () => takeBack.mutateAsync() }) });
  };
  return (
    <Section title={t('members.me.title')}>
      <div className={layout.row}>
        <Chip size="large" color="brand" appearance="outline">{t(`parts.${me.part}`)}</Chip>
        {me.knownAs.map((each) => <Chip key={each} size="large" color="informative">{t(`members.knownAs.${each}`)}</Chip>)}
        <span className={layout.quiet}>{t(`members.level.says.${me.part}`)}</span>
      </div>
      {open ? (
        <AboutMeForm start={me} busy={describe.isPending} failure={describe.error} onCancel={close} onSubmit={(body) => describe.mutate(body, { onSuccess: () => { close(); notify({ text: t('members.me.saved') }); } })} />
      ) : (
        <>
          {silent ? <p className={layout.text}>{t('members.me.silent')}</p> : <div className={styles.mine}><Entries what="offers" entries={me.offers} /><Entries what="seeks" entries={me.seeks} /></div>}
          <div className={layout.row} data-print="hide">
            {abilities.describeMyself && <Button id={handle} appearance={silent ? 'primary' : 'secondary'} onClick={() => setOpen(true)}>{t(silent ? 'members.me.begin' : 'members.me.change')}</Button>}
            {abilities.beActive && <Button disabledFocusable={level.isPending} onClick={() => choose('active')}>{t(me.part === 'peripheral' ? 'members.level.beActive' : 'members.level.stepBack')}</Button>}
            {abilities.bePeripheral && me.part === 'active' && <Button disabledFocusable={level.isPending} onClick={() => choose('peripheral')}>{t('members.level.bePeripheral')}</Button>}
          </div>
        </>
      )}
      {(level.error ?? takeBack.error) && <ProblemMessage error={level.error ?? takeBack.error} />}
    </Section>
  );
}
