import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { createApp } from './app.ts';
import { SettingsError } from './platform/errors.ts';
import { createLogger } from './platform/logger.ts';
import { readSettings, type Settings } from './platform/settings.ts';

/** Requests and jobs under way get ten seconds each to end. */
const closingLimitMs = 25_000;

/** The API's process: `node api/server.ts`. Ends with status 1 when it cannot start, and says what to change. */
async function main(): Promise<void> {
  const settings = readSettings();
  trustExtraCertificates(settings);
  const app = await createApp(settings);
  let ending = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // Whoever asks a second time does not want to wait.
      if (ending) process.exit(1);
      ending = true;
      // Nothing may keep the process alive for ever, such as a connection that the database does not let go of.
      setTimeout(() => process.exit(1), closingLimitMs).unref();
      app.close().then(() => process.exit(0), () => process.exit(1));
    });
  }
  const logger = createLogger(settings);
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'a promise was rejected that nobody waited for'));
}

/** Node reads NODE_EXTRA_CA_CERTS from the environment only; here it may also stand in the env file. */
function trustExtraCertificates({ extraCaCerts }: Settings): void {
  if (!extraCaCerts || process.env.NODE_EXTRA_CA_CERTS === extraCaCerts) return;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(extraCaCerts, 'utf8')]);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});

function explain(error: unknown): string {
  if (error instanceof SettingsError) return `Trellis cannot start with these settings.\n${error.message}`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const port = error instanceof Error && 'port' in error ? error.port : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program. Set PORT to another one, for example PORT=${Number(port) + 100}.`;
  if (code === 'EACCES' && port !== undefined) return `Port ${port} may not be used by this account. Set PORT to one above 1023.`;
  if (code === 'database-unavailable') return 'The database does not answer. Check DATABASE_URL, and that the server it names is running.';
  return error instanceof Error ? `Trellis cannot start: ${error.stack ?? error.message}` : `Trellis cannot start: ${String(error)}`;
}
