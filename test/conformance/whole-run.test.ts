import { existsSync, readFileSync } from 'node:fs';
import { operations, type OperationName } from '../../api/platform/graph/operations.ts';
import { graphOperations } from '../../sandbox/graph/operations-index.ts';
import { exchangesOf } from '../../scripts/support/exchanges.ts';
import { sandboxPage, sandboxPageFile } from '../../scripts/sandbox-page.ts';
import { readAppRegistration } from '../../scripts/support/app-registration.ts';
import type { ExchangeJudge } from './support/exchange-judge.ts';
import { isAlwaysRefused } from './support/operation-world.ts';
import { judgeAll, readVerification } from './support/verification.ts';
import { describeWithSharedData, sayWhenMissing } from './support/shared-data.ts';

sayWhenMissing();

/** What is in the product's table and asked for by no request of a run, because of how a run goes. */
const ahead = {
  requests: ['getChannel as itself', 'listUserApps as itself', 'getUserAppChat as itself', 'listTeamApps as itself', 'listTeamGrants as itself'],
  permissions: ['TeamsAppInstallation.Read.Group'],
};

/**
 * All that the sandboxes of a whole run of the suite and of the conformance tests exchanged with whoever asked Graph.
 * `npm run test:conformance` runs both before this.
 */
describeWithSharedData('every exchange with Graph in the whole test run', () => {
  let judge: ExchangeJudge;

  beforeAll(() => {
    expect(Object.values(exchangesOf).filter((folder) => !existsSync(folder))).toEqual([]);
    const started = performance.now();
    judge = judgeAll();
    process.stderr.write(`Judged ${judge.count} exchanges with Graph, ${judge.productCount} of them the product's, over ${judge.answered.size} operations, in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
  });

  it('is there to be judged', () => {
    expect(judge.count).toBeGreaterThan(1_000);
    expect(judge.productCount).toBeGreaterThan(500);
  });

  it('has no answer that Microsoft’s metadata does not allow', () => {
    expect([...judge.deviations.answers]).toEqual([]);
  });

  it('has no request of the product that Microsoft’s metadata does not allow', () => {
    expect([...judge.deviations.requests]).toEqual([]);
  });

  it('has no request of the product without the least privilege that Microsoft documents', () => {
    expect([...judge.deviations.permissions]).toEqual([]);
  });

  it('has an answer of every operation that the sandbox offers', () => {
    expect(graphOperations.map(({ method, path }) => `${method} ${path}`).filter((operation) => !isAlwaysRefused(operation) && !judge.answered.has(operation))).toEqual([]);
  });

  it('has a request of the product for every operation in its table, in each identity', () => {
    const unasked = (Object.keys(operations) as OperationName[]).flatMap((name) => [
      ...operations[name].delegated !== null && !judge.asked.get(name)?.has('person') ? [`${name} for a person`] : [],
      ...operations[name].application !== null && !judge.asked.get(name)?.has('app') ? [`${name} as itself`] : [],
    ]);
    expect(unasked.filter((each) => !ahead.requests.includes(each))).toEqual([]);
  });

  it('has a request that needed each permission which registration and manifest ask for', () => {
    const { delegatedPermissions, applicationPermissions, resourceSpecific } = readAppRegistration({ CLIENT_ID: 'any' }, { api: 1, sandbox: 2, teams: 3 });
    const needed = (kind: 'person' | 'app') => new Set<string | null>([...judge.asked].filter(([, kinds]) => kinds.has(kind)).map(([name]) => operations[name][kind === 'person' ? 'delegated' : 'application']));
    expect(delegatedPermissions.filter((name) => !needed('person').has(name))).toEqual([]);
    expect([...applicationPermissions, ...resourceSpecific].filter((name) => !needed('app').has(name) && !ahead.permissions.includes(name))).toEqual([]);
  });

  it('is what docs/sandbox.md tells (node scripts/sandbox-page.ts writes it)', () => {
    expect(readFileSync(sandboxPageFile, 'utf8')).toBe(sandboxPage(readVerification(judge)));
  });

  it('needs every entry of the table of differences', () => {
    expect(judge.unusedDifferences).toEqual([]);
  });
});
