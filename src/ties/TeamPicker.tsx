import { Button, Combobox, Field, Option } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { myTeams } from './places-queries.ts';
import { proposeTeam } from './propose-places.ts';

export interface PickedTeam { groupId: string; name: string }

/** More options than this are no help; typing narrows them. */
const shownAtOnce = 50;

/** One of the teams that this person is in; the one named like the community is offered first. */
export function TeamPicker({ name, problem, onPick }: { name: string; problem?: string | undefined; onPick: (team: PickedTeam) => void }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const teams = useQuery(myTeams);
  const [typed, setTyped] = useState('');
  if (teams.isPending) return <Shapes count={1} />;
  if (teams.isError) return <ProblemMessage error={teams.error} retry={() => void teams.refetch()} />;
  if (teams.data.items.length === 0) return <p className={layout.text}>{t('ties.noTeams')}</p>;
  const proposed = proposeTeam(teams.data.items, name);
  const sought = typed.trim().toLocaleLowerCase();
  const found = teams.data.items.filter(({ displayName }) => displayName.toLocaleLowerCase().includes(sought)).slice(0, shownAtOnce);
  const pick = (groupId: string | undefined): void => {
    const team = teams.data.items.find((one) => one.groupId === groupId);
    if (team) onPick({ groupId: team.groupId, name: team.displayName });
  };
  return (
    <div className={layout.stack}>
      {proposed && <div><Button onClick={() => pick(proposed.groupId)}>{t('ties.useTeam', { name: proposed.displayName })}</Button></div>}
      <Field label={t('ties.team')} hint={t('ties.teamHint')} {...(problem ? { validationMessage: problem } : {})} style={{ maxWidth: '480px' }}>
        <Combobox freeform expandIcon={{ 'aria-label': t('common.choices') }} style={{ minWidth: 0 }} value={typed} placeholder={t('ties.teamSearch')} selectedOptions={[]} onChange={(event) => setTyped(event.target.value)} onOptionSelect={(_, { optionValue }) => pick(optionValue)}>
          {found.map((team) => <Option key={team.groupId} value={team.groupId} text={team.displayName}>{team.displayName}</Option>)}
          {found.length === 0 && <Option disabled value="" text="">{t('ties.noTeam')}</Option>}
        </Combobox>
      </Field>
    </div>
  );
}
