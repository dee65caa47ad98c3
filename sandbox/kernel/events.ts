import { EventEmitter } from 'node:events';

/** What happens in the tenant that the bot's connector turns into activities. */
export interface SandboxEvents {
  /** The app was installed for a person; `chatId` is the chat between the person and the bot. */
  appInstalledForUser: [{ clientId: string, userId: string, chatId: string }];
  appRemovedFromUser: [{ clientId: string, userId: string, chatId: string }];
  appInstalledInTeam: [{ clientId: string, teamId: string, byUserId: string | null }];
  appRemovedFromTeam: [{ clientId: string, teamId: string, byUserId: string | null }];
  channelCreated: [{ teamId: string, channelId: string }];
  /** A tab was added to, changed in or removed from a channel. */
  tabsChanged: [{ teamId: string, channelId: string }];
  appRegistered: [{ clientId: string }];
  /** All of the tenant's state began anew. */
  reset: [];
}

export type SandboxEventEmitter = EventEmitter<SandboxEvents>;

export function sandboxEvents(): SandboxEventEmitter {
  return new EventEmitter<SandboxEvents>();
}
