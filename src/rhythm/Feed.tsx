import { Button, Field, Input } from '@fluentui/react-components';
import { memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useFeed, type RhythmData } from './rhythm-queries.ts';

/** The community's feed for a member's own calendar: an address that is told once, and taken back here. */
export const Feed = memo(function Feed({ communityId, year }: { communityId: string; year: RhythmData }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const { make, revoke, bringBack } = useFeed(communityId);
  const button = useRef<HTMLButtonElement>(null);
  const hasAny = year.activities.some(({ inFeed }) => inFeed);
  const url = make.data?.url;
  // Who ended it by mistake has the same address again: calendars that read it go on. Whoever meant it, has it ended at once.
  const undo = (): Promise<void> => bringBack.mutateAsync();
  const makeOne = (): void => {
    const another = year.feed.hasAddress;
    make.mutate(undefined, { onSuccess: () => { if (another) notify({ text: t('rhythm.feed.replaced'), undo: () => { make.reset(); return undo(); } }); } });
  };
  const end = (): void => revoke.mutate(undefined, { onSuccess: () => { button.current?.focus(); notify({ text: t('rhythm.feed.revoked'), undo }); } });
  return (
    <Section title={t('rhythm.feed.title')}>
      <p className={layout.text}>{t('rhythm.feed.says')}</p>
      <p className={layout.text}>{t(hasAny ? 'rhythm.feed.has' : 'rhythm.feed.empty')} {year.abilities.publish && t('rhythm.feed.youChoose')}</p>
      {url !== undefined && year.feed.hasAddress && (
        <Field label={t('rhythm.feed.address')} hint={t('rhythm.feed.once')}><Input readOnly autoFocus value={url} onFocus={({ target }) => target.select()} /></Field>
      )}
      {[make, revoke].map(({ error }, index) => error && <ProblemMessage key={index} error={error} />)}
      <div className={layout.row}>
        <Button ref={button} disabledFocusable={make.isPending} onClick={makeOne}>{t(year.feed.hasAddress ? 'rhythm.feed.makeAnother' : 'rhythm.feed.make')}</Button>
        {year.feed.hasAddress && <Button appearance="subtle" disabledFocusable={revoke.isPending} onClick={end}>{t('rhythm.feed.revoke')}</Button>}
      </div>
    </Section>
  );
});
