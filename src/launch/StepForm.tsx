import { Button, Field, Input, Textarea } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { useLaunchStyles } from './LaunchPage.styles.ts';
import type { StepData } from './plan-queries.ts';

interface Words { title: string; about: string; dueOn: string | null }
interface Props { step?: StepData; busy: boolean; error: unknown; onSave: (words: Words) => void; onClose: () => void }

/** The words and the day of a step. */
export function StepForm({ step, busy, error, onSave, onClose }: Props) {
  const styles = useLaunchStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const [title, setTitle] = useState(step?.title ?? '');
  const [about, setAbout] = useState(step?.about ?? '');
  const [dueOn, setDueOn] = useState(step?.dueOn ?? '');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <form className={styles.form} noValidate aria-label={step?.title ?? t('plan.steps.add')} onSubmit={(event) => { event.preventDefault(); if (title.trim() !== '' && !busy) onSave({ title: title.trim(), about: about.trim(), dueOn: dueOn || null }); }}>
      <Field label={t('plan.step.title')}><Input ref={first} maxLength={200} value={title} onChange={(_, { value }) => setTitle(value)} /></Field>
      <Field label={t('plan.step.about')}><Textarea maxLength={1_000} resize="vertical" value={about} onChange={(_, { value }) => setAbout(value)} /></Field>
      <Field label={t('plan.step.dueOn')} hint={step?.role ? t('plan.step.follows') : undefined}><Input type="date" value={dueOn} onChange={(_, { value }) => setDueOn(value)} /></Field>
      {error !== null && <ProblemMessage error={error} />}
      <div className={layout.row}>
        <Button type="submit" appearance="primary" disabledFocusable={busy || title.trim() === ''}>{t('common.save')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
