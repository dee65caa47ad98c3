import { Button, Checkbox, Field, Input, Textarea } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../shared/Chip.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useBoardStyles } from './Board.styles.ts';
import { questions, talkLimits, useChangeTalk, type Share, type TalkData } from './interview-queries.ts';
import { Questions } from './Questions.tsx';

/** The interviewer's part of a talk: what to ask, notes for their eyes, and what they would like to share. */
export function TalkNotes({ talk }: { talk: TalkData }) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const guide = useQuery(questions);
  const { note } = useChangeTalk(talk.id);
  const [kept, setKept] = useState(talk.notes ?? '');
  const [notes, setNotes] = useState(kept);
  const save = (): void => {
    if (!note.isPending) note.mutate({ before: kept, after: notes }, { onSuccess: (next) => { setKept(next.notes ?? ''); notify({ text: t('talks.notes.saved') }); } });
  };
  return (
    <>
      {guide.data && <Questions guide={guide.data} />}
      <Section title={t('talks.notes.title')}>
        <form className={layout.stack} onSubmit={(event) => { event.preventDefault(); save(); }}>
          <Field className={styles.narrow} label={t('talks.notes.label')} hint={t('talks.notes.hint')}>
            <Textarea rows={8} resize="vertical" value={notes} maxLength={talkLimits.notes} onChange={(_, { value }) => setNotes(value)} />
          </Field>
          {note.isError && <ProblemMessage error={note.error} />}
          <div><Button type="submit" disabledFocusable={note.isPending || notes === kept}>{t('common.save')}</Button></div>
        </form>
      </Section>
      <Sharing key={talk.sharingVersion} talk={talk} />
    </>
  );
}

/** What the interviewer would like to share; it waits for the other person's yes. */
function Sharing({ talk }: { talk: TalkData }) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const { propose } = useChangeTalk(talk.id);
  const [items, setItems] = useState<readonly Share[]>(talk.shares);
  const lead = items.find(({ kind }) => kind === 'would-lead');
  const add = (kind: Share['kind'], words: string): void => setItems([...items, { id: crypto.randomUUID(), kind, words, state: 'asked' }]);
  const put = (id: string, words: string): void => setItems(items.map((each) => (each.id === id ? { ...each, words } : each)));
  const remove = (id: string): void => setItems(items.filter((each) => each.id !== id));
  const send = (): void => {
    const full = items.filter(({ words }) => words.trim() !== '');
    if (!propose.isPending) propose.mutate({ basedOnVersion: talk.sharingVersion, items: full.map(({ id, kind, words }) => ({ id, kind, words })) }, { onSuccess: () => notify({ text: t('talks.share.sent', { name: talk.interviewee.displayName }) }) });
  };
  const asBefore = JSON.stringify(items) === JSON.stringify(talk.shares);
  return (
    <Section title={t('talks.share.title')}>
      <form className={layout.stack} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <p className={layout.text}>{t('talks.share.lead', { name: talk.interviewee.displayName })}</p>
        {items.map((each, index) => (
          <div key={each.id} className={styles.narrow}>
            <Field label={each.kind === 'issue' ? t('talks.share.issue', { number: index + 1 }) : t('talks.share.leadWords')}>
              <Input value={each.words} maxLength={talkLimits.share} onChange={(_, { value }) => put(each.id, value)} contentAfter={<Button size="small" appearance="transparent" onClick={() => remove(each.id)} aria-label={t('talks.share.removeNamed', { number: index + 1 })}>{t('common.remove')}</Button>} />
            </Field>
            <Chip firm appearance={each.state === 'agreed' ? 'tint' : 'outline'}>{t(`talks.share.states.${talk.shares.some(({ id, words }) => id === each.id && words === each.words) ? each.state : 'new'}`)}</Chip>
          </div>
        ))}
        <div className={layout.row}>
          <Button size="small" disabledFocusable={items.length >= talkLimits.shares} onClick={() => add('issue', '')}>{t('talks.share.addIssue')}</Button>
          <Checkbox checked={lead !== undefined} label={t('talks.share.wouldLead', { name: talk.interviewee.displayName })} onChange={(_, { checked }) => (checked === true ? add('would-lead', t('talks.share.leadStart')) : lead && remove(lead.id))} />
        </div>
        {propose.isError && <ProblemMessage error={propose.error} />}
        <div><Button type="submit" appearance="primary" disabledFocusable={propose.isPending || asBefore}>{t('talks.share.ask', { name: talk.interviewee.displayName })}</Button></div>
      </form>
    </Section>
  );
}
