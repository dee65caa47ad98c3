import type { Conversation, ConversationStore, Message } from '../connector/conversation-store.ts';
import { seesChannel, type PlatformPerson, type PlatformTeam, type TeamsPlatform } from '../connector/teams-platform.ts';
import type { AppRegistration } from '../kernel/app-registration.ts';
import { notFound } from './page-error.ts';

/** Finds what a person names, and only what this person may see. Everything else "was not found". */
export function accessOf(platform: TeamsPlatform, conversations: ConversationStore) {
  function person(id: string | undefined): PlatformPerson {
    const found = platform.person(id ?? '');
    if (!found) throw notFound('The person');
    return found;
  }

  function teamOf(viewer: PlatformPerson, teamId: string | undefined): PlatformTeam {
    const found = platform.team(teamId ?? '');
    if (!found?.memberIds.includes(viewer.id)) throw notFound('The team');
    return found;
  }

  /** A chat of the viewer, or a channel of a team of theirs. */
  function conversationOf(viewer: PlatformPerson, id: string | undefined): Conversation {
    const chat = conversations.findById(id ?? '');
    if (chat && chat.kind !== 'channel') {
      if (chat.personIds.includes(viewer.id)) return chat;
      throw notFound('The chat');
    }
    const team = platform.teams().find((each) => each.memberIds.includes(viewer.id) && each.channels.some((channel) => channel.id === id && seesChannel(channel, viewer.id)));
    if (!team || id === undefined) throw notFound('The conversation');
    return conversations.ofChannel(team.id, id);
  }

  function messageOf(conversation: Conversation, id: string | undefined): Message {
    const found = conversation.messages.find((each) => each.id === id && !each.deleted);
    if (!found) throw notFound('The message');
    return found;
  }

  function app(clientId: string | undefined | null): AppRegistration {
    const found = clientId ? platform.apps().find((each) => each.clientId === clientId) : platform.apps()[0];
    if (!found) throw notFound('The app');
    return found;
  }

  return { person, teamOf, conversationOf, messageOf, app };
}

export type Access = ReturnType<typeof accessOf>;
