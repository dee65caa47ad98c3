import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { graphOperations } from '../../sandbox/graph/operations-index.ts';
import { checkAnswer } from './support/answer-checker.ts';
import { Csdl } from './support/csdl.ts';
import { DifferenceTable } from './support/differences.ts';
import { readExchanges } from './support/exchange-judge.ts';
import { isAlwaysRefused, OperationWorld } from './support/operation-world.ts';
import { describeWithSharedData, graphMetadata, sayWhenMissing } from './support/shared-data.ts';

sayWhenMissing();

describeWithSharedData('every operation of the sandbox, held against Microsoft Graph’s own metadata', () => {
  const kept = mkdtempSync(path.join(tmpdir(), 'exchanges-'));
  let world: OperationWorld;
  let csdl: Csdl;
  beforeAll(async () => {
    csdl = Csdl.read(graphMetadata);
    world = await OperationWorld.start(kept);
  });
  afterAll(async () => {
    await world?.stop();
    if (process.env.SANDBOX_EXCHANGES) cpSync(kept, process.env.SANDBOX_EXCHANGES, { recursive: true });
    rmSync(kept, { recursive: true, force: true });
  });

  it.each(graphOperations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))('%s succeeds', async (name, operation) => {
    const { status, body } = await world.send(operation.method, await world.prepare(operation));
    if (isAlwaysRefused(name)) expect([400, 403]).toContain(status);
    else expect({ status, error: status < 400 ? undefined : body?.error }).toMatchObject({ status: expect.any(Number), error: undefined });
  });

  it('answers all of them as the metadata has it', () => {
    const table = new DifferenceTable('answers');
    const wrong = [...readExchanges(kept)].flatMap((exchange) => table.unjustified(exchange.operation ?? '', checkAnswer(csdl, exchange)).map((each) => `${exchange.operation} → ${each}`));
    expect([...new Set(wrong)]).toEqual([]);
  });
});
