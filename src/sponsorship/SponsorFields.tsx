import { Button, Field, Input, Select, SpinButton, Textarea } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../api/membership/membership-contract.ts';
import type { Commitment } from '../../api/sponsorship/sponsorship-contract.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { PersonLine } from '../shared/PersonLine.tsx';
import { PersonPicker } from '../shared/PersonPicker.tsx';
import { myManager } from '../shared/session.ts';

export interface Ask extends Commitment { person: Person | null; whyNow: string }
export const emptyAsk: Ask = { person: null, whyNow: '', memberHoursPerMonth: 4, budget: '', visibility: 'mention-in-unit' };

const visibilities: Commitment['visibility'][] = ['none', 'mention-in-unit', 'speak-at-launch', 'report-to-management'];

/** Whom to ask and what for. One's own manager is proposed; nobody is chosen unasked. */
export function SponsorFields({ value, onChange, check }: { value: Ask; onChange: (next: Ask) => void; check: boolean }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const { data } = useQuery(myManager);
  const manager = data?.manager;
  const set = (next: Partial<Ask>): void => onChange({ ...value, ...next });
  const chosenId = useId();
  const another = useRef<HTMLButtonElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const picked = useRef(false);
  const pick = (person: Person | null): void => {
    picked.current = true;
    set({ person });
  };
  useEffect(() => {
    if (picked.current) (value.person ? another : search).current?.focus();
    picked.current = false;
  }, [value.person]);
  return (
    <div className={layout.stack}>
      {value.person ? (
        <div className={layout.row}>
          <div id={chosenId}><PersonLine name={value.person.displayName}>{value.person.jobTitle ?? value.person.department ?? undefined}</PersonLine></div>
          <Button ref={another} aria-describedby={chosenId} size="small" onClick={() => pick(null)}>{t('sponsorship.chooseAnother')}</Button>
        </div>
      ) : (
        <div className={layout.stack}>
          {manager && (
            <div className={layout.row}>
              <PersonLine name={manager.displayName}>{t('sponsorship.yourManager')}</PersonLine>
              <Button onClick={() => pick(manager)}>{t('sponsorship.askManager', { name: manager.displayName })}</Button>
            </div>
          )}
          <PersonPicker label={t(manager ? 'sponsorship.orSearch' : 'sponsorship.search')} onPick={pick} input={search} problem={check ? t('sponsorship.needsPerson') : undefined} />
        </div>
      )}
      <Field label={t('sponsorship.whyNow')} hint={t('sponsorship.whyNowHint')} required {...(check && value.whyNow.trim() === '' ? { validationMessage: t('sponsorship.needsWhy') } : {})}>
        <Textarea rows={3} resize="vertical" maxLength={1_000} value={value.whyNow} onChange={(_, { value: whyNow }) => set({ whyNow })} />
      </Field>
      <Field label={t('sponsorship.timeAsked')} hint={t('sponsorship.timeHint')}>
        <SpinButton
          min={0} max={40} incrementButton={{ 'aria-label': t('common.increase') }} decrementButton={{ 'aria-label': t('common.decrease') }}
          value={value.memberHoursPerMonth} onChange={(_, { value: next, displayValue }) => set({ memberHoursPerMonth: within(next ?? Number(displayValue)) })}
        />
      </Field>
      <Field label={t('sponsorship.budgetAsked')} hint={t('sponsorship.budgetHint')}>
        <Input maxLength={200} value={value.budget} onChange={(_, { value: budget }) => set({ budget })} />
      </Field>
      <Field label={t('sponsorship.visibilityAsked')}>
        <Select value={value.visibility} onChange={(_, { value: next }) => set({ visibility: next as Commitment['visibility'] })}>
          {visibilities.map((one) => <option key={one} value={one}>{t(`sponsorship.visibilities.${one}`)}</option>)}
        </Select>
      </Field>
    </div>
  );
}

const within = (hours: number): number => (Number.isFinite(hours) ? Math.min(40, Math.max(0, Math.round(hours))) : 0);
