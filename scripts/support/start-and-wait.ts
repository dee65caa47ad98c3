import { firstStart, SampleNote } from '../sample/first-start.ts';
import { explain, untilAsked } from './ending.ts';
import { readEnvironment } from './environment.ts';
import { AskedToEndError, runTrellis } from './run-trellis.ts';
import { whoToTry } from './who-to-try.ts';

/** The whole product on a local Microsoft 365, until Ctrl-C; sets the exit status. */
export async function startAndWait({ empty, ...options }: { fresh: boolean; empty: boolean; dev?: boolean }): Promise<void> {
  const asked = untilAsked();
  try {
    const env = readEnvironment(process.env.TRELLIS_ENV || 'sandbox');
    if (options.dev) env.TAB_PORT ??= '5173';
    const running = await runTrellis({ env, ...options, asked });
    // Of another organisation nobody here knows the people.
    const first = env.SANDBOX_TENANT ? null : await firstStart(new SampleNote(running.env.SANDBOX_DIR!), { apiUrl: running.apiUrl, teamsUrl: running.sandbox.teamsUrl, clientId: running.env.CLIENT_ID! }, { empty });
    console.log(`
Trellis is ready.

  Teams page   ${running.sandbox.teamsUrl}   start here
  API          ${running.apiUrl}   ${running.apiUrl}/api/openapi.json
  Sandbox      ${running.sandbox.url}  a local Microsoft 365
${options.dev ? `  Tab          http://localhost:${env.TAB_PORT}   changes show at once\n  Import       TAB_PORT=${env.TAB_PORT} npm run import -- FILE.csv\n` : ''}
${whoToTry(running.sandbox.cast)}
${first?.words ?? ''}Ctrl-C ends it; what you did is kept (npm start -- --fresh begins anew).
`);
    const ended = Promise.race([asked, running.broken]);
    // Whoever ended it meanwhile hears no more of it.
    void first?.bringIn().then(async (said) => { if (said && await Promise.race([ended.then(() => false, () => false), true])) console.log(said); });
    await ended.finally(() => running.stop());
  } catch (error) {
    if (error instanceof AskedToEndError) return;
    console.error(`\n${explain(error)}`);
    process.exitCode = 1;
  }
}
