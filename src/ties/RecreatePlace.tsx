import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Tie } from '../../api/ties/ties-contract.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { NewPlaceForm, type NewPlaceBody } from './NewPlaceForm.tsx';
import { myTeams } from './places-queries.ts';

interface Props { kind: 'channel' | 'folder' | 'library'; tie: Tie; busy: boolean; failure: unknown; onSubmit: (place: NewPlaceBody) => void; onCancel: () => void }

/** Makes what was lost anew, in the team where it was, under its name; both can be changed. */
export function RecreatePlace({ kind, tie, ...rest }: Props) {
  const { t } = useTranslation();
  const teams = useQuery(myTeams);
  if (teams.isPending) return <Shapes count={2} height={28} />;
  if (teams.isError) return <ProblemMessage error={teams.error} retry={() => void teams.refetch()} />;
  const team = teams.data.items.find(({ groupId }) => groupId === tie.target.groupId);
  return (
    <NewPlaceForm
      kind={kind} submit={t('ties.mend.make')} {...rest}
      start={{ kind, name: tie.name, team: team ? { groupId: team.groupId, name: team.displayName } : null, driveId: tie.target.kind === 'folder' ? tie.target.driveId : null }}
    />
  );
}
