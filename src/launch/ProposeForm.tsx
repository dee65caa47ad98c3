import { Button, Field, Input, Textarea } from '@fluentui/react-components';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { goToInvalid } from '../shared/go-to-invalid.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useBoardStyles } from './Board.styles.ts';
import { opportunityLimits, useChangeOpportunity } from './board-queries.ts';

/** Proposes an area: a name and a sentence, nothing else. The id is made once, so that a second click sends the same one. */
export function ProposeForm({ onClose }: { onClose: () => void }) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const [opportunityId] = useState(() => crypto.randomUUID());
  const { propose } = useChangeOpportunity(opportunityId);
  const [words, setWords] = useState({ name: '', about: '' });
  const [sent, setSent] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const missing = { name: words.name.trim().length < 2, about: words.about.trim() === '' };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (missing.name || missing.about) return void setTimeout(() => goToInvalid(form.current));
    if (propose.isPending) return;
    propose.mutate(words, { onSuccess: ({ name }) => { notify({ text: t('board.proposed', { name }) }); onClose(); } });
  };
  return (
    <Section title={t('board.propose.title')} asked>
      <form ref={form} noValidate className={layout.stack} onSubmit={send}>
        <p className={layout.text}>{t('board.propose.lead')}</p>
        <Field className={styles.narrow} label={t('board.propose.name')} required {...(sent && missing.name ? { validationMessage: t('board.propose.needsName') } : {})}>
          <Input value={words.name} maxLength={opportunityLimits.name} onChange={(_, { value }) => setWords({ ...words, name: value })} />
        </Field>
        <Field className={styles.narrow} label={t('board.propose.about')} required {...(sent && missing.about ? { validationMessage: t('board.propose.needsAbout') } : {})}>
          <Textarea rows={4} resize="vertical" value={words.about} maxLength={opportunityLimits.about} onChange={(_, { value }) => setWords({ ...words, about: value })} />
        </Field>
        {propose.isError && <ProblemMessage error={propose.error} />}
        <div className={layout.row}>
          <Button type="submit" appearance="primary" disabledFocusable={propose.isPending}>{t('board.propose.send')}</Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </form>
    </Section>
  );
}
