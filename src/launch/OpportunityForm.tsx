import { Button, Field, Input, Textarea } from '@fluentui/react-components';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { goToInvalid } from '../shared/go-to-invalid.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useBoardStyles } from './Board.styles.ts';
import { opportunityLimits, useChangeOpportunity, type OpportunityData } from './board-queries.ts';

interface Props { opportunity: OpportunityData; onClose: () => void }

/** Changes what is said of an opportunity: words, next step, launch date. Only what was changed is sent, with what it was before. */
export function OpportunityForm({ opportunity, onClose }: Props) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { change } = useChangeOpportunity(opportunity.id);
  // What it was when this was opened: what others change meanwhile is not taken for it.
  const [before] = useState({ name: opportunity.name, about: opportunity.about, nextStep: opportunity.nextStep, launchOn: opportunity.launchOn });
  const [words, setWords] = useState(before);
  const [sent, setSent] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const missing = { name: words.name.trim().length < 2, about: words.about.trim() === '' };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (missing.name || missing.about) return void setTimeout(() => goToInvalid(form.current));
    const parts = (['name', 'about', 'nextStep', 'launchOn'] as const).filter((part) => words[part] !== before[part]);
    if (parts.length === 0) return onClose();
    if (!change.isPending) change.mutate(Object.fromEntries(parts.map((part) => [part, { before: before[part], after: words[part] }])), { onSuccess: onClose });
  };
  return (
    <Section title={t('board.edit.title')} asked>
      <form ref={form} noValidate className={layout.stack} onSubmit={save}>
        <Field className={styles.narrow} label={t('board.propose.name')} required {...(sent && missing.name ? { validationMessage: t('board.propose.needsName') } : {})}>
          <Input value={words.name} maxLength={opportunityLimits.name} onChange={(_, { value }) => setWords({ ...words, name: value })} />
        </Field>
        <Field className={styles.narrow} label={t('board.propose.about')} required {...(sent && missing.about ? { validationMessage: t('board.propose.needsAbout') } : {})}>
          <Textarea rows={4} resize="vertical" value={words.about} maxLength={opportunityLimits.about} onChange={(_, { value }) => setWords({ ...words, about: value })} />
        </Field>
        <div className={`${styles.pair} ${styles.narrow}`}>
          <Field label={t('board.edit.nextStep')} hint={t('board.edit.nextStepHint')}>
            <Input value={words.nextStep} maxLength={opportunityLimits.nextStep} onChange={(_, { value }) => setWords({ ...words, nextStep: value })} />
          </Field>
          {opportunity.plan === null && (
            <Field label={t('board.edit.launchOn')}>
              <Input type="date" value={words.launchOn ?? ''} onChange={(_, { value }) => setWords({ ...words, launchOn: value || null })} />
            </Field>
          )}
        </div>
        {change.isError && <ProblemMessage error={change.error} />}
        <div className={layout.row}>
          <Button type="submit" appearance="primary" disabledFocusable={change.isPending}>{t('common.save')}</Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </form>
    </Section>
  );
}
