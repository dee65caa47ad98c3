import { parseSettings } from '../api/platform/settings.ts';
import { buildTab } from './support/build-tab.ts';
import { explain, untilAsked } from './support/ending.ts';
import { readEnvironment } from './support/environment.ts';
import { ProcessGroup } from './support/processes.ts';

/** `npm run serve`: API and tab alone, against the tenant that `env/.env.<TRELLIS_ENV>` names (default `dev`). */
const group = new ProcessGroup();
const asked = untilAsked();
try {
  const env = readEnvironment(process.env.TRELLIS_ENV || 'dev');
  // What cannot be used is said before anything is built.
  parseSettings(env);
  await buildTab();
  group.begin('The API', 'api/server.ts', { env: { ...env, NODE_ENV: env.NODE_ENV ?? 'production' } });
  await Promise.race([asked, group.broken]).finally(() => group.stop());
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
