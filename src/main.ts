import { openInTeams } from './app/open-in-teams.ts';
import { makeQueryClient } from './shared/query-client.ts';

/** Milliseconds. Teams that answers later leaves time enough for reading the first view meanwhile. */
const quickAnswer = 50;

// Teams is greeted and the API asked before the first view is read, which would keep their answers waiting.
const client = makeQueryClient();
const opening = openInTeams(client);
void Promise.race([opening, new Promise((resolve) => { setTimeout(resolve, quickAnswer); })])
  .then(() => import('./app/start-tab.tsx'))
  .then(({ startTab }) => startTab(client, opening));
