import { randomUUID } from 'node:crypto';
import { botIdOf } from '../connector/activities.ts';
import type { ConversationStore } from '../connector/conversation-store.ts';
import { seesChannel, type TeamsPlatform } from '../connector/teams-platform.ts';
import { Router, type SandboxRequest, type SandboxRoute } from '../kernel/router.ts';
import { accessOf, type Access } from './access.ts';
import { conversationRoutes } from './conversation-api.ts';
import { PageError, notFound } from './page-error.ts';
import type { FeedItemView, MeView, PersonView, TabView, TeamView, TenantView } from './page-types.ts';
import { presentApp, presentPerson, presentTab, presentTeam } from './presenter.ts';

/** One call of the page's API: who acts, parameters of the path, and the JSON body. */
export interface PageCall {
  request: SandboxRequest;
  params: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, unknown>;
  access: Access;
}

export type PageHandler = (call: PageCall) => unknown;
export type PageRoute = [method: string, path: string, handler: PageHandler];

/** The JSON API behind the Teams page, under `/api`. Answers `undefined` as 204. */
export function pageApi(platform: TeamsPlatform, conversations: ConversationStore): Router {
  const access = accessOf(platform, conversations);
  const routes: PageRoute[] = [
    ...tenantRoutes(platform),
    ...personRoutes(platform, conversations),
    ...teamRoutes(platform),
    ...conversationRoutes(platform, conversations),
  ];
  return new Router().add(routes.map(([method, path, handler]): SandboxRoute => ({
    method,
    path: `/api${path}`,
    async handle(request) {
      const answer = await handler({ request, params: request.params, query: request.url.searchParams, body: bodyOf(request), access });
      return answer === undefined ? { status: 204 } : { status: 200, body: answer as object };
    },
  })));
}

