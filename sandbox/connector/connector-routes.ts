import type { AppRegistration } from '../kernel/app-registration.ts';
import type { SandboxRequest, SandboxResponse, SandboxRoute } from '../kernel/router.ts';
import type { Rates } from '../kernel/rates/rates.ts';
import { botIdOf, serviceUrlOf, teamThreadId, type Activity } from './activities.ts';
import { countBotRequest } from './bot-limits.ts';
import { ConnectorError, unauthorized } from './connector-error.ts';
import { botUserId, type Attachment, type Conversation, type ConversationStore, type Message } from './conversation-store.ts';
import { notifyOfMessage } from './message-feed.ts';
import { seesChannel, type PlatformPerson, type PlatformTeam, type TeamsPlatform } from './teams-platform.ts';

/** Teams refuses messages above about 100 KB (Microsoft Learn, "Limits and specifications: bot messages"). */
const largestActivityBytes = 100 * 1024;

interface Call { app: AppRegistration; request: SandboxRequest; params: Record<string, string>; body: Record<string, unknown> }

/** The Bot Connector's REST API v3, as far as Teams implements it, under `/connector`. */
export function connectorRoutes(platform: TeamsPlatform, conversations: ConversationStore, rates: Rates): SandboxRoute[] {
  const route = (method: string, path: string, handle: (call: Call) => SandboxResponse, write = false): SandboxRoute => ({
    method,
    path: `/connector${path}`,
    async handle(request) {
      const check = await platform.checkBotAccessToken(request.headers.authorization);
      const app = check.ok ? platform.apps().find((each) => botIdOf(each) === check.appId) : undefined;
      if (!app) return unauthorized;
      request.note.app = app.clientId;
      request.note.operation = `${method} ${path}`;
      try {
        const call: Call = { app, request, params: request.params, body: bodyOf(request) };
        countBotRequest(rates, { botId: botIdOf(app), method, path, threadId: threadOf(call) });
        const answer = handle(call);
        request.note.write = write;
        return answer;
      } catch (problem) {
        if (problem instanceof ConnectorError) return problem.toResponse();
        throw problem;
      }
    },
  });

  /** The conversation a request is about: of one that is to be created, the person or the channel. */
  function threadOf({ params, body }: Call): string {
    const members = body['members'] as { id?: string }[] | undefined;
    const channelId = (body['channelData'] as { channel?: { id?: string } } | undefined)?.channel?.id;
    return params['conversationId']?.split(';messageid=')[0] ?? params['teamId'] ?? channelId ?? members?.[0]?.id ?? '';
  }

  function createConversation({ app, body }: Call): SandboxResponse {
    const channelId = (body['channelData'] as { channel?: { id?: string } } | undefined)?.channel?.id;
    const activity = body['activity'] as Activity | undefined;
    if (channelId) {
      const conversation = channelConversation(channelId);
      requireRoster(app, conversation);
      if (!activity) throw new ConnectorError(400, 'BadSyntax', 'Incorrect conversation creation parameters: an activity is required for a channel.');
      const message = post(app, conversation, null, activity);
      return created({ id: `${conversation.id};messageid=${message.id}`, activityId: message.id });
    }
    const tenantId = body['tenantId'] ?? (body['channelData'] as { tenant?: { id?: string } } | undefined)?.tenant?.id;
    if (tenantId !== platform.tenantId) throw new ConnectorError(403, 'ForbiddenOperationException', 'The bot is not allowed to create a conversation in this tenant.');
    const members = body['members'] as { id?: string }[] | undefined;
    if (!Array.isArray(members) || members.length !== 1 || body['isGroup'] === true) {
      throw new ConnectorError(400, 'BadSyntax', 'Incorrect conversation creation parameters: exactly one member is required.');
    }
    const person = personOf(app, members[0]?.id ?? '');
    if (!person) throw new ConnectorError(400, 'BadArgument', 'Failed to decrypt pairwise id.');
    if (!platform.isInstalled(app, { personId: person.id })) {
      throw new ConnectorError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster: it is not installed in the user\'s personal scope.');
    }
    const conversation = conversations.withBot(person.id, botIdOf(app));
    const message = activity ? send(app, conversation, null, activity) : null;
    return created({ id: conversation.id, ...(message ? { activityId: message.id } : {}) });
  }

  function created(resource: object): SandboxResponse {
    return { status: 201, body: { ...resource, serviceUrl: serviceUrlOf(platform) } };
  }

  function sendActivity({ app, params, body, request }: Call): SandboxResponse {
    if (request.body.byteLength > largestActivityBytes) throw new ConnectorError(413, 'MessageSizeTooBig', 'Message size too large.');
    const { conversation, rootId } = located(params['conversationId'] ?? '');
    const activity = body as Activity;
    const replyTo = params['activityId'] ?? (activity['replyToId'] as string | undefined) ?? null;
    const root = conversation.kind === 'channel' ? rootId ?? rootOf(conversation, replyTo) : null;
    const message = send(app, conversation, root, activity);
    return { status: 201, body: { id: message?.id ?? String(platform.now().getTime()) } };
  }

  /** Posts messages; a typing sign is taken and forgotten, as nothing here shows it. */
  function send(app: AppRegistration, conversation: Conversation, rootId: string | null, activity: Activity): Message | null {
    requireRoster(app, conversation);
    if (activity.type === 'typing') return null;
    return post(app, conversation, rootId, activity);
  }

  function post(app: AppRegistration, conversation: Conversation, rootId: string | null, activity: Activity): Message {
    const content = contentOf(app, activity);
    if (content.text === '' && content.attachments.length === 0) throw new ConnectorError(400, 'BadSyntax', 'Activity must include non empty \'text\' field or at least one attachment.');
    const message = conversations.append(conversation, { from: { kind: 'bot', id: botIdOf(app) }, rootId, ...content }, platform.now());
    notifyOfMessage(platform, conversations, conversation, message);
    return message;
  }

  function updateActivity({ app, params, body, request }: Call): SandboxResponse {
    if (request.body.byteLength > largestActivityBytes) throw new ConnectorError(413, 'MessageSizeTooBig', 'Message size too large.');
    const { conversation, message } = ownMessage(app, params);
    conversations.update(conversation, message, contentOf(app, body as Activity), platform.now());
    return { status: 200, body: { id: message.id } };
  }

  function deleteActivity({ app, params }: Call): SandboxResponse {
    const { conversation, message } = ownMessage(app, params);
    conversations.update(conversation, message, { deleted: true, text: '', attachments: [] }, platform.now());
    return { status: 200 };
  }

  /** The bot's own message, or a person's that carries the bot's card from its message extension. */
  function ownMessage(app: AppRegistration, params: Record<string, string>): { conversation: Conversation; message: Message } {
    const { conversation } = located(params['conversationId'] ?? '');
    requireRoster(app, conversation);
    const message = conversation.messages.find((each) => each.id === params['activityId'] && !each.deleted);
    if (!message) throw new ConnectorError(404, 'ActivityNotFoundInConversation', 'The message ID provided could not be found in the conversation.');
    const own = message.from.kind === 'bot' && message.from.id === botIdOf(app);
    if (!own && !message.attachments.some((each) => each.botId === botIdOf(app))) {
      throw new ConnectorError(403, 'ForbiddenOperationException', 'The bot may change its own messages only.');
    }
    return { conversation, message };
  }

  function requireRoster(app: AppRegistration, conversation: Conversation): void {
    const notInRoster = new ConnectorError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
    if (conversation.kind === 'channel') {
      if (!platform.isInstalled(app, { teamId: conversation.teamId ?? '' })) throw notInRoster;
      return;
    }
    const personId = conversation.personIds[0] ?? '';
    if (conversation.botId !== botIdOf(app) || !platform.isInstalled(app, { personId })) throw notInRoster;
    if (conversation.blockedBy.includes(personId)) throw new ConnectorError(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.');
  }

  function located(conversationId: string): { conversation: Conversation; rootId: string | null } {
    const [id = '', rootId = null] = conversationId.split(';messageid=');
    const conversation = conversations.findById(id) ?? channelConversation(id);
    return { conversation, rootId };
  }

  function channelConversation(channelId: string): Conversation {
    const team = platform.teams().find((each) => each.channels.some((channel) => channel.id === channelId));
    if (!team) throw new ConnectorError(404, 'ConversationNotFound', 'Conversation not found.');
    return conversations.ofChannel(team.id, channelId);
  }

  function rootOf(conversation: Conversation, replyTo: string | null): string | null {
    const message = conversation.messages.find((each) => each.id === replyTo);
    return message ? message.rootId ?? message.id : null;
  }

  function personOf(app: AppRegistration, memberId: string): PlatformPerson | undefined {
    return platform.person(memberId.replace(/^8:orgid:/, '')) ?? platform.people().find((each) => botUserId(each.id, botIdOf(app)) === memberId);
  }

  function members({ app, params }: Call): PlatformPerson[] {
    const { conversation } = located(params['conversationId'] ?? '');
    requireRoster(app, conversation);
    const team = platform.team(conversation.teamId ?? '');
    const channel = team?.channels.find((each) => each.id === conversation.id);
    const ids = team && channel ? team.memberIds.filter((id) => seesChannel(channel, id)) : conversation.personIds;
    return ids.flatMap((id) => platform.person(id) ?? []);
  }

  function account(app: AppRegistration, person: PlatformPerson, objectIdName: 'objectId' | 'aadObjectId'): object {
    return {
      id: botUserId(person.id, botIdOf(app)), name: person.displayName, [objectIdName]: person.id,
      givenName: person.givenName ?? person.displayName.split(' ')[0], surname: person.surname ?? person.displayName.split(' ').slice(1).join(' '),
      email: person.mail ?? person.userPrincipalName, userPrincipalName: person.userPrincipalName, tenantId: platform.tenantId, userRole: 'user',
    };
  }

  function onePage(call: Call): SandboxResponse {
    const size = Math.min(Math.max(Number(call.request.url.searchParams.get('pageSize')) || 200, 50), 500);
    const from = Number(call.request.url.searchParams.get('continuationToken')) || 0;
    const all = members(call);
    const next = from + size < all.length ? { continuationToken: String(from + size) } : {};
    return { status: 200, body: { members: all.slice(from, from + size).map((each) => account(call.app, each, 'aadObjectId')), ...next } };
  }

  function oneMember(call: Call): SandboxResponse {
    const wanted = personOf(call.app, call.params['memberId'] ?? '');
    const found = wanted && members(call).find((each) => each.id === wanted.id);
    if (!found) throw new ConnectorError(404, 'BadArgument', 'The specified user is not found.');
    return { status: 200, body: account(call.app, found, 'aadObjectId') };
  }

  function installedTeam({ app, params }: Call): PlatformTeam {
    const team = platform.teams().find((each) => each.id === params['teamId'] || teamThreadId(each) === params['teamId']);
    if (!team || !platform.isInstalled(app, { teamId: team.id })) throw new ConnectorError(404, 'BadArgument', 'The team is not found.');
    return team;
  }

  const conversation = '/v3/conversations/{conversationId}';
  return [
    route('POST', '/v3/conversations', createConversation, true),
    route('POST', `${conversation}/activities`, sendActivity, true),
    route('POST', `${conversation}/activities/{activityId}`, sendActivity, true),
    route('PUT', `${conversation}/activities/{activityId}`, updateActivity, true),
    route('DELETE', `${conversation}/activities/{activityId}`, deleteActivity, true),
    route('GET', `${conversation}/members`, (call) => ({ status: 200, body: members(call).map((each) => account(call.app, each, 'objectId')) })),
    route('GET', `${conversation}/activities/{activityId}/members`, (call) => ({ status: 200, body: members(call).map((each) => account(call.app, each, 'objectId')) })),
    route('GET', `${conversation}/pagedMembers`, onePage),
    route('GET', `${conversation}/members/{memberId}`, oneMember),
    route('GET', '/v3/teams/{teamId}', (call) => {
      const team = installedTeam(call);
      return { status: 200, body: { id: teamThreadId(team), name: team.displayName, aadGroupId: team.id, channelCount: team.channels.length, memberCount: team.memberIds.length } };
    }),
    route('GET', '/v3/teams/{teamId}/conversations', (call) => ({
      status: 200, body: { conversations: installedTeam(call).channels.map((each) => ({ id: each.id, name: each.displayName })) },
    })),
  ];
}

function contentOf(app: AppRegistration, activity: Activity): Pick<Message, 'text' | 'textFormat' | 'attachments' | 'summary'> {
  const attachments = (Array.isArray(activity['attachments']) ? activity['attachments'] : []) as Attachment[];
  const textFormat = activity['textFormat'];
  return {
    text: typeof activity['text'] === 'string' ? activity['text'] : '',
    textFormat: textFormat === 'xml' || textFormat === 'plain' ? textFormat : 'markdown',
    attachments: attachments.map((each) => ({ ...each, botId: botIdOf(app) })),
    summary: typeof activity['summary'] === 'string' ? activity['summary'] : null,
  };
}

function bodyOf(request: SandboxRequest): Record<string, unknown> {
  if (request.body.byteLength === 0) return {};
  try {
    const body: unknown = JSON.parse(request.body.toString('utf8'));
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {
    // Falls through to the same answer as any other body that is not an object.
  }
  throw new ConnectorError(400, 'BadSyntax', 'The request body is not a JSON object.');
}

