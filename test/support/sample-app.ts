import { createServer, type IncomingMessage, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { App, IHttpServerAdapter } from '@microsoft/teams.apps';
import type { ILogger } from '@microsoft/teams.common';
import type { AppRegistration } from '../../sandbox/kernel/app-registration.ts';

type RouteHandler = Parameters<IHttpServerAdapter['registerRoute']>[2];

/** An activity as the bot gets it, as far as the app and its tests look at it. */
export interface Activity {
  type: string;
  name?: string;
  text?: string;
  action?: string;
  from: { id: string; name: string; aadObjectId: string };
  conversation: { id: string; conversationType: string };
  value?: {
    ask?: string;
    plant?: string;
    trigger?: string;
    action?: { verb: string; data: { plant: string; why?: string } };
    parameters?: { name: string; value: string }[];
    queryOptions?: { skip: number; count: number };
  };
}

export interface SampleApp {
  url: string;
  registration: AppRegistration;
  /** Activities the bot got, oldest first, after their tokens were found good. */
  activities: Activity[];
  /** Waits for an activity the bot got or gets. */
  received(wanted: (activity: Activity) => boolean): Promise<Activity>;
  /** Connects to the sandbox's Entra and bot service; the addresses are known only once it runs. */
  connect(sandboxUrl: string, tenantId: string): Promise<App>;
  close(): Promise<void>;
}

/** The smallest picture there is. */
const onePixel = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const sampleClientId = '5a3c1f0e-2b7d-4c60-9a41-7b0f6f3f2d10';

/**
 * A small Teams app to try the page and the connector with: a tab made with the real teams-js, and a bot made with the
 * real Teams SDK that checks the bot service's tokens. It votes, echoes, and finds plants.
 */
export async function startSampleApp(changes: Partial<AppRegistration> = {}): Promise<SampleApp> {
  const routes = new Map<string, RouteHandler>();
  const activities: Activity[] = [];
  const waiting = new Set<() => void>();
  const server: Server = createServer((request, response) => {
    void answer(request).then(({ status, type, body }) => {
      // Not chained: restify, where it was loaded in this process, has writeHead return nothing.
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage): Promise<{ status: number; type: string; body: string | Buffer }> {
    const { pathname } = new URL(request.url ?? '/', url);
    if (pathname === '/teams-js.js') {
      return { status: 200, type: 'text/javascript', body: await readFile(new URL('../../node_modules/@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js', import.meta.url)) };
    }
    if (pathname === '/tab' || pathname === '/tab/configure') return { status: 200, type: 'text/html', body: tabPage(pathname === '/tab/configure') };
    const handler = request.method === 'POST' ? routes.get(pathname) : undefined;
    if (!handler) return { status: 404, type: 'text/plain', body: '' };
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const result = await handler({ body: JSON.parse(Buffer.concat(parts).toString()), headers: request.headers as Record<string, string> });
    return { status: result.status, type: 'application/json', body: result.body === undefined ? '' : JSON.stringify(result.body) };
  }

  const registration: AppRegistration = {
    clientId: sampleClientId, clientSecret: 'sample', appIdUri: `api://${new URL(url).host}/botid-${sampleClientId}`, displayName: 'Garden', redirectUris: [],
    delegatedPermissions: ['User.Read', 'TeamsTab.Read.All', 'Channel.ReadBasic.All', 'Team.ReadBasic.All'], applicationPermissions: [], resourceSpecific: [], appRoles: [], botMessagingEndpoint: `${url}/api/messages`,
    manifest: {
      id: '9d2f6b1c-44a0-4d5e-8b43-1f0c7a8e6d21', version: '1.0.0', name: { short: 'Garden', full: 'Garden of plants' }, description: { short: 'Plants', full: 'Finds plants' }, accentColor: '#2F6B4F',
      staticTabs: [{ entityId: 'plants', name: 'Plants', contentUrl: `${url}/tab?theme={theme}&who={userObjectId}`, scopes: ['personal'] }],
      configurableTabs: [{ configurationUrl: `${url}/tab/configure`, canUpdateConfiguration: true, scopes: ['team'] }],
      bots: [{ botId: sampleClientId, scopes: ['personal', 'team'] }],
      composeExtensions: [{ botId: sampleClientId, commands: [{ id: 'findPlant', type: 'query', title: 'Find a plant', initialRun: true, parameters: [{ name: 'words', title: 'Plant' }] }, { id: 'plant', type: 'action', title: 'Plant something' }] }],
      webApplicationInfo: { id: sampleClientId, resource: `api://${new URL(url).host}/botid-${sampleClientId}` },
    },
    colorIcon: onePixel,
    ...changes,
  };

  return {
    url,
    registration,
    activities,
    async received(wanted) {
      for (;;) {
        const found = activities.find(wanted);
        if (found) return found;
        await new Promise<void>((resolve) => { waiting.add(resolve); });
        waiting.clear();
      }
    },
    async connect(sandboxUrl, tenantId) {
      // Loaded late: its CommonJS requires jose, which jest cannot give while the same module is still being imported.
      const sdk = await import('@microsoft/teams.apps');
      const app = new sdk.App({
        clientId: registration.clientId, clientSecret: '', tenantId,
        token: async (scope) => {
          const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: registration.clientId, client_secret: registration.clientSecret, scope: [scope].flat()[0] ?? '' });
          const answer = await fetch(`${sandboxUrl}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body: form });
          return (await answer.json() as { access_token: string }).access_token;
        },
        httpServerAdapter: { registerRoute: (_method, path, handler) => { routes.set(path, handler); } },
        serviceUrl: `${sandboxUrl}/connector`,
        logger: silent,
        cloud: {
          loginEndpoint: sandboxUrl, loginTenant: tenantId, botScope: 'https://api.botframework.com/.default', tokenServiceUrl: sandboxUrl,
          openIdMetadataUrl: `${sandboxUrl}/botframework/v1/.well-known/openidconfiguration`, tokenIssuer: 'https://api.botframework.com',
          graphScope: 'https://graph.microsoft.com/.default', agenticIdentityBotScope: '',
        },
      });
      behave(app, (activity) => {
        activities.push(activity);
        for (const resolve of waiting) resolve();
      });
      await app.initialize();
      return app;
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

/** The SDK says on the console what tests provoke on purpose. */
const silent: ILogger = { debug() {}, info() {}, trace() {}, warn() {}, error() {}, log() {}, child: () => silent };

/** A card whose Vote works for whoever clicks, in their own name. */
export function plantCard(plant: string, votes: readonly string[] = [], refreshFor: readonly string[] = []): Record<string, unknown> {
  return {
    type: 'AdaptiveCard', version: '1.5', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    ...(refreshFor.length > 0 ? { refresh: { action: { type: 'Action.Execute', verb: 'look', data: { plant } }, userIds: refreshFor } } : {}),
    body: [
      { type: 'TextBlock', text: plant, size: 'Large', weight: 'Bolder', wrap: true },
      { type: 'TextBlock', text: votes.length === 0 ? 'No votes yet' : `Voted: ${votes.join(', ')}`, wrap: true },
      { type: 'Input.Text', id: 'why', label: 'Why this one?', placeholder: 'In a few words' },
    ],
    actions: [
      { type: 'Action.Execute', verb: 'vote', title: 'Vote', data: { plant }, style: 'positive', fallback: { type: 'Action.Submit', title: 'Vote', data: { plant } } },
      { type: 'Action.Submit', title: 'Ask about it', data: { ask: plant } },
      { type: 'Action.OpenUrl', title: 'Read more', url: 'https://example.org/plants' },
    ],
  };
}

const adaptive = 'application/vnd.microsoft.card.adaptive';
const plants = Array.from({ length: 60 }, (_, index) => ['Rose', 'Vine', 'Fern', 'Clematis', 'Jasmine', 'Honeysuckle'][index % 6] + (index < 6 ? '' : ` ${Math.floor(index / 6) + 1}`));

function behave(app: App, note: (activity: Activity) => void): void {
  const votes = new Map<string, string[]>();
  app.use(async ({ activity, next }) => {
    note(activity as Activity);
    await next();
  });
  app.on('message', async ({ activity, send }) => {
    const { value, text } = activity as Activity;
    await send(value ? `You asked about ${value.ask}` : `**You said:** ${text}`);
  });
  app.on('card.action', async ({ activity }) => {
    const { from, value } = activity as unknown as Activity;
    const { verb, data } = value!.action!;
    if (verb === 'refuse') return { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'BadRequest', message: 'Not this plant.' } } as never;
    if (verb === 'say') return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'It is said.' } as never;
    if (verb === 'vote') votes.set(data.plant, [...(votes.get(data.plant) ?? []), `${from.name}${data.why ? ` (${data.why})` : ''}`]);
    return { statusCode: 200, type: adaptive, value: plantCard(data.plant, votes.get(data.plant) ?? []) } as never;
  });
  app.on('message.ext.query', async ({ activity }) => {
    const { parameters, queryOptions } = (activity as Activity).value!;
    const { name, value } = parameters![0]!;
    const words = name === 'initialRun' ? '' : value.toLowerCase();
    const { skip, count } = queryOptions!;
    return {
      composeExtension: {
        type: 'result', attachmentLayout: 'list', attachments: plants.filter((plant) => plant.toLowerCase().includes(words)).slice(skip, skip + count).map((plant) => ({
          contentType: adaptive, content: plantCard(plant), preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title: plant, text: 'A plant that climbs <b>high</b>' } },
        })),
      },
    } as never;
  });
  app.on('message.ext.submit', async ({ activity }) => ({
    composeExtension: { type: 'message', text: `Planted by ${activity.from.name}` },
  }) as never);
  app.on('message.ext.select-item', async ({ activity }) => ({
    composeExtension: { type: 'result', attachmentLayout: 'list', attachments: [{ contentType: adaptive, content: plantCard((activity as Activity).value?.plant ?? '') }] },
  }) as never);
}

function tabPage(configure: boolean): string {
  return `<!doctype html><html><head><title>Plants</title><script src="/teams-js.js"></script></head>
<body style="font: 14px/20px sans-serif; margin: 16px"><h1>${configure ? 'Choose a plant' : 'Plants'}</h1><p>Theme: <b id="theme"></b></p><pre id="context" style="white-space: pre-wrap"></pre><p id="token"></p><p id="problem"></p>
<p id="back"></p><button id="pick">Pick the rose</button> <button id="spoil">Spoil it</button> <button id="link">Open the chat</button>
<script type="module">
const { app, authentication, pages } = microsoftTeams;
const show = (id, text) => { document.getElementById(id).textContent = text; };
const dress = (theme) => { show('theme', theme); document.body.style.background = theme === 'default' ? '#fff' : '#1b1b1f'; document.body.style.color = theme === 'default' ? '#222' : '#fff'; };
await app.initialize(document.referrer ? [new URL(document.referrer).origin] : []);
app.notifyAppLoaded();
const context = await app.getContext();
dress(context.app.theme);
app.registerOnThemeChangeHandler(dress);
show('context', JSON.stringify(context, null, 1));
await authentication.getAuthToken().then((token) => show('token', token), (problem) => show('problem', problem.message));
app.notifySuccess();
if (${configure}) {
  let refuse = false;
  document.getElementById('pick').onclick = async () => {
    await pages.config.setConfig({ entityId: 'rose', contentUrl: location.origin + '/tab?plant=rose&team={groupId}', websiteUrl: location.origin, suggestedDisplayName: 'Roses' });
    pages.config.setValidityState(true);
  };
  document.getElementById('spoil').onclick = () => { refuse = true; };
  pages.config.registerOnSaveHandler((event) => { if (refuse) { refuse = false; event.notifyFailure('The rose has gone.'); } else event.notifySuccess(); });
} else {
  pages.backStack.registerBackButtonHandler(() => { show('back', 'Back was pressed'); return true; });
  document.getElementById('link').onclick = () => app.openLink('https://teams.microsoft.com/l/chat/0/0?users=28:${sampleClientId}').catch((problem) => show('problem', String(problem)));
}
</script></body></html>`;
}
