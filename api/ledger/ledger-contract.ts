import { z } from 'zod';

export const stepName = z.enum([
  'install-app', 'pin-tab', 'remove-tab', 'create-channel', 'create-folder', 'create-library', 'create-team', 'first-activity', 'series-activity', 'launch-event', 'remove-activity',
]);

/** A write to Microsoft 365 that is not done: why, and what to do. */
export const openWrite = z.object({
  id: z.guid(), step: stepName,
  /** Microsoft 365 works on it by itself; ask again in a few seconds. */
  going: z.boolean(),
  code: z.string(), detail: z.string(), remedy: z.string(),
});
