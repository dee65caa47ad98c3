import { EventEmitter } from 'node:events';

/** Something that Graph tells its subscribers of. What is in it says where to look, not what it is like now. */
export type GraphChange = { changeType: 'created' | 'updated' | 'deleted' } & (
  | { kind: 'group', groupId: string }
  | { kind: 'groupMember' | 'groupOwner', groupId: string, userId: string }
  | { kind: 'team', teamId: string }
  | { kind: 'teamMember', teamId: string, userId: string }
  | { kind: 'channel', teamId: string, channelId: string }
  | { kind: 'channelMember', teamId: string, channelId: string, userId: string }
  | { kind: 'user', userId: string }
  | { kind: 'drive', driveId: string }
);

/** What happens in the tenant that the bot's connector turns into activities. */
export interface SandboxEvents {
  /** The app was installed for a person; `chatId` is the chat between the person and the bot. */
  appInstalledForUser: [{ clientId: string, userId: string, chatId: string }];
  appRemovedFromUser: [{ clientId: string, userId: string, chatId: string }];
  appInstalledInTeam: [{ clientId: string, teamId: string, byUserId: string | null }];
  appRemovedFromTeam: [{ clientId: string, teamId: string, byUserId: string | null }];
  /** A tab was added to, changed in or removed from a channel. */
  tabsChanged: [{ teamId: string, channelId: string }];
  /** What Graph shows was created, changed or deleted. */
  graphChanged: [GraphChange];
  appRegistered: [{ clientId: string }];
  /** All of the tenant's state began anew. */
  reset: [];
}

export type SandboxEventEmitter = EventEmitter<SandboxEvents>;

export function sandboxEvents(): SandboxEventEmitter {
  return new EventEmitter<SandboxEvents>();
}
