import { randomUUID } from 'node:crypto';
import { boundApp, appByClientId, teamsAppRow } from '../apps/apps-area.ts';
import { teamInstallation } from '../apps/app-installations.ts';
import { badRequest, bodyObject, created, graphError, graphOperation, noContent, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection, entity } from '../odata-collection.ts';
import { needChannel, needChannelToChange, needTeam, needTeamToChange, type Channel, type Tab, type Team } from './teams-area.ts';

const directory = ['Group.ReadWrite.All', 'Directory.ReadWrite.All'];
const write = ['TeamsTab.ReadWriteSelfForTeam', 'TeamsTab.ReadWriteForTeam', 'TeamsTab.ReadWrite.All', ...directory];
const writeAsApp = ['TeamsTab.ReadWriteSelfForTeam.All', 'TeamsTab.ReadWriteForTeam.All', 'TeamsTab.ReadWrite.All', ...directory];
const read = ['TeamsTab.Read.All', 'TeamsTab.ReadWriteSelfForTeam', 'TeamsTab.ReadWriteForTeam', 'TeamsTab.ReadWrite.All', 'Group.Read.All', 'Directory.Read.All', ...directory];
const readAsApp = ['TeamsTab.Read.All', 'TeamsTab.Read.Group', 'TeamsTab.ReadWrite.Group', 'TeamsTab.ReadWriteSelfForTeam.All', 'TeamsTab.ReadWriteForTeam.All', 'TeamsTab.ReadWrite.All', 'Group.Read.All', 'Directory.Read.All', ...directory];
const path = '/teams/{team-id}/channels/{channel-id}/tabs';
const service = 'teams';

/** Tabs of channels. A tab's app must be installed in the team (Microsoft: "Add tab to channel"). */
export const tabOperations: GraphOperation[] = [
  graphOperation({
    method: 'GET', path, delegated: read, application: readAsApp, service, query: { select: true, filter: ['displayName', 'teamsApp/id', 'teamsApp/externalId'], expand: ['teamsApp'] },
    handle: call => {
      const { team, channel } = place(call);
      return collection(call, [...channel.tabs.values()].map(tab => row(call, team, channel, tab, true)), {
        context: `teams('${team.id}')/channels('${encodeURIComponent(channel.id)}')/tabs`,
        expand: ({ teamsApp, ...rest }) => call.query.expand.length > 0 ? { ...rest, teamsApp } : rest,
      });
    },
  }),
  graphOperation({
    method: 'GET', path: `${path}/{teamsTab-id}`, delegated: read, application: readAsApp, service, query: { select: true, expand: ['teamsApp'] },
    handle: call => {
      const { team, channel } = place(call);
      return entity(call, row(call, team, channel, needTab(call, channel), call.query.expand.length > 0), context(team, channel));
    },
  }),
  graphOperation({
    method: 'POST', path, service, handle: addTab,
    delegated: ['TeamsTab.Create', ...write], application: ['TeamsTab.Create', 'TeamsTab.Create.Group', ...writeAsApp],
  }),
  graphOperation({
    method: 'PATCH', path: `${path}/{teamsTab-id}`, delegated: write, application: [...writeAsApp, 'TeamsTab.ReadWrite.Group'], service,
    handle: call => {
      const { team, channel } = placeToChange(call);
      const tab = ownTab(call, channel);
      const { displayName, configuration } = bodyObject(call);
      if (displayName !== undefined) tab.displayName = tabName(displayName);
      if (configuration !== undefined) tab.configuration = { ...tab.configuration, ...configurationOf(configuration) };
      call.events.emit('tabsChanged', { teamId: team.id, channelId: channel.id });
      return entity(call, row(call, team, channel, tab, false), context(team, channel));
    },
  }),
  graphOperation({
    method: 'DELETE', path: `${path}/{teamsTab-id}`, delegated: write, application: [...writeAsApp, 'TeamsTab.ReadWrite.Group', 'TeamsTab.Delete.Group'], service,
    handle: call => {
      const { team, channel } = placeToChange(call);
      channel.tabs.delete(ownTab(call, channel).id);
      call.events.emit('tabsChanged', { teamId: team.id, channelId: channel.id });
      return noContent();
    },
  }),
];

function addTab(call: GraphCall) {
  const { team, channel } = placeToChange(call);
  const body = bodyObject(call);
  const app = boundApp(call);
  if (!teamInstallation(call.state, team.id, app.clientId)) {
    throw graphError(403, 'Forbidden', `The app '${app.manifest.name.short}' is not installed in the team; a tab of it cannot be added.`);
  }
  mayChange(call, app.clientId);
  const tab: Tab = {
    id: randomUUID(), clientId: app.clientId, displayName: tabName(body.displayName ?? app.manifest.name.short),
    configuration: { entityId: null, contentUrl: null, websiteUrl: null, removeUrl: null, ...configurationOf(body.configuration ?? {}) },
  };
  channel.tabs.set(tab.id, tab);
  call.events.emit('tabsChanged', { teamId: team.id, channelId: channel.id });
  return created({ '@odata.context': `${call.baseUrl}/$metadata#${context(team, channel)}`, ...row(call, team, channel, tab, false) });
}

function place(call: GraphCall): { team: Team, channel: Channel } {
  const { team } = needTeam(call);
  return { team, channel: needChannel(call, team) };
}

function placeToChange(call: GraphCall): { team: Team, channel: Channel } {
  const { team } = needTeamToChange(call);
  return { team, channel: needChannelToChange(call, team) };
}

function needTab(call: GraphCall, channel: Channel): Tab {
  const id = call.params['teamsTab-id']!;
  const tab = channel.tabs.get(id);
  if (!tab) throw graphError(404, 'NotFound', `No tab found with id ${id}.`);
  return tab;
}

function ownTab(call: GraphCall, channel: Channel): Tab {
  const tab = needTab(call, channel);
  mayChange(call, tab.clientId);
  return tab;
}

/** With only a `…SelfForTeam` permission an app changes its own tabs. */
function mayChange(call: GraphCall, clientId: string): void {
  if (call.caller.app.clientId !== clientId) throw graphError(403, 'Forbidden', 'The app may change only its own tabs with the permissions it has.');
}

function tabName(name: unknown): string {
  if (typeof name !== 'string' || name.trim() === '' || name.length > 128) throw badRequest('The displayName of a tab has 1 to 128 characters.');
  return name;
}

function configurationOf(value: unknown): Partial<Tab['configuration']> {
  if (value === null || typeof value !== 'object') throw badRequest('The configuration of a tab is an object.');
  const known = ['entityId', 'contentUrl', 'websiteUrl', 'removeUrl'];
  return Object.fromEntries(Object.entries(value).filter(([name, text]) => known.includes(name) && (text === null || typeof text === 'string')));
}

function row(call: GraphCall, team: Team, channel: Channel, tab: Tab, withApp: boolean): Record<string, unknown> {
  return {
    id: tab.id,
    displayName: tab.displayName,
    webUrl: `https://teams.microsoft.com/l/entity/${encodeURIComponent(tab.clientId)}/${encodeURIComponent(tab.configuration.entityId ?? '')}?context=${encodeURIComponent(JSON.stringify({ channelId: channel.id }))}&groupId=${team.id}&tenantId=${call.state.tenantId}`,
    configuration: { ...tab.configuration },
    ...withApp && { teamsApp: teamsAppRow(appByClientId(call.state, tab.clientId)) },
  };
}

function context(team: Team, channel: Channel): string {
  return `teams('${team.id}')/channels('${encodeURIComponent(channel.id)}')/tabs/$entity`;
}
