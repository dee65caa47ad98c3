import { Client, ResponseType } from '@microsoft/microsoft-graph-client';
import type { GraphOperation } from '../../../sandbox/graph/graph-operation.ts';
import { graphOperations } from '../../../sandbox/graph/operations-index.ts';
import { stableId } from '../../../sandbox/tenant/stable-id.ts';
import { startNotificationReceiver, type NotificationReceiver } from '../../support/notification-receiver.ts';
import { buildApp, startTestSandbox, type AnyJson, type GraphReply, type TestSandbox } from '../../support/sandbox.ts';
import { builtChannels, builtDrives, builtEvents, builtItems, builtTeams, buildDomain, buildTeam, buildTenant, people, upn } from '../../support/tenant-builder.ts';

/** One call of an operation, with what it needs already there. */
export interface PreparedCall { path: string; body?: unknown; headers?: Record<string, string>; as: 'person' | 'app' }

type Params = Record<string, string>;

/** Two above Anna, so that a line of management is longer than one. */
const superiors = { frida: stableId('built', 'frida'), gustav: stableId('built', 'gustav') };
const superior = (name: keyof typeof superiors, manager: string | null) => ({ id: superiors[name], displayName: name, userPrincipalName: `${name}@${buildDomain}`, mobilePhone: '+44 113 496 0100', preferredLanguage: 'en-GB', manager });

const spareTeam = buildTeam('Spare');
const doomedTeam = buildTeam('Doomed');
/** Archived and taken up again, each half a second after it was asked for: nobody else works in it. */
const shelvedTeam = buildTeam('Shelved');
const window = 'startDateTime=2026-01-01T00:00:00Z&endDateTime=2026-03-01T00:00:00Z';
const everyPermission = (of: 'delegated' | 'application') => [...new Set(graphOperations.flatMap((operation) => operation[of]))].filter((name) => !/\.(Group|User|Chat)$/.test(name));

/**
 * A sandbox in which every operation that it offers can be called with success: an app that may do everything, its owner
 * Ben, and the things that operations need, made anew where an operation uses them up.
 */
export class OperationWorld {
  readonly sandbox: TestSandbox;
  readonly #clients: Record<'person' | 'app', Client>;
  readonly #receiver: NotificationReceiver;
  #made = 0;

  static async start(exchangesDir?: string): Promise<OperationWorld> {
    const app = buildApp({ delegatedPermissions: everyPermission('delegated'), applicationPermissions: everyPermission('application'), resourceSpecific: [] });
    const tenant = buildTenant({ teams: [spareTeam, doomedTeam, shelvedTeam], users: [superior('frida', superiors.gustav), superior('gustav', null)] });
    tenant.users.find(({ id }) => id === people.anna)!.manager = superiors.frida;
    const sandbox = await startTestSandbox({ tenant, apps: [app], ...exchangesDir && { exchangesDir } });
    const world = new OperationWorld(sandbox, { person: clientOf(sandbox, await sandbox.graphToken(upn('ben'))), app: clientOf(sandbox, await sandbox.appGraphToken()) }, await startNotificationReceiver());
    await world.#furnish();
    return world;
  }

  private constructor(sandbox: TestSandbox, clients: Record<'person' | 'app', Client>, receiver: NotificationReceiver) {
    this.sandbox = sandbox;
    this.#clients = clients;
    this.#receiver = receiver;
  }

  async stop(): Promise<void> {
    await this.sandbox.stop();
    await this.#receiver.close();
  }

