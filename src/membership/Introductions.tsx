import { Button, Checkbox, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { introductionLimit, type AroundData, type ChangeMembers } from './members-queries.ts';

/** In the channel, if the community wishes it and the member likes to: in their own words, once. */
export function Introductions({ data: { introductions, abilities }, change: { introduce, wishIntroductions } }: { data: AroundData; change: ChangeMembers }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const [typed, setTyped] = useState<string | null>(null);
  // What did not get there is not written anew.
  const words = typed ?? introductions.words ?? '';
  const failed = introduce.error ?? wishIntroductions.error;
  const { mine } = introductions;
  if (!abilities.wishIntroductions && !abilities.introduceMyself && mine === null) return null;
  const send = (): void => {
    if (words.trim() !== '' && !introduce.isPending) introduce.mutate(words, { onSuccess: () => notify({ text: t('members.introductions.sent') }) });
  };
  return (
    <Section title={t('members.introductions.title')}>
      {abilities.wishIntroductions && (
        <div><Checkbox label={t('members.introductions.wish')} checked={introductions.wished} onChange={(_, { checked }) => wishIntroductions.mutate(checked === true)} /></div>
      )}
      {abilities.introduceMyself && (
        <form className={layout.stack} onSubmit={(event) => { event.preventDefault(); send(); }}>
          <Field label={t('members.introductions.words')} hint={t('members.introductions.hint')}>
            <Textarea dir="auto" rows={3} value={words} maxLength={introductionLimit} onChange={(_, { value }) => setTyped(value)} />
          </Field>
          <div><Button type="submit" disabledFocusable={introduce.isPending || words.trim() === ''}>{t('members.introductions.post')}</Button></div>
        </form>
      )}
      {mine !== null && <p className={layout.quiet}>{t(mine === 'not-sent' ? `members.introductions.notSent.${introductions.why ?? 'refused'}` : `members.introductions.mine.${mine}`)}</p>}
      {failed && <ProblemMessage error={failed} />}
    </Section>
  );
}
