import { existsSync } from 'node:fs';
import { exchangesOf } from '../../../scripts/support/exchanges.ts';
import { Csdl } from './csdl.ts';
import { ExchangeJudge, readExchanges } from './exchange-judge.ts';
import { PermissionTable } from './permission-table.ts';
import { graphMetadata } from './shared-data.ts';

/** Judges all that was kept of the last whole run of the suite and of the conformance tests. */
export function judgeAll(): ExchangeJudge {
  const judge = new ExchangeJudge(Csdl.read(graphMetadata), PermissionTable.read());
  for (const folder of Object.values(exchangesOf)) {
    if (existsSync(folder)) for (const exchange of readExchanges(folder)) judge.judge(exchange);
  }
  return judge;
}