  /** By Microsoft's own client. */
  async send(method: string, { path, body, headers = {}, as }: PreparedCall): Promise<GraphReply> {
    const request = this.#clients[as].api(path).headers(headers).responseType(ResponseType.RAW);
    const response = await (method === 'GET' ? request.get() : method === 'POST' ? request.post(body ?? {}) : method === 'PATCH' ? request.patch(body) : method === 'PUT' ? request.put(body) : request.delete()) as Response;
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: /json/.test(response.headers.get('content-type') ?? '') && text ? JSON.parse(text) : text };
  }

  /** What to send for an operation, `query` with its question mark. What it needs is made first. */
  async prepare(operation: GraphOperation, query = ''): Promise<PreparedCall> {
    const { method, path: template } = operation;
    const params = await this.#paramsFor(method, template);
    const path = template.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURI(params[name.replace('*', '')] ?? name).replace(/[()]/g, encodeURIComponent));
    const needsWindow = /\/(calendarView|instances)$/.test(template) && !/startDateTime=/i.test(query);
    const body = template.startsWith('/subscriptions') ? this.#subscriptionBody(method, template) : bodyFor(method, template, params, this.#next());
    return {
      path: `${path}${query}${needsWindow ? `${query ? '&' : '?'}${window}` : ''}`, body,
      headers: template.endsWith('/content') && method === 'PUT' ? { 'content-type': 'text/plain' } : undefined,
      as: operation.delegated.length > 0 ? 'person' : 'app',
    };
  }

  /** The app in team and with Ben, a tab, a second owner, someone deleted. */
  async #furnish(): Promise<void> {
    const bind = await this.#bind();
    await this.#need('POST', `/teams/${builtTeams.open}/installedApps`, bind);
    await this.#need('POST', `/users/${people.ben}/teamwork/installedApps`, bind);
    await this.#need('POST', `/teams/${builtTeams.open}/members`, memberBody(people.emil, ['owner']));
  }

  async #paramsFor(method: string, template: string): Promise<Params> {
    const group = method === 'DELETE' && template === '/groups/{group-id}' ? doomedTeam.id! : builtTeams.open;
    const params: Params = { 'user-id': people.ben, 'group-id': group, 'team-id': group, 'channel-id': builtChannels.help, 'drive-id': builtDrives.open, 'profilePhoto-id': '48x48', q: 'pump', token: 'latest' };
    if (method !== 'GET' && template === '/users/{user-id}') params['user-id'] = (await this.#newUser()).id;
    if (template.startsWith('/directory/deletedItems/{')) {
      params['directoryObject-id'] = (await this.#newUser()).id;
      await this.#need('DELETE', `/users/${params['directoryObject-id']}`);
    }
    if (template.endsWith('/$ref')) {
      params['directoryObject-id'] = (await this.#newUser()).id;
      if (method === 'DELETE') await this.#need('POST', `/groups/${group}/${template.split('/')[3]}/$ref`, referenceTo(params['directoryObject-id']!));
    }
    if (method === 'PUT' && template === '/groups/{group-id}/team') params['group-id'] = (await this.#need('POST', '/groups', groupBody(this.#next()))).id;
    if (template.endsWith('archive')) {
      const { id, channels } = template.includes('{channel-id}') ? spareTeam : shelvedTeam;
      Object.assign(params, { 'team-id': id, 'channel-id': channels![0]!.id });
    }
    if (template.endsWith('{teamsAsyncOperation-id}')) Object.assign(params, await this.#newTeam());
    const members = /^(.*\/members)\/\{conversationMember-id\}$/.exec(template)?.[1];
    if (template.includes('{channel-id}/members') && method !== 'GET') params['channel-id'] = await this.#newPrivateChannel(group);
    if (members) params['conversationMember-id'] = await this.#newMember(members, params);
    if (method === 'DELETE' && template.endsWith('/channels/{channel-id}')) params['channel-id'] = (await this.#need('POST', `/teams/${group}/channels`, { displayName: `Short-lived ${this.#next()}` })).id;
    if (template.endsWith('{teamsTab-id}')) params['teamsTab-id'] = (await this.#need('POST', `/teams/${group}/channels/${params['channel-id']}/tabs`, { ...await this.#bind(), displayName: 'Tab' })).id;
    if (method === 'POST' && template.endsWith('/teams/{team-id}/installedApps')) params['team-id'] = spareTeam.id!;
    if (template.includes('{teamsAppInstallation-id}')) params['teamsAppInstallation-id'] = await this.#installation(`/teams/${group}/installedApps`);
    if (template.includes('{userScopeTeamsAppInstallation-id}')) params['userScopeTeamsAppInstallation-id'] = await this.#installation(`/users/${people.ben}/teamwork/installedApps`);
    if (method === 'POST' && template === '/users/{user-id}/teamwork/installedApps') await this.#uninstall(`/users/${people.ben}/teamwork/installedApps`);
    if (template.includes('{chat-id}')) params['chat-id'] = (await this.#need('GET', `/users/${people.ben}/teamwork/installedApps/${await this.#installation(`/users/${people.ben}/teamwork/installedApps`)}/chat`)).id;
    if (template.includes('{site-id}')) params['site-id'] = (await this.#need('GET', `/groups/${group}/sites/root`)).id;
    if (template.includes('{list-id}')) params['list-id'] = (await this.#need('GET', `/sites/${params['site-id']}/lists`)).value[0].id;
    if (template.includes('{subscription-id}')) params['subscription-id'] = (await this.#need('POST', '/subscriptions', this.#subscriptionBody('POST', '/subscriptions'))).id;
    if (template === '/me/events/{event-id}') params['event-id'] = (await this.#need('POST', '/me/events', eventBody)).id;
    else if (template.includes('{event-id}')) params['event-id'] = template.endsWith('/instances') ? builtEvents.weekly : method === 'GET' ? builtEvents.once : (await this.#need('POST', `/groups/${group}/events`, eventBody)).id;
    return { ...params, teamsAppId: (await this.#bind())['teamsApp@odata.bind'], ...template.includes('{item-') ? await this.#itemParams(method, template) : {} };
  }

  /** A file, or a folder where the operation is about what lies in one; by its id, or by a path from the root or from a folder. */
  async #itemParams(method: string, template: string): Promise<Params> {
    const isNew = /\/createUploadSession$/.test(template) && template.includes(':');
    const wantsFolder = /\/(children|search\(.*\))$/.test(template);
    const name = `file ${this.#next()}.md`;
    const root = (await this.#need('GET', `/drives/${builtDrives.open}/root`)).id as string;
    if (isNew) return { 'item-id': root, 'item-path': name };
    const cases = { id: (await this.#need('GET', `/drives/${builtDrives.open}/root:/Cases`)).id as string, name: 'Cases' };
    const file = method === 'GET' ? { id: builtItems.guide, name: 'starting-a-pump.md' } : await this.#newFile(name);
    const target = wantsFolder ? cases : file;
    return { 'item-id': template.includes('{item-id}:') ? root : target.id, 'item-path': target.name };
  }

  #subscriptionBody(method: string, template: string): unknown {
    const expirationDateTime = new Date(Date.now() + 30 * 60 * 1000).toISOString();
    if (method === 'PATCH') return { expirationDateTime };
    if (template !== '/subscriptions' || method !== 'POST') return undefined;
    return { changeType: 'updated', resource: `/teams/${builtTeams.open}`, notificationUrl: this.#receiver.url, expirationDateTime, clientState: 'a secret' };
  }

  async #newFile(name: string): Promise<{ id: string; name: string }> {
    return (await this.send('PUT', { path: `/drives/${builtDrives.open}/root:/${encodeURIComponent(name)}:/content`, headers: { 'content-type': 'text/plain' }, body: 'words', as: 'person' })).body;
  }

  async #newTeam(): Promise<Params> {
    const { headers } = await this.send('POST', { path: '/teams', body: teamBody(this.#next()), as: 'person' });
    const [, team = '', operation = ''] = /^\/teams\('([^']+)'\)\/operations\('([^']+)'\)$/.exec(headers.get('location') ?? '') ?? [];
    return { 'team-id': team, 'teamsAsyncOperation-id': operation };
  }

  async #newPrivateChannel(team: string): Promise<string> {
    const { id } = await this.#need('POST', `/teams/${team}/channels`, { displayName: `Among few ${this.#next()}`, membershipType: 'private', members: [memberBody(people.ben, ['owner'])] });
    return id;
  }

  async #newMember(members: string, params: Params): Promise<string> {
    const path = members.replace(/\{([^}]+)\}/g, (_, name: string) => params[name]!);
    return (await this.#need('POST', path, memberBody(path.includes('/channels/') ? people.dora : people.anna, []))).id;
  }

  #newUser(): Promise<AnyJson> {
    return this.#need('POST', '/users', userBody(this.#next()));
  }

  async #bind(): Promise<{ 'teamsApp@odata.bind': string }> {
    const { value } = await this.#need('GET', '/appCatalogs/teamsApps');
    return { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${value[0].id}` };
  }

  async #installation(path: string): Promise<string> {
    const { value } = await this.#need('GET', path);
    if (value.length > 0) return value[0].id;
    await this.#need('POST', path, await this.#bind());
    return (await this.#need('GET', path)).value[0].id;
  }

  async #uninstall(path: string): Promise<void> {
    await this.#need('DELETE', `${path}/${await this.#installation(path)}`);
  }

  async #need(method: string, path: string, body?: unknown): Promise<AnyJson> {
    const reply = await this.send(method, { path, body, as: 'person' });
    if (reply.status >= 400) throw new NotPreparedError(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  #next(): number {
    return ++this.#made;
  }
}

/** A library's root is a folder that stays where it is: addresses that Graph has, and refuses. */
export const isAlwaysRefused = (operation: string): boolean =>
  /^(DELETE \/.*\/root|PATCH \/.*\/root|(GET|PUT) \/.*\/root\/content|POST \/.*\/root\/createUploadSession)$/.test(operation);

/** What an operation needs could not be made. */
export class NotPreparedError extends Error {
  override readonly name = 'NotPreparedError';
  readonly code = 'not-prepared';
}

const clientOf = (sandbox: TestSandbox, token: string): Client =>
  Client.init({ baseUrl: `${sandbox.url}/`, customHosts: new Set([new URL(sandbox.url).hostname]), authProvider: (done) => done(null, token) });

const memberBody = (id: string, roles: string[]) => ({ '@odata.type': '#microsoft.graph.aadUserConversationMember', roles, 'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${id}')` });
const referenceTo = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` });
const groupBody = (number: number) => ({ displayName: `Group ${number}`, mailEnabled: true, mailNickname: `group${number}`, securityEnabled: false, groupTypes: ['Unified'] });
const teamBody = (number: number) => ({ 'template@odata.bind': "https://graph.microsoft.com/v1.0/teamsTemplates('standard')", displayName: `Team ${number}`, description: 'Made for once' });
const userBody = (number: number) => ({
  accountEnabled: true, displayName: `Newcomer ${number}`, mailNickname: `newcomer${number}`, userPrincipalName: `newcomer${number}@${buildDomain}`,
  passwordProfile: { forceChangePasswordNextSignIn: true, password: 'not kept' },
});
const eventBody = {
  subject: 'A meeting', body: { contentType: 'html', content: 'Does noon work?' }, location: { displayName: 'The yard' },
  start: { dateTime: '2031-03-04T12:00:00', timeZone: 'Europe/London' }, end: { dateTime: '2031-03-04T13:00:00', timeZone: 'Europe/London' },
  attendees: [{ emailAddress: { address: upn('dora'), name: 'Dora' }, type: 'required' }],
};

function bodyFor(method: string, template: string, params: Params, number: number): unknown {
  const bind = { 'teamsApp@odata.bind': params.teamsAppId };
  const bodies: [RegExp, unknown][] = [
    [/^POST .*\/installedApps$/, bind],
    [/^POST .*\/tabs$/, { ...bind, displayName: 'Tab', configuration: { entityId: 'home', contentUrl: 'http://localhost/tab', websiteUrl: 'http://localhost/tab', removeUrl: null } }],
    [/^PATCH .*\/tabs\/[^/]+$/, { displayName: 'Another name' }],
    [/^POST .*\/channels$/, { displayName: `Channel ${number}`, description: 'For a while', membershipType: 'standard' }],
    [/^PATCH .*\/channels\/[^/]+$/, { description: `Changed ${number}` }],
    [/^POST .*\/members$/, memberBody(template.includes('/channels/') ? people.dora : people.anna, [])],
    [/^POST .*\/members\/add$/, { values: [memberBody(people.anna, [])] }],
    [/^PATCH .*\/members\/[^/]+$/, { '@odata.type': '#microsoft.graph.aadUserConversationMember', roles: ['owner'] }],
    [/^POST .*\/\$ref$/, referenceTo(params['directoryObject-id']!)],
    [/^POST \/groups$/, groupBody(number)],
    [/^POST \/teams$/, teamBody(number)],
    [/^PUT \/groups\/\{group-id\}\/team$/, { memberSettings: { allowCreateUpdateChannels: true } }],
    [/^PATCH \/teams\/\{team-id\}$/, { description: `Changed ${number}` }],
    [/^PATCH \/groups\/\{group-id\}$/, { description: `Changed ${number}` }],
    [/^POST \/users$/, userBody(number)],
    [/^PATCH \/users\/[^/]+$/, { jobTitle: 'Fitter' }],
    [/^POST .*\/events$/, eventBody],
    [/^PATCH .*\/events\/[^/]+$/, { subject: 'Another subject' }],
    [/^POST .*\/getSchedule$/, { Schedules: [upn('ben'), upn('dora'), 'nobody@elsewhere.example'], StartTime: eventBody.start, EndTime: eventBody.end, AvailabilityViewInterval: 15 }],
    [/^POST .*\/cancel$/, { comment: 'Another time' }],
    [/^POST .*\/lists$/, { displayName: `Library ${number}`, list: { template: 'documentLibrary' } }],
    [/^POST .*\/children$/, { name: `Folder ${number}`, folder: {}, '@microsoft.graph.conflictBehavior': 'rename' }],
    [/^POST .*\/createUploadSession$/, { item: { '@microsoft.graph.conflictBehavior': 'replace' } }],
    [/^PATCH .*\/(items|root:?)(\/|$)/, { name: `renamed ${number}.md` }],
    [/^PUT .*\/content$/, 'New words.'],
  ];
  return bodies.find(([pattern]) => pattern.test(`${method} ${template}`))?.[1];
}
