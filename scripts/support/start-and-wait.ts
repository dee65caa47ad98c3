import { explain, untilAsked } from './ending.ts';
import { readEnvironment } from './environment.ts';
import { AskedToEndError, runTrellis } from './run-trellis.ts';
import { whoToTry } from './who-to-try.ts';

/** The whole product on a local Microsoft 365, until Ctrl-C; sets the exit status. */
export async function startAndWait(options: { fresh: boolean; dev?: boolean }): Promise<void> {
  const asked = untilAsked();
  try {
    const env = readEnvironment(process.env.TRELLIS_ENV || 'sandbox');
    if (options.dev) env.TAB_PORT ??= '5173';
    const running = await runTrellis({ env, ...options, asked });
    console.log(`
Trellis is ready.

  Teams page   ${running.sandbox.teamsUrl}   start here
  API          ${running.apiUrl}   ${running.apiUrl}/api/openapi.json
  Sandbox      ${running.sandbox.url}  a local Microsoft 365
${options.dev ? `  Tab          http://localhost:${env.TAB_PORT}   changes show at once\n  Import       TAB_PORT=${env.TAB_PORT} npm run import -- FILE.csv\n` : ''}
${whoToTry(running.sandbox.cast)}
Ctrl-C ends it; what you did is kept (npm start -- --fresh begins anew).
`);
    await Promise.race([asked, running.broken]).finally(() => running.stop());
  } catch (error) {
    if (error instanceof AskedToEndError) return;
    console.error(`\n${explain(error)}`);
    process.exitCode = 1;
  }
}
