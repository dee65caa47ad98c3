import { Button, Checkbox, Field, Input, MessageBar, MessageBarBody, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MakingKind } from '../../api/ties/proposals-contract.ts';
import type { BodyOf } from '../shared/api.ts';
import { HostLink } from '../shared/HostLink.tsx';
import { InnerForm } from '../shared/InnerForm.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { making, placesIn } from './places-queries.ts';
import { TeamChoice } from './TeamChoice.tsx';
import type { PickedTeam } from './TeamPicker.tsx';

export type NewPlaceBody = BodyOf<'makePlace'>['place'] & { kind: MakingKind };
const kinds: readonly MakingKind[] = ['channel', 'folder', 'library', 'team'];

interface Props {
  /** Only a place of this kind; absent: any. */
  kind?: MakingKind;
  /** What to begin with. */
  start: { kind: MakingKind; name: string; team: PickedTeam | null; driveId: string | null };
  submit: string;
  /** False where another button is the main one. */
  main?: boolean;
  busy: boolean;
  failure: unknown;
  onSubmit: (place: NewPlaceBody, where: string | null) => void;
  onCancel: () => void;
}

/** A place to be made where nothing that exists fits: what, where, its name; and beforehand the permission that it takes. */
export function NewPlaceForm({ kind: fixed, start, submit, main = true, busy, failure, onSubmit, onCancel }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const abilities = useQuery(making);
  const [kind, setKind] = useState(start.kind);
  const [name, setName] = useState(start.name);
  const [team, setTeam] = useState(start.team);
  const [driveId, setDriveId] = useState(start.driveId);
  const [closed, setClosed] = useState(false);
  const [checked, setChecked] = useState(false);
  const inside = useQuery(placesIn(kind === 'folder' ? team?.groupId : undefined));
  const libraries = inside.data?.libraries ?? [];
  const library = libraries.find((each) => each.driveId === driveId) ?? libraries[0];
  const missing = abilities.data?.items.find((each) => each.kind === kind)?.granted === false;
  const send = (): void => {
    setChecked(true);
    const called = name.trim();
    if (called === '' || missing || busy) return;
    if (kind === 'team') return onSubmit({ kind, name: called, visibility: closed ? 'Private' : 'Public' }, null);
    if (!team) return;
    const { groupId } = team;
    if (kind !== 'folder') return onSubmit({ kind, groupId, name: called }, team.name);
    if (library) onSubmit({ kind, groupId, driveId: library.driveId, name: called }, `${team.name} / ${library.name}`);
  };
  return (
    <InnerForm label={submit} className={layout.stack} onSubmit={send}>
      {fixed === undefined && (
        <Field label={t('ties.anew.what')}>
          <RadioGroup value={kind} onChange={(_, { value }) => setKind(value as MakingKind)}>
            {kinds.map((each) => <Radio key={each} value={each} label={t(`ties.anew.kinds.${each}`)} />)}
          </RadioGroup>
        </Field>
      )}
      {kind !== 'team' && <TeamChoice name={name} team={team} problem={checked && !team ? t('ties.choose.needsTeam') : undefined} onPick={setTeam} />}
      {kind === 'folder' && team && inside.isPending && <Shapes count={1} height={28} />}
      {kind === 'folder' && team && inside.isError && <ProblemMessage error={inside.error} retry={() => void inside.refetch()} />}
      {kind === 'folder' && library && (
        <Field label={t('ties.library')} style={{ maxWidth: '480px' }}>
          <Select value={library.driveId} style={{ minWidth: 0 }} onChange={(_, { value }) => setDriveId(value)}>
            {libraries.map((each) => <option key={each.driveId} value={each.driveId}>{each.name}</option>)}
          </Select>
        </Field>
      )}
      <Field label={t('ties.anew.name')} required style={{ maxWidth: '480px' }} {...(checked && name.trim() === '' ? { validationMessage: t('ties.anew.needsName') } : {})}>
        <Input value={name} maxLength={128} onChange={(_, { value }) => setName(value)} />
      </Field>
      {kind === 'team' && <Checkbox checked={closed} label={t('ties.anew.closed')} onChange={(_, data) => setClosed(data.checked === true)} />}
      <Permission kind={kind} />
      {failure !== null && failure !== undefined && <ProblemMessage error={failure} />}
      <div className={layout.row}>
        <Button appearance={main ? 'primary' : 'secondary'} disabledFocusable={busy || missing} onClick={send}>{submit}</Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </InnerForm>
  );
}

/** What making takes, and whether it is there: told before anything is made. */
function Permission({ kind }: { kind: MakingKind }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(making);
  if (isPending) return <Shapes count={1} height={20} />;
  if (error) return <ProblemMessage error={error} retry={() => void refetch()} />;
  const found = data.items.find((each) => each.kind === kind);
  const named = (granted: boolean): string => (found?.permissions ?? []).filter((each) => granted || !each.granted).map((each) => each.name).join(', ');
  if (found?.granted !== false) return <p role="status" className={layout.text}>{t('ties.anew.granted', { names: named(true) })} {t(`ties.anew.stillUp.${kind}`)}</p>;
  return (
    <div className={layout.stackTight}>
      <MessageBar intent="warning" layout="multiline"><MessageBarBody><span role="status">{t('ties.anew.missing', { names: named(false) })}</span></MessageBarBody></MessageBar>
      {data.consentUrl && <p className={layout.text}><HostLink url={data.consentUrl}>{t('ties.anew.consent')}</HostLink></p>}
    </div>
  );
}
