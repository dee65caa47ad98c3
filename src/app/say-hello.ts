import { app } from '@microsoft/teams-js';
import type { TabConfig } from '../../api/platform/http/tab-config-contract.ts';

/** The tab was opened somewhere else than in Teams. */
export class OutsideTeamsError extends Error {
  readonly code = 'outside-teams';
}

/** Teams answers within milliseconds; who has not answered by then is not Teams. */
const hostAnswersWithin = 8_000;

/**
 * Says hello to Teams. Throws {@link OutsideTeamsError} when no Teams answers. Hosts besides
 * Microsoft's own count only when the API's settings name them.
 */
export async function sayHello(): Promise<void> {
  if (window.parent === window) throw new OutsideTeamsError();
  const config = await tabConfig();
  await Promise.race([
    app.initialize(config.teamsHostOrigins),
    new Promise((_, reject) => setTimeout(() => reject(new OutsideTeamsError()), hostAnswersWithin)),
  ]);
}

async function tabConfig(): Promise<TabConfig> {
  try {
    const answer = await fetch('/api/tab-config', { credentials: 'same-origin' });
    if (answer.ok) return (await answer.json()) as TabConfig;
  } catch {
    // Without it Microsoft's own hosts still work; the first call to the API will tell what is wrong.
  }
  return { teamsHostOrigins: [], clientId: '' };
}
