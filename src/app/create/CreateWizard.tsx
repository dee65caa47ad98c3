import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../shared/api-error.ts';
import { call, type ResponseOf } from '../../shared/api.ts';
import { readersZone } from '../../shared/dates.ts';
import { goToInvalid } from '../../shared/go-to-invalid.ts';
import { useLayout } from '../../shared/layout.styles.ts';
import { PageTitle } from '../../shared/PageTitle.tsx';
import { ProblemMessage } from '../../shared/ProblemMessage.tsx';
import { Shapes } from '../../shared/Shapes.tsx';
import { AboutStep } from './AboutStep.tsx';
import { missingIn, requestOf, stepOfField, steps, type Draft, type Step } from './draft.ts';
import { ReviewStep } from './ReviewStep.tsx';
import { StepList } from './StepList.tsx';
import type { StepProps } from './step-props.ts';
import { TemplateStep } from './TemplateStep.tsx';
import { useDraft } from './use-draft.ts';

// These two bring lists to search in, which are large; they load while the first steps are filled in.
const TiesStep = lazy(() => import('./TiesStep.tsx').then((loaded) => ({ default: loaded.TiesStep })));
const SponsorStep = lazy(() => import('./SponsorStep.tsx').then((loaded) => ({ default: loaded.SponsorStep })));

interface Props {
  draftId: string;
  initial: Draft;
  stored: boolean;
  onCreated: (made: ResponseOf<'createCommunity'>) => void;
  /** What stands below; otherwise that one may leave and come back. */
  foot?: ReactNode;
}

/** Five steps to a community, each of which can be left and come back to; only a name and a sentence are demanded. */
export function CreateWizard({ draftId, initial, stored, onCreated, foot }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const client = useQueryClient();
  const { draft, change, save, finish, state } = useDraft(draftId, initial, stored);
  // How often the person tried to go on from this step: only then is what is missing pointed out, each time.
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const { step } = draft;
  const at = steps.indexOf(step);

  const go = (next: Step): void => {
    moved.current = true;
    setTries(0);
    change({ step: next });
    void save();
  };
  useEffect(() => {
    if (moved.current) heading.current?.focus();
  }, [step]);
  useEffect(() => {
    if (tries > 0) goToInvalid(form.current);
  }, [tries]);

  const create = useMutation({
    mutationFn: () => call('createCommunity', { body: requestOf(draft, draftId, readersZone()) }),
    onSuccess: async (made) => {
      client.setQueryData(['community', made.id], made);
      await finish();
      void client.invalidateQueries({ queryKey: ['communities'] });
      for (const queryKey of [['directory-filters'], ['board'], ['opportunity']]) void client.invalidateQueries({ queryKey });
      onCreated(made);
    },
    onError: (error) => {
      const [first] = refusedFields(error).map(({ field }) => stepOfField(field)).toSorted((one, other) => steps.indexOf(one) - steps.indexOf(other));
      // What was picked may have vanished since: the step asks Microsoft 365 afresh.
      void client.invalidateQueries({ queryKey: ['places'] });
      if (first) { go(first); setTries(1); }
    },
  });

  // A second click comes before the first is drawn: what is under way is known here at once.
  const sending = useRef(false);
  const refused = refusedFields(create.error);
  const forward = (): void => {
    if (missingIn(draft, step).length > 0) return setTries(tries + 1);
    const next = steps[at + 1];
    if (next) go(next);
  };
  const submit = (): void => {
    const unready = steps.find((one) => missingIn(draft, one).length > 0);
    if (unready) { go(unready); setTries(1); } else if (!sending.current) {
      sending.current = true;
      create.mutate(undefined, { onSettled: () => { sending.current = false; } });
    }
  };
  const props: StepProps = { draft, change, check: tries > 0, refused: refused.filter(({ field }) => stepOfField(field) === step) };
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <PageTitle title={t('create.title')} />
        <StepList current={step} reachable={(one) => steps.slice(0, steps.indexOf(one)).every((before) => missingIn(draft, before).length === 0)} onGo={go} />
        <form
          ref={form} className={layout.panel} noValidate
          onSubmit={(event) => { event.preventDefault(); if (step === 'review') submit(); else forward(); }}
        >
          <div className={layout.stack}>
            <div>
              <p className={layout.quiet}>{t('create.progress', { number: at + 1, total: steps.length })}</p>
              <h2 ref={heading} tabIndex={-1} className={layout.heading}>{t(`create.steps.${step}`)}</h2>
            </div>
            {create.isError && (step === 'review' || props.refused.length > 0) && <ProblemMessage error={create.error} {...(step === 'review' ? { retry: submit } : {})} />}
            {step === 'template' && <TemplateStep {...props} />}
            {step === 'about' && <AboutStep {...props} />}
            <Suspense fallback={<Shapes count={3} />}>
              {step === 'ties' && <TiesStep {...props} />}
              {step === 'sponsor' && <SponsorStep {...props} />}
            </Suspense>
            {step === 'review' && <ReviewStep {...props} onGo={go} />}
            <div className={layout.spread}>
              <div className={layout.row}>
                <Button type="submit" appearance="primary" disabledFocusable={create.isPending}>
                  {t(step !== 'review' ? 'common.next' : create.isPending ? 'create.review.creating' : 'create.review.create')}
                </Button>
                {at > 0 && <Button onClick={() => go(steps[at - 1] ?? 'template')} disabledFocusable={create.isPending}>{t('common.back')}</Button>}
              </div>
              <span className={layout.quiet} role="status">{state !== 'unsaved' && t(saveWords[state])}</span>
            </div>
          </div>
        </form>
        {foot ?? <p className={layout.quiet}>{t('create.laterHint')}</p>}
      </div>
    </div>
  );
}

const saveWords = { saving: 'create.saving', saved: 'create.saved', 'kept-here': 'create.savedHere' } as const;

const refusedFields = (error: unknown) => (error instanceof ApiError ? (error.problem.fields ?? []) : []);
