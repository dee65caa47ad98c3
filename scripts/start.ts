import { parseArgs } from 'node:util';
import { readEnvironment } from './support/environment.ts';
import { explain, untilAsked } from './support/ending.ts';
import { AskedToEndError, runTrellis } from './support/run-trellis.ts';
import { whoToTry } from './support/who-to-try.ts';

/** `npm start [-- --fresh]`: the whole product on a local Microsoft 365. */
const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });

const asked = untilAsked();

try {
  const running = await runTrellis({ env: readEnvironment(process.env.TRELLIS_ENV ?? 'sandbox'), fresh: values.fresh, asked });
  console.log(`
Trellis is ready.

  Teams page   ${running.sandbox.teamsUrl}     start here
  API          ${running.apiUrl}     ${running.apiUrl}/api/openapi.json
  Sandbox      ${running.sandbox.url}    a local Microsoft 365

${whoToTry(running.sandbox.cast)}
Ctrl-C ends it; what you did is kept (npm start -- --fresh begins anew).
`);
  await Promise.race([asked, running.broken]).finally(() => running.stop());
} catch (error) {
  if (error instanceof AskedToEndError) process.exit(0);
  console.error(`\n${explain(error)}`);
  process.exitCode = 1;
}
