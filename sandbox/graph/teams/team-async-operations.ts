import { randomUUID } from 'node:crypto';
import type { SandboxEventEmitter } from '../../kernel/events.ts';
import type { SandboxSettings } from '../../kernel/settings.ts';
import { defineArea, type TenantState } from '../../kernel/state.ts';
import type { Appointments } from '../../kernel/timetable.ts';
import { directoryArea, type Group } from '../directory/directory-area.ts';
import { noteGroup } from '../directory/directory-log.ts';
import { graphError, graphOperation, ok, type GraphAnswer, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { teamsArea, type Team } from './teams-area.ts';

/** What an operation does to the team when its time has come. */
type Effect =
  | { kind: 'createTeam', group: Group, team: Team }
  | { kind: 'archiveTeam', isSiteReadOnly: boolean } | { kind: 'unarchiveTeam' }
  | { kind: 'archiveChannel' | 'unarchiveChannel', channelId: string };

/** Something that Teams does in its own time (Microsoft: "teamsAsyncOperation resource type"). */
export interface TeamOperation {
  id: string;
  teamId: string;
  effect: Effect;
  created: number;
  due: number;
  state: 'running' | 'succeeded' | 'failed';
  error: { code: string, message: string } | null;
}

const operationsArea = defineArea<Map<string, TeamOperation>>('team-operations', () => new Map());

/** Where operations take place; a Graph call is one. */
export interface OperationPlace { readonly state: TenantState, readonly events: SandboxEventEmitter, readonly settings: SandboxSettings, now(): number }

/** Begins an operation and answers 202 with the address to ask how it goes. */
export function beginOperation(call: GraphCall, teamId: string, effect: Effect): GraphAnswer {
  const created = call.now();
  const operation: TeamOperation = { id: randomUUID(), teamId, effect, created, due: created + call.settings.teamOperationMs, state: 'running', error: null };
  operationsArea.of(call.state).set(operation.id, operation);
  return { status: 202, headers: { Location: `/teams('${teamId}')/operations('${operation.id}')`, 'Content-Location': `/teams('${teamId}')` }, body: null };
}

/** The operation that is making a team of the group, if there is one. */
export function isBecomingTeam(state: TenantState, groupId: string): boolean {
  return [...operationsArea.of(state).values()].some(each => each.teamId === groupId && each.effect.kind === 'createTeam' && each.state === 'running');
}

/** Finishes operations when they are due. */
export function teamOperationsInProgress(place: OperationPlace): Appointments {
  const running = () => [...operationsArea.of(place.state).values()].filter(each => each.state === 'running');
  return {
    next: () => running().reduce<number | null>((soonest, { due }) => soonest === null || due < soonest ? due : soonest, null),
    work: () => running().filter(({ due }) => due <= place.now()).sort((a, b) => a.due - b.due).forEach(operation => finish(place, operation)),
  };
}

function finish(place: OperationPlace, operation: TeamOperation): void {
  if (place.settings.failingTeamOperations > 0) {
    place.settings.failingTeamOperations -= 1;
    operation.state = 'failed';
    operation.error = { code: 'InternalServerError', message: 'The operation failed and can be tried again.' };
    return;
  }
  operation.state = 'succeeded';
  const { effect, teamId } = operation;
  const teams = teamsArea.of(place.state);
  if (effect.kind === 'createTeam') {
    const { groups } = directoryArea.of(place.state);
    const isNewGroup = !groups.has(teamId);
    const group = groups.get(teamId) ?? effect.group;
    group.hasTeam = true;
    groups.set(teamId, group);
    teams.set(teamId, effect.team);
    noteGroup(place, teamId, isNewGroup ? 'created' : { changed: ['resourceProvisioningOptions'] });
    place.events.emit('graphChanged', { kind: 'team', changeType: 'created', teamId });
    return;
  }
  const team = teams.get(teamId);
  if (!team) return;
  if ('channelId' in effect) {
    const channel = team.channels.get(effect.channelId);
    if (!channel) return;
    channel.isArchived = effect.kind === 'archiveChannel';
    place.events.emit('graphChanged', { kind: 'channel', changeType: 'updated', teamId, channelId: channel.id });
    return;
  }
  team.isArchived = effect.kind === 'archiveTeam';
  team.isSiteReadOnly = effect.kind === 'archiveTeam' && effect.isSiteReadOnly;
  place.events.emit('graphChanged', { kind: 'team', changeType: 'updated', teamId });
}

/** Anyone who may begin one of them may ask how it goes. */
const delegated = ['Team.Create', 'TeamSettings.ReadWrite.All', 'ChannelSettings.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'];

export const teamAsyncOperations: GraphOperation[] = [
  graphOperation({
    method: 'GET', path: '/teams/{team-id}/operations/{teamsAsyncOperation-id}', delegated, application: [...delegated, 'TeamSettings.ReadWrite.Group'], service: 'teams',
    handle: call => {
      const { 'team-id': teamId, 'teamsAsyncOperation-id': id } = call.params as { 'team-id': string, 'teamsAsyncOperation-id': string };
      const operation = operationsArea.of(call.state).get(id);
      if (operation?.teamId !== teamId.toLowerCase()) throw graphError(404, 'NotFound', `No operation found with id ${id}.`);
      return ok({ '@odata.context': `${call.baseUrl}/$metadata#teams('${operation.teamId}')/operations/$entity`, ...operationRow(operation, call.now()) });
    },
  }),
];

function operationRow(operation: TeamOperation, now: number): Record<string, unknown> {
  const { id, teamId, effect, created, due, state, error } = operation;
  // The first quarter of its time it waits for somebody to take it up.
  const waits = state === 'running' && now < created + (due - created) / 4;
  return {
    id,
    operationType: effect.kind,
    createdDateTime: new Date(created).toISOString(),
    status: waits ? 'notStarted' : state === 'running' ? 'inProgress' : state,
    lastActionDateTime: new Date(state === 'running' ? created : due).toISOString(),
    attemptsCount: waits ? 0 : 1,
    targetResourceId: 'channelId' in effect ? effect.channelId : teamId,
    targetResourceLocation: 'channelId' in effect ? `/teams('${teamId}')/channels('${effect.channelId}')` : `/teams('${teamId}')`,
    error,
  };
}
