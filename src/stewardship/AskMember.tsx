import { Button, Combobox, Field, Option } from '@fluentui/react-components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { TiePanel } from '../ties/TiePanel.tsx';
import { membersToAsk, useStewardship, type Thing } from './stewardship-queries.ts';

interface Props { communityId: string; thing: Thing; title: string; level: 3 | 4; onClose: () => void }

/** Asks a member whether they would look after something. They answer for themselves; until then nothing changes. */
export function AskMember({ communityId, thing, title, level, onClose }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const { ask } = useStewardship(communityId, thing);
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<{ id: string; displayName: string } | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useQuery({ ...membersToAsk(communityId, chosen ? '' : search), placeholderData: keepPreviousData });
  const people = (found.data?.items ?? []).filter(({ isMe, gone }) => !isMe && !gone).map(({ person }) => person);
  return (
    <TiePanel level={level} title={t('stewardship.ask.title', { title })}>
      <p className={layout.text}>{t(`stewardship.ask.says.${thing.kind}`)}</p>
      <Field label={t('stewardship.ask.who')}>
        <Combobox
          freeform expandIcon={{ 'aria-label': t('common.choices') }} value={typed} placeholder={t('people.hint')}
          onChange={(event) => { setTyped(event.target.value.slice(0, 100)); setChosen(null); }}
          onOptionSelect={(_, { optionValue }) => {
            const person = people.find(({ id }) => id === optionValue);
            if (!person) return;
            setChosen(person);
            setTyped(person.displayName);
          }}
          selectedOptions={chosen ? [chosen.id] : []}
        >
          {people.map((person) => <Option key={person.id} value={person.id} text={person.displayName}>{[person.displayName, person.jobTitle, person.department].filter(Boolean).join(' · ')}</Option>)}
          {people.length === 0 && <Option disabled value="" text="">{t(found.isSuccess ? 'people.none' : 'common.loading')}</Option>}
        </Combobox>
      </Field>
      {found.isError && <ProblemMessage error={found.error} retry={() => void found.refetch()} />}
      {ask.isError && <ProblemMessage error={ask.error} />}
      <div className={layout.row}>
        <Button
          appearance="primary" disabledFocusable={chosen === null || ask.isPending}
          onClick={() => { if (chosen) ask.mutate(chosen.id, { onSuccess: () => { notify({ text: t('stewardship.ask.done', { name: chosen.displayName }) }); onClose(); } }); }}
        >
          {chosen ? t('stewardship.ask.send', { name: chosen.displayName }) : t('stewardship.ask.sendTo')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </TiePanel>
  );
}
