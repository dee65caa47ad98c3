import { Combobox, Field, Option } from '@fluentui/react-components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../api/membership/membership-contract.ts';
import { call } from './api.ts';
import { useProblemWords } from './ProblemMessage.tsx';

interface Props { label: string; onPick: (person: Person) => void; problem?: string | undefined; input?: Ref<HTMLInputElement> }

/** Finds a person of the organisation by name or address while typing. */
export function PersonPicker({ label, onPick, problem, input }: Props) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useQuery({
    queryKey: ['people', asked],
    queryFn: ({ signal }) => call('searchPeople', { query: { search: asked }, signal }),
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
  });
  const people = asked.length > 1 ? (found.data?.items ?? []) : [];
  const message = found.isError ? words(found.error).title : problem;
  return (
    <Field label={label} {...(message ? { validationMessage: message } : {})}>
      <Combobox
        {...(input ? { ref: input } : {})}
        freeform expandIcon={{ 'aria-label': t('common.choices') }} value={typed} placeholder={t('people.hint')} onChange={(event) => setTyped(event.target.value.slice(0, 100))}
        onOptionSelect={(_, { optionValue }) => {
          const person = people.find(({ id }) => id === optionValue);
          if (person) onPick(person);
        }}
        selectedOptions={[]}
      >
        {people.map((person) => (
          <Option key={person.id} value={person.id} text={person.displayName}>
            {[person.displayName, person.jobTitle, person.department].filter(Boolean).join(' · ')}
          </Option>
        ))}
        {people.length === 0 && <Option disabled value="" text="">{asked.length > 1 && found.isSuccess ? t('people.none') : t('people.type')}</Option>}
      </Combobox>
    </Field>
  );
}
