import { z } from 'zod';

const milliseconds = z.number().int().min(0);

export const settingsSchema = z.strictObject({
  /** How long creating, archiving and unarchiving a team takes. */
  teamOperationMs: milliseconds,
  /** How many of the next of these fail in the end. */
  failingTeamOperations: z.number().int().min(0),
  /** For how long after its creation a group answers 404, as one that has not reached every server. */
  groupReplicationMs: milliseconds,
  /** How long a change notification takes to be sent. */
  notificationDelayMs: milliseconds,
  /** How many of the next change notifications are never sent. */
  lostNotifications: z.number().int().min(0),
  /** How many of the next change notifications are sent twice. */
  repeatedNotifications: z.number().int().min(0),
});

/** How Microsoft 365 behaves where it may behave one way or another. Changed on the fly, by tests and by hand. */
export type SandboxSettings = z.infer<typeof settingsSchema>;

export function defaultSettings(): SandboxSettings {
  return { teamOperationMs: 500, failingTeamOperations: 0, groupReplicationMs: 0, notificationDelayMs: 0, lostNotifications: 0, repeatedNotifications: 0 };
}
