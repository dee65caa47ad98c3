import { Button, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Places, Tie, TieKind, TieTarget } from '../../api/ties/ties-contract.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { InnerForm } from '../shared/InnerForm.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { CalendarPartField } from './CalendarPartField.tsx';
import { isTied, namesOf, nothingPicked, offeredBy, partOf, pickedPart, targetOf, type Picked } from './chosen-place.ts';
import { FolderBrowser } from './FolderBrowser.tsx';
import { calendarOf, myTeams, placesIn } from './places-queries.ts';
import { PlaceSelect, type Said } from './PlaceSelect.tsx';
import { TeamChoice } from './TeamChoice.tsx';
import type { PickedTeam } from './TeamPicker.tsx';

interface Props {
  /** The community's name: the team named like it is offered first. */
  name: string;
  /** Only places of this kind; absent: any. */
  kind?: TieKind;
  /** The team to begin with, if this person is in it. */
  startIn?: string;
  /** What is taken already. */
  ties: readonly Pick<Tie, 'target'>[];
  submit: string;
  /** False where another button is the main one. */
  main?: boolean;
  busy: boolean;
  failure: unknown;
  onSubmit: (target: TieTarget, called: { name: string; location: string | null; team: string }) => void;
  onCancel: () => void;
}

/** Finds one place that this person can see: a team, then something in it. */
export function PlaceChooser({ name, kind, startIn, ties, submit, main = true, busy, failure, onSubmit, onCancel }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const client = useQueryClient();
  const teams = useQuery(myTeams);
  const [picked, setPicked] = useState<PickedTeam | 'none' | null>(null);
  const [missing, setMissing] = useState<TieKind | 'team-first' | null>(null);
  const [choice, setChoice] = useState<Picked>(nothingPicked(kind ?? (startIn !== undefined && isTied(ties, { kind: 'team', groupId: startIn }) ? 'channel' : 'team')));
  const start = kind === 'team' ? undefined : teams.data?.items.find(({ groupId }) => groupId === startIn);
  const team = picked === null ? (start ? { groupId: start.groupId, name: start.displayName } : null) : picked === 'none' ? null : picked;
  const change = (next: Partial<Picked>): void => { setMissing(null); setChoice({ ...choice, ...next }); };
  const pick = (next: PickedTeam | null): void => {
    setMissing(null);
    setPicked(next ?? 'none');
    setChoice(nothingPicked(kind ?? (next !== null && isTied(ties, { kind: 'team', groupId: next.groupId }) ? 'channel' : 'team')));
  };
  const send = (): void => {
    if (!team) return setMissing('team-first');
    const target = targetOf(team.groupId, choice, client.getQueryData(calendarOf(team.groupId, name).queryKey)?.proposed);
    if (!target || isTied(ties, target)) return setMissing(choice.kind);
    onSubmit(target, { ...namesOf(team.name, client.getQueryData(placesIn(team.groupId).queryKey), choice), team: team.name });
  };
  return (
    <InnerForm label={submit} className={layout.stack} onSubmit={send}>
      <TeamChoice name={name} team={team} problem={missing === 'team-first' ? t('ties.choose.needsTeam') : undefined} onPick={pick} />
      {team && <PlaceFields name={name} team={team} fixed={kind} ties={ties} choice={choice} missing={missing} onChange={change} />}
      {failure !== null && <ProblemMessage error={failure} />}
      <div className={layout.row}>
        {teams.data?.items.length !== 0 && <Button appearance={main ? 'primary' : 'secondary'} disabledFocusable={busy} onClick={send}>{submit}</Button>}
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </InnerForm>
  );
}

interface FieldsProps { name: string; team: PickedTeam; fixed: TieKind | undefined; ties: Props['ties']; choice: Picked; missing: TieKind | 'team-first' | null; onChange: (next: Partial<Picked>) => void }

function PlaceFields({ name, team, fixed, ties, choice, missing, onChange }: FieldsProps) {
  const layout = useLayout();
  const { t } = useTranslation();
  const places = useQuery(placesIn(team.groupId));
  const proposed = useQuery({ ...calendarOf(team.groupId, name), enabled: choice.kind === 'calendar' }).data?.proposed;
  if (places.isPending) return <Shapes count={3} height={28} />;
  if (places.isError) return <ProblemMessage error={places.error} retry={() => void places.refetch()} />;
  const { channels, libraries, calendar } = places.data;
  const { kind } = choice;
  const part = choice.part ?? pickedPart(proposed);
  const tellsPart = kind === 'calendar' && calendar !== null && !isTied(ties, { kind, groupId: team.groupId });
  // The field below says it where only the category is missing.
  const said = missing === kind && !(tellsPart && partOf(part) === 'missing') ? { validationMessage: t(`ties.choose.needs.${kind}`) } : {};
  const library = libraries.find(({ driveId }) => driveId === choice.driveId);
  return (
    <div className={layout.stack} style={{ maxWidth: '480px' }}>
      {fixed === undefined && <KindField places={places.data} groupId={team.groupId} ties={ties} value={kind} said={kind === 'team' || kind === 'calendar' ? said : {}} onChange={(next) => onChange({ kind: next })} />}
      {fixed === 'team' && said.validationMessage && <Field {...said}><span /></Field>}
      {fixed === 'calendar' && <Field {...said}><p className={layout.text}>{calendar ? t('ties.choose.calendarOf', { name: calendar.name }) : t('ties.noCalendar')}</p></Field>}
      {tellsPart && <CalendarPartField groupId={team.groupId} name={name} value={part} checked={missing === 'calendar'} onChange={(next) => onChange({ part: next })} />}
      {kind === 'channel' && (
        <PlaceSelect label={t('ties.channel')} said={said} value={choice.channelId} onChange={(channelId) => onChange({ channelId })} options={channels.map((channel) => ({
          id: channel.channelId, name: channel.displayName, taken: isTied(ties, { kind: 'channel', groupId: team.groupId, channelId: channel.channelId }),
        }))} />
      )}
      {(kind === 'library' || kind === 'folder') && (
        <PlaceSelect label={t('ties.library')} said={kind === 'folder' && library ? {} : said} value={choice.driveId} onChange={(driveId) => onChange({ driveId, path: [] })} options={libraries.map(({ driveId, name }) => ({
          id: driveId, name, taken: kind === 'library' && isTied(ties, { kind: 'library', groupId: team.groupId, driveId }),
        }))} />
      )}
      {kind === 'folder' && library && (
        <>
          <FolderBrowser library={library} path={choice.path} onOpen={(path) => onChange({ path })} />
          {said.validationMessage && <Field {...said}><span /></Field>}
        </>
      )}
    </div>
  );
}

function KindField({ places, groupId, ties, value, said, onChange }: { places: Places; groupId: string; ties: Props['ties']; value: TieKind; said: Said; onChange: (kind: TieKind) => void }) {
  const { t } = useTranslation();
  return (
    <Field label={t('ties.choose.what')} {...said}>
      <RadioGroup value={value} onChange={(_, data) => onChange(data.value as TieKind)}>
        {offeredBy(places).map((kind) => {
          const words = t(`ties.choose.parts.${kind}`);
          const whole = kind === 'team' || kind === 'calendar';
          return <Radio key={kind} value={kind} label={whole && isTied(ties, { kind, groupId }) ? t('ties.choose.taken', { name: words }) : words} />;
        })}
      </RadioGroup>
    </Field>
  );
}
