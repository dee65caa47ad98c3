import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JournalEntry } from '../../sandbox/kernel/journal.ts';
import { createTeamsClient, type TeamsClient } from '../../sandbox/teams-page/teams-client.ts';
import { readEnvironment } from './environment.ts';
import { ApiAs, CallRefusedError, tokenOf, trust } from './people.ts';
import { freePorts } from './ports.ts';
import { runTrellis, type RunningTrellis } from './run-trellis.ts';

/** Sandbox and API as `npm start` runs them, on free ports, with a state that is forgotten at the end. */
export interface World extends RunningTrellis {
  teams: TeamsClient;
  clientId: string;
  /** The API as this person, with the token that Teams hands to the tab. */
  api(personId: string): Promise<ApiAs>;
  /** Graph v1.0 as this person, on their behalf; `path` below `/v1.0`. */
  graph<T>(upn: string, path: string): Promise<T>;
  /** What Graph was asked since the journal was last cleared. */
  journal(): Promise<JournalEntry[]>;
  clearJournal(): Promise<void>;
  setFaults(faults: object[]): Promise<void>;
  /** One of the sandbox's controls; `where` below `/sandbox/`. */
  control<T>(method: string, where: string, body?: unknown): Promise<T>;
}

export async function startWorld(changes: Record<string, string> = {}): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'trellis-'));
  const [api, sandbox, teamsPort] = await freePorts(3);
  const env = {
    ...readEnvironment('sandbox'),
    PORT: String(api), SANDBOX_PORT: String(sandbox), SANDBOX_TEAMS_PORT: String(teamsPort),
    SANDBOX_DIR: path.join(folder, 'sandbox'), DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'error', ...changes,
  };
  const running = await runTrellis({ env, quiet: true }).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  trust(running.sandbox.caFile);
  const teams = createTeamsClient({ teamsUrl: running.sandbox.teamsUrl });
  const clientId = running.env.CLIENT_ID!;
  const control = async <T>(method: string, where: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${running.sandbox.url}/sandbox/${where}`, { method, headers: { 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
    if (!answer.ok) throw new CallRefusedError(`${method} /sandbox/${where}`, answer.status, null);
    return (answer.status === 204 ? undefined : await answer.json().catch(() => undefined)) as T;
  };
  return {
    ...running, teams, clientId, control,
    api: async (personId) => new ApiAs(running.apiUrl, await teams.as(personId).tabToken(clientId)),
    async graph<T>(upn: string, where: string): Promise<T> {
      const token = await tokenOf({
        loginUrl: running.sandbox.url, tenantId: running.sandbox.tenantId, clientId, clientSecret: running.env.CLIENT_SECRET, scope: 'https://graph.microsoft.com/.default',
      }, upn);
      const answer = await fetch(`${running.sandbox.url}/v1.0${where}`, { headers: { authorization: `Bearer ${token}` } });
      if (!answer.ok) throw new CallRefusedError(`GET /v1.0${where}`, answer.status, null);
      return await answer.json() as T;
    },
    journal: async () => (await control<{ entries: JournalEntry[] }>('GET', 'journal')).entries,
    clearJournal: () => control('DELETE', 'journal'),
    setFaults: (faults) => control('PUT', 'faults', faults),
    async stop() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
