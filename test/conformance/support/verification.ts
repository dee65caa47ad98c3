import { existsSync } from 'node:fs';
import type { Verification } from '../../../scripts/sandbox-page.ts';
import { exchangesOf } from '../../../scripts/support/exchanges.ts';
import { Csdl } from './csdl.ts';
import { DifferenceTable } from './differences.ts';
import { readExamples } from './docs-examples.ts';
import { ExchangeJudge, readExchanges } from './exchange-judge.ts';
import { PermissionTable } from './permission-table.ts';
import { graphMetadata } from './shared-files.ts';

/** Judges all that was kept of the last whole run of the suite and of the conformance tests. */
export function judgeAll(): ExchangeJudge {
  const judge = new ExchangeJudge(Csdl.read(graphMetadata), PermissionTable.read());
  for (const folder of Object.values(exchangesOf)) {
    if (existsSync(folder)) for (const exchange of readExchanges(folder)) judge.judge(exchange);
  }
  return judge;
}

/** How each operation was verified, for the page about the sandbox. */
export function readVerification(judge = judgeAll()): Verification {
  const table = new DifferenceTable('examples');
  const examples = new Map<string, number>();
  for (const { name, operation } of readExamples(Csdl.read(graphMetadata))) {
    const key = `${operation.method} ${operation.path}`;
    if (!table.setsAside(name)) examples.set(key, (examples.get(key) ?? 0) + 1);
  }
  return { metadata: new Set(judge.answered.keys()), examples, client: judge.byGraphClient };
}
