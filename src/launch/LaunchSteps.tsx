import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { LaunchStep } from './LaunchStep.tsx';
import { placeOf } from './LaunchNext.tsx';
import type { ChangePlan, PlanData, StepData } from './plan-queries.ts';
import { StepForm } from './StepForm.tsx';

/** The steps on the way to the launch: ticked, changed, added, left out. */
export function LaunchSteps({ communityId, plan, change }: { communityId: string; plan: PlanData; change: ChangePlan }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const [editing, setEditing] = useState<string | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const { steps, mayChange } = plan;
  const done = steps.filter((step) => step.done !== null).length;
  const leaveOut = (step: StepData): void => change.step.mutate({ id: step.id, dropped: true }, { onSuccess: () => {
    addButton.current?.focus();
    notify({ text: t('plan.steps.leftOut', { title: step.title }), undo: () => change.step.mutateAsync({ id: step.id, dropped: false }) });
  } });
  const close = (id: string): void => {
    setEditing(null);
    requestAnimationFrame(() => (id === 'new' ? addButton.current : document.querySelector<HTMLElement>(`#${placeOf(id)} button`))?.focus());
  };
  return (
    <Section title={t('plan.steps.title', { done, of: steps.length })} aside={mayChange && <Button ref={addButton} aria-expanded={editing === 'new'} onClick={() => setEditing('new')} data-print="hide">{t('plan.steps.add')}</Button>}>
      {mayChange && <p className={layout.quiet} data-print="hide">{t('plan.steps.says')}</p>}
      {editing === 'new' && (
        <StepForm
          busy={change.add.isPending} error={change.add.error} onClose={() => close('new')}
          onSave={({ title, about, dueOn }) => change.add.mutate({ id: crypto.randomUUID(), title, about, dueOn }, { onSuccess: () => close('new') })}
        />
      )}
      {change.step.isError && editing === null && <ProblemMessage error={change.step.error} />}
      {steps.length === 0 ? <p className={layout.text}>{t('plan.steps.none')}</p> : (
        <ul className={layout.plainList}>
          {steps.map((step) => (
            <LaunchStep key={step.id} communityId={communityId} step={step} mayChange={mayChange} change={change} onEdit={() => setEditing(step.id)} onLeaveOut={() => leaveOut(step)}>
              {editing === step.id && mayChange && (
                <StepForm
                  step={step} busy={change.step.isPending} error={change.step.error} onClose={() => close(step.id)}
                  onSave={({ title, about, dueOn }) => change.step.mutate({
                    id: step.id, title: { before: step.title, after: title }, about: { before: step.about, after: about }, dueOn: { before: step.dueOn, after: dueOn },
                  }, { onSuccess: () => close(step.id) })}
                />
              )}
            </LaunchStep>
          ))}
        </ul>
      )}
    </Section>
  );
}
