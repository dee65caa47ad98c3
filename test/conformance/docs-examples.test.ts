import { catalogId } from '../../sandbox/graph/apps/apps-area.ts';
import { buildDomain, people, upn } from '../support/tenant-builder.ts';
import { Csdl } from './support/csdl.ts';
import { DifferenceTable } from './support/differences.ts';
import { compareForm, readExamples, type DocumentedExample } from './support/docs-examples.ts';
import { OperationWorld } from './support/operation-world.ts';
import { describeWithSharedData, graphMetadata, hasSharedData, sayWhenMissing } from './support/shared-data.ts';

sayWhenMissing();

describeWithSharedData('the documentation’s examples of what the sandbox offers', () => {
  const examples = hasSharedData ? readExamples(Csdl.read(graphMetadata)) : [];
  const table = new DifferenceTable('examples');
  let world: OperationWorld;
  beforeAll(async () => { world = await OperationWorld.start(); });
  afterAll(() => world?.stop());

  it.each(examples.map((example) => [example.name, example] as const))('%s', async (_name, example) => {
    const call = await world.prepare(example.operation, whatIsThere(example));
    const { status, body } = await world.send(example.operation.method, { ...call, headers: { consistencylevel: 'eventual', ...call.headers } });
    const different = status === example.status ? compareForm(example.body, body === '' ? undefined : body) : [`answers ${status} and not ${example.status}`];
    if (status === 200 && Array.isArray(body.value) && body.value.length === 0) different.push('finds nothing to compare');
    expect(table.unjustified(example.name, different)).toEqual([]);
  });

  it('need every entry of the table of differences', () => {
    expect(table.unused.map(({ operation, deviation }) => `${operation} ${deviation}`)).toEqual([]);
  });

  /** Values that an example seeks are its own; the same question, about what is in this sandbox. */
  function whatIsThere({ query }: DocumentedExample): string {
    const app = world.sandbox.app;
    return query
      .replace(/(\bexternalId(?: |\+|%20)eq(?: |\+|%20)')[^']*/, `$1${app.manifest.id}`)
      .replace(/(\$filter=id\+eq\+')[^']*/, `$1${catalogId(app)}`)
      .replace(/(userId eq ')[^']*/, `$1${people.ben}`)
      .replace(/"displayName:wa"/, '"displayName:do"').replace('%23EXT%23@contoso.com', buildDomain)
      .replace("issuerAssignedId eq 'j.smith@yahoo.com' and c/issuer eq 'My B2C tenant'", `issuerAssignedId eq '${upn('ben')}' and c/issuer eq '${buildDomain}'`).replace("displayName eq 'A Contoso Team'", "displayName eq 'Pumps'").replace("startswith(displayName, 'A')", "startswith(displayName, 'P')")
      .replace('"displayName:Video"', '"displayName:Pumps"');
  }
});
