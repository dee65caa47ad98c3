import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '../shared/api.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useBoardStyles } from './Board.styles.ts';
import { talkLimits, useEditQuestions } from './interview-queries.ts';

type Guide = ResponseOf<'getQuestions'>;

/** What to ask; programme leads write it for the organisation, a line a question. */
export function Questions({ guide }: { guide: Guide }) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const edit = useEditQuestions();
  const wordsOf = ({ words, standard }: Guide['items'][number]): string => words ?? (standard ? t(`talks.questions.standard.${standard}`) : '');
  const [lines, setLines] = useState<string | null>(null);
  const save = (): void => {
    const written = (lines ?? '').split('\n').map((line) => line.trim().slice(0, talkLimits.question)).filter((line) => line.length > 1).slice(0, talkLimits.questions);
    if (written.length === 0 || edit.isPending) return;
    // A line that says what a question says is that question.
    const items = written.map((line) => { const same = guide.items.find((each) => wordsOf(each) === line); return same ? { id: same.id, words: same.words } : { id: crypto.randomUUID(), words: line }; });
    edit.mutate({ basedOnVersion: guide.version, items }, { onSuccess: ({ version }) => {
      setLines(null);
      notify({ text: t('talks.questions.saved'), undo: () => edit.mutateAsync({ basedOnVersion: version, items: guide.items.map(({ id, words }) => ({ id, words })) }) });
    } });
  };
  return (
    <Section title={t('talks.questions.title')} aside={guide.mayEdit && lines === null && <Button size="small" onClick={() => setLines(guide.items.map(wordsOf).join('\n'))} data-print="hide">{t('talks.questions.edit')}</Button>}>
      {lines === null
        ? <ul style={{ overflowWrap: 'anywhere' }}>{guide.items.map((each) => <li key={each.id}>{wordsOf(each)}</li>)}</ul>
        : (
          <form className={layout.stack} onSubmit={(event) => { event.preventDefault(); save(); }}>
            <Field className={styles.narrow} label={t('talks.questions.lines')} hint={t('talks.questions.linesHint')}><Textarea rows={7} resize="vertical" value={lines} onChange={(_, { value }) => setLines(value)} /></Field>
            {edit.isError && <ProblemMessage error={edit.error} />}
            <div className={layout.row}><Button type="submit" appearance="primary" disabledFocusable={edit.isPending}>{t('common.save')}</Button><Button onClick={() => setLines(null)}>{t('common.cancel')}</Button></div>
          </form>
        )}
    </Section>
  );
}
