import { ConversationStore, type Conversation } from '../../connector/conversation-store.ts';
import { userAppsArea } from '../apps/apps-area.ts';
import { directoryArea, needUser } from '../directory/directory-area.ts';
import { graphError, graphOperation, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection, entity } from '../odata-collection.ts';

const read = ['Chat.ReadBasic', 'Chat.Read', 'Chat.ReadWrite'];
const readAsApp = ['Chat.ReadBasic.All', 'Chat.ReadWrite.All'];
const service = 'teams';
const query = { select: true, filter: ['chatType', 'topic'], expand: ['members'], orderby: true, top: 50, pageSize: 20 } as const;

/** Chats between people, and of people with bots whose app they installed. */
export const chatOperations: GraphOperation[] = [
  graphOperation({ method: 'GET', path: '/me/chats', delegated: read, application: [], service, query, handle: chatsOf }),
  graphOperation({ method: 'GET', path: '/users/{user-id}/chats', delegated: read, application: readAsApp, service, query, handle: chatsOf }),
  graphOperation({
    method: 'GET', path: '/chats/{chat-id}', delegated: read, application: ['Chat.ReadBasic.All', 'Chat.Read.All'], service, query: { select: true, expand: ['members'] },
    handle: call => {
      const person = call.caller.kind === 'person' ? call.caller.person.id : null;
      const people = person === null ? [...directoryArea.of(call.state).users.keys()] : [person];
      const found = people.flatMap(id => rowsOf(call, id)).find(row => row.id === call.params['chat-id']);
      if (!found) throw graphError(404, 'NotFound', 'The chat was not found, or the caller is not in it.');
      return entity(call, found, 'chats/$entity');
    },
  }),
];

function chatsOf(call: GraphCall) {
  const user = needUser(call, call.params['user-id']!);
  if (call.caller.kind === 'person' && call.caller.person.id !== user.id) throw graphError(403, 'Forbidden', 'Requested user is not the signed-in user.');
  return collection(call, rowsOf(call, user.id), { context: 'chats', counts: true });
}

interface Chat { id: string, people: string[], conversation: Conversation | undefined }

function rowsOf(call: GraphCall, personId: string): Record<string, unknown>[] {
  const conversations = new ConversationStore({ state: () => call.state, touch: () => undefined }).chatsOf(personId);
  const chats = new Map<string, Chat>();
  for (const { chatId } of userAppsArea.of(call.state).get(personId)?.values() ?? []) {
    chats.set(chatId, { id: chatId, people: [personId], conversation: undefined });
  }
  for (const conversation of conversations) {
    const id = conversation.kind === 'bot' ? `19:${personId}_${conversation.botId}@unq.gbl.spaces` : conversation.id;
    chats.set(id, { id, people: conversation.personIds, conversation });
  }
  return [...chats.values()].map(chat => chatRow(call, chat));
}

function chatRow(call: GraphCall, { id, people, conversation }: Chat): Record<string, unknown> {
  const { tenantId } = call.state;
  const created = conversation?.messages[0]?.createdAt ?? new Date(call.now()).toISOString();
  const members = () => people.map(personId => {
    const user = directoryArea.of(call.state).users.get(personId);
    return {
      '@odata.type': '#microsoft.graph.aadUserConversationMember', id: Buffer.from(`${id}##${personId}`).toString('base64'), roles: ['owner'],
      displayName: user?.displayName ?? null, userId: personId, email: user?.mail ?? null, tenantId, visibleHistoryStartDateTime: '0001-01-01T00:00:00Z',
    };
  });
  return {
    id, topic: null, createdDateTime: created, lastUpdatedDateTime: conversation?.messages.at(-1)?.createdAt ?? created, chatType: 'oneOnOne',
    webUrl: `https://teams.microsoft.com/l/chat/${encodeURIComponent(id)}/0?tenantId=${tenantId}`, tenantId, onlineMeetingInfo: null,
    viewpoint: { isHidden: false, lastMessageReadDateTime: '0001-01-01T00:00:00Z' }, isHiddenForAllMembers: false,
    ...call.query.expand.length > 0 && { members: members() },
  };
}
