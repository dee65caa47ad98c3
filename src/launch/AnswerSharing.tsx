import { Button, Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../shared/api-error.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useBoardStyles } from './Board.styles.ts';
import { talk as talkQuery, talkLimits, useChangeTalk, type TalkData } from './interview-queries.ts';

/** For the person who was asked: exactly what would be shared, in words that they may change, yes or no for each; and the way to take all of it back. */
export function AnswerSharing({ talk }: { talk: TalkData }) {
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <>
      <Section title={t('talks.answer.title')}>
        <p className={layout.text}>{t('talks.answer.lead', { name: talk.interviewer.displayName })}</p>
        {talk.shares.length === 0 ? <p className={layout.text}>{t('talks.answer.nothing')}</p> : <Answers key={talk.sharingVersion} talk={talk} />}
      </Section>
      <TakeBack talk={talk} />
    </>
  );
}

function Answers({ talk }: { talk: TalkData }) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const client = useQueryClient();
  const notify = useNotify();
  const { answer } = useChangeTalk(talk.id);
  const [said, setSaid] = useState(() => talk.shares.map(({ id, kind, words, state }) => ({ id, kind, words, agreed: state === 'asked' ? null : state === 'agreed' })));
  const put = (id: string, next: Partial<(typeof said)[number]>): void => setSaid(said.map((each) => (each.id === id ? { ...each, ...next } : each)));
  const send = (): void => {
    const answers = said.flatMap(({ id, agreed, words }) => (agreed === null ? [] : [{ id, agreed, ...(words.trim() ? { words } : {}) }]));
    if (!answer.isPending) answer.mutate({ version: talk.sharingVersion, answers }, { onSuccess: () => notify({ text: t('talks.answer.sent') }) });
  };
  const stale = answer.error instanceof ApiError && answer.error.code === 'interview-changed';
  return (
    <form className={layout.stack} onSubmit={(event) => { event.preventDefault(); send(); }}>
      {said.map((each, index) => (
        <fieldset key={each.id} className={styles.narrow} style={{ border: 'none', margin: 0, padding: 0, minWidth: 0 }}>
          <legend className={layout.subheading} style={{ padding: 0 }}>{t(each.kind === 'issue' ? 'talks.answer.issue' : 'talks.answer.wouldLead', { number: index + 1 })}</legend>
          <Field label={t('talks.answer.words')}>
            <Textarea rows={2} value={each.words} maxLength={talkLimits.share} onChange={(_, { value }) => put(each.id, { words: value })} />
          </Field>
          <RadioGroup layout="horizontal" style={{ flexWrap: 'wrap' }} aria-label={t('talks.answer.choice', { number: index + 1 })} value={each.agreed === null ? '' : String(each.agreed)} onChange={(_, { value }) => put(each.id, { agreed: value === 'true' })}>
            <Radio value="true" label={t('talks.answer.yes')} /><Radio value="false" label={t('talks.answer.no')} />
          </RadioGroup>
        </fieldset>
      ))}
      {answer.isError && <ProblemMessage error={answer.error} {...(stale ? { retry: () => { answer.reset(); void client.invalidateQueries({ queryKey: talkQuery(talk.id).queryKey }); } } : {})} />}
      <div><Button type="submit" appearance="primary" disabledFocusable={answer.isPending || said.every(({ agreed }) => agreed === null)}>{t('talks.answer.send')}</Button></div>
    </form>
  );
}

/** Nothing that was taken back is kept, so it cannot be undone: it asks once more. */
function TakeBack({ talk }: { talk: TalkData }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const { withdraw } = useChangeTalk(talk.id);
  const [sure, setSure] = useState(false);
  return (
    <Section title={t('talks.takeBack.title')}>
      <p className={layout.text}>{t('talks.takeBack.lead', { name: talk.interviewer.displayName })}</p>
      {withdraw.isError && <ProblemMessage error={withdraw.error} />}
      {sure
        ? <div className={layout.row}><Button appearance="primary" disabledFocusable={withdraw.isPending} onClick={() => withdraw.mutate()}>{t('talks.takeBack.sure')}</Button><Button onClick={() => setSure(false)}>{t('common.cancel')}</Button></div>
        : <div><Button onClick={() => setSure(true)}>{t('talks.takeBack.do')}</Button></div>}
    </Section>
  );
}