function tenantRoutes(platform: TeamsPlatform): PageRoute[] {
  return [
    ['GET', '/tenant', (): TenantView => ({ tenantId: platform.tenantId, organizationName: platform.organizationName, apps: platform.apps().map(presentApp) })],
    ['GET', '/people', ({ query }): PersonView[] => {
      const words = (query.get('search') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      const top = Math.min(Number(query.get('top')) || 200, 1_000);
      return platform.people()
        .filter((person) => {
          const text = [person.displayName, person.userPrincipalName, person.jobTitle, person.department, person.officeLocation].join(' ').toLowerCase();
          return words.every((word) => text.includes(word));
        })
        .slice(0, top).map(presentPerson);
    }],
  ];
}

function personRoutes(platform: TeamsPlatform, conversations: ConversationStore): PageRoute[] {
  return [
    ['GET', '/as/{personId}', ({ access, params }): MeView => {
      const me = access.person(params['personId']);
      const manager = platform.person(platform.managerOf(me.id) ?? '');
      return {
        ...presentPerson(me),
        manager: manager ? presentPerson(manager) : null,
        apps: platform.apps().filter((app) => platform.isInstalled(app, { personId: me.id })).map((app) => app.clientId),
        unreadFeed: conversations.feedOf(me.id).filter((item) => !item.read).length,
      };
    }],
    ['POST', '/as/{personId}/tab-token', async ({ access, params, body }) => {
      const me = access.person(params['personId']);
      return { token: await platform.issueTabToken({ app: access.app(body['clientId'] as string | undefined), personId: me.id }) };
    }],
    ['PUT', '/as/{personId}/apps/{clientId}', ({ access, params }) => {
      platform.install(access.app(params['clientId']), { personId: access.person(params['personId']).id });
    }],
    ['DELETE', '/as/{personId}/apps/{clientId}', ({ access, params }) => {
      platform.uninstall(access.app(params['clientId']), { personId: access.person(params['personId']).id });
    }],
    ['PUT', '/as/{personId}/apps/{clientId}/blocked', ({ access, params, body }) => {
      const me = access.person(params['personId']);
      conversations.setBlocked(conversations.withBot(me.id, botIdOf(access.app(params['clientId']))), me.id, body['blocked'] === true);
    }],
    ['GET', '/as/{personId}/feed', ({ access, params }): FeedItemView[] => conversations.feedOf(access.person(params['personId']).id).map(({ personId: _, ...item }) => item)],
    ['POST', '/as/{personId}/feed/read', ({ access, params }) => conversations.markFeedRead(access.person(params['personId']).id)],
  ];
}

function teamRoutes(platform: TeamsPlatform): PageRoute[] {
  const channelPath = '/as/{personId}/teams/{teamId}/channels/{channelId}';
  const channelOf = ({ access, params }: PageCall) => {
    const me = access.person(params['personId']);
    const team = access.teamOf(me, params['teamId']);
    const channel = team.channels.find((each) => each.id === params['channelId'] && seesChannel(each, me.id));
    if (!channel) throw notFound('The channel');
    return { team, channel };
  };
  const tabFrom = (body: Record<string, unknown>, access: Access, id: string) => {
    const settings = body as { displayName?: string; entityId?: string; contentUrl?: string; websiteUrl?: string; removeUrl?: string; clientId?: string };
    if (!settings.entityId || !settings.contentUrl) throw new PageError(400, 'incomplete-tab', 'A tab needs an entityId and a contentUrl.');
    const app = access.app(settings.clientId);
    return {
      id, displayName: settings.displayName?.trim() || app.manifest.name.short, teamsAppId: app.manifest.id, entityId: settings.entityId,
      contentUrl: settings.contentUrl, websiteUrl: settings.websiteUrl ?? null, removeUrl: settings.removeUrl ?? null,
    };
  };
  return [
    ['GET', '/as/{personId}/teams', ({ access, params }): TeamView[] => {
      const me = access.person(params['personId']);
      return platform.teams().filter((team) => team.memberIds.includes(me.id)).map((team) => presentTeam(platform, team, me.id));
    }],
    ['GET', `${channelPath}/members`, (call) => {
      const { team, channel } = channelOf(call);
      return team.memberIds.filter((id) => seesChannel(channel, id)).flatMap((id) => platform.person(id) ?? []).map(presentPerson);
    }],
    ['PUT', '/as/{personId}/teams/{teamId}/apps/{clientId}', ({ access, params }) => {
      platform.install(access.app(params['clientId']), { teamId: access.teamOf(access.person(params['personId']), params['teamId']).id });
    }],
    ['DELETE', '/as/{personId}/teams/{teamId}/apps/{clientId}', ({ access, params }) => {
      platform.uninstall(access.app(params['clientId']), { teamId: access.teamOf(access.person(params['personId']), params['teamId']).id });
    }],
    ['POST', `${channelPath}/tabs`, (call): TabView => {
      const { team, channel } = channelOf(call);
      const tab = tabFrom(call.body, call.access, randomUUID());
      // As in Teams: adding a tab puts its app into the team first.
      const app = call.access.app(call.body['clientId'] as string | undefined);
      if (!platform.isInstalled(app, { teamId: team.id })) platform.install(app, { teamId: team.id });
      platform.saveTab(team.id, channel.id, tab);
      return presentTab(platform, tab);
    }],
    ['PUT', `${channelPath}/tabs/{tabId}`, (call): TabView => {
      const { team, channel } = channelOf(call);
      const known = platform.tabs(team.id, channel.id).find((each) => each.id === call.params['tabId']);
      if (!known) throw notFound('The tab');
      const tab = tabFrom({ displayName: known.displayName, ...call.body }, call.access, known.id);
      platform.saveTab(team.id, channel.id, tab);
      return presentTab(platform, tab);
    }],
    ['DELETE', `${channelPath}/tabs/{tabId}`, (call) => {
      const { team, channel } = channelOf(call);
      platform.deleteTab(team.id, channel.id, call.params['tabId'] ?? '');
    }],
  ];
}

function bodyOf(request: SandboxRequest): Record<string, unknown> {
  if (request.body.byteLength === 0) return {};
  try {
    const body: unknown = JSON.parse(request.body.toString('utf8'));
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  } catch {
    // Answered below, as any other body that is not an object.
  }
  throw new PageError(400, 'bad-json', 'The body is not a JSON object.');
}
