import pg from 'pg';
import { listCommunities } from '../../api/communities/communities-contract.ts';
import { continueImport, getImport, importColumns, listImportRows, listImports, startImport, stopImport } from '../../api/import/import-contract.ts';
import { eraseMyData } from '../../api/membership/personal-data-contract.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import type { Problem } from '../../api/platform/http/operation-contract.ts';
import { startCommunityWorld, type CommunityWorld } from '../communities/community-world.ts';
import { eventually } from '../support/eventually.ts';
import { builtTeams, people, upn } from '../support/tenant-builder.ts';

/** Imports as the tab and the command line ask for them; anna is programme lead, ben is not. */
describe('importing over HTTP', () => {
  let world: CommunityWorld;
  beforeEach(async () => { world = await startCommunityWorld(); });
  afterEach(() => world.close());

  const row = (name: string, team: string = builtTeams.open) => `${name},Doing it well,professional-discipline,${upn('anna')},,${team},,,`;
  const sheet = (...rows: string[]) => [importColumns.join(','), ...rows].join('\n');
  const names = async () => (await world.api.request(listCommunities, { as: upn('anna') })).body.items.map(({ name }) => name).sort();

  async function imported(csv: string, dryRun = false) {
    const begun = await world.api.request(startImport, { as: upn('anna'), body: { csv, dryRun } });
    expect(begun.body.code).toBeUndefined();
    return eventually(async () => {
      const { body } = await world.api.request(getImport, { as: upn('anna'), params: { importId: begun.body.id } });
      expect(body.state).toBe('finished');
      return body;
    });
  }

  it('is for programme leads: others are told so, and nobody without signing in', async () => {
    const body = { csv: sheet(row('Testers')), dryRun: false };
    expect((await world.api.request(startImport, { body })).status).toBe(401);
    const refused = await world.api.request(startImport, { as: upn('ben'), body });
    expect(refused.status).toBe(403);
    expect((refused.body as { detail?: string }).detail).toEqual(expect.stringMatching(/\w+/));
    expect(await names()).toEqual([]);
  });

  it.each([
    ['empty', '', 'csv'],
    ['not in UTF-8', sheet(row('Schwei\uFFFDer')), 'csv'],
    ['without a heading of ours', 'a,b\n1,2', 'csv'],
    ['with a wrong column', sheet(row('Testers')).replace('sponsor', 'boss'), 'sponsor'],
  ])('refuses a sheet that is %s: field, reason and remedy', async (_, csv, field) => {
    const refused = await world.api.request(startImport, { as: upn('anna'), body: { csv, dryRun: false } });
    expect(refused).toMatchObject({ status: 400, body: { code: 'sheet-unreadable', detail: expect.stringMatching(/\w/), remedy: expect.stringMatching(/\w/) } });
    expect((refused.body as unknown as Problem).fields?.[0]).toEqual({ field, reason: expect.stringMatching(/\w/), remedy: expect.stringMatching(/\w/) });
  });

  it('tries without creating, creates past a bad row, and changes nothing the second time', async () => {
    const csv = sheet(row('Testers'), row('Nowhere', 'no such team'), row('Writers'));
    expect(await imported(csv, true)).toMatchObject({ created: 2, refused: 1 });
    expect(await names()).toEqual([]);

    const first = await imported(csv);
    expect(first).toMatchObject({ created: 2, unchanged: 0, refused: 1 });
    expect(await names()).toEqual(['Testers', 'Writers']);
    const { body } = await world.api.request(listImportRows, { as: upn('anna'), params: { importId: first.id }, query: { after: 0, limit: 10, outcome: 'refused' } });
    expect(body.items.flatMap(({ refusals }) => refusals.map(({ column, value }) => [column, value]))).toEqual([['team', 'no such team']]);
    const inFrench = await world.api.request(listImportRows, { as: upn('anna'), params: { importId: first.id }, query: { after: 0, limit: 10, outcome: 'refused' }, headers: { 'accept-language': 'fr-FR' } });
    expect(inFrench.body.items[0]!.refusals).toMatchObject([{ column: 'team', reason: 'Aucune équipe que vous voyez ne porte ce nom.', remedy: 'Vérifiez l’orthographe, ou écrivez l’identifiant.' }]);

    // The team opens where Microsoft 365 itself says, though only its channels were asked for.
    const { body: team } = await world.sandbox.graph(await world.sandbox.graphToken(upn('ben')), `/teams/${builtTeams.open}`);
    const links = await world.database.engine.kysely.selectFrom('ties').select('web_url').where('kind', '=', 'team').execute();
    expect(links.map(({ web_url: link }) => link)).toEqual([team.webUrl, team.webUrl]);

    // Coordinators of a sheet are no newcomers: nobody is given to them, and they welcome whoever joins.
    const welcomes = () => world.database.engine.kysely.selectFrom('member_welcomes').select(['person_id', 'host_id']).execute();
    expect(await welcomes()).toEqual([]);
    const { body: { items: [testers] } } = await world.api.request(listCommunities, { as: upn('anna'), query: { search: 'Testers' } });
    await world.api.request(joinCommunity, { as: upn('dora'), params: { communityId: testers!.id } });
    expect(await welcomes()).toEqual([{ person_id: people.dora, host_id: people.anna }]);

    // What is put into a sheet lives already.
    expect((await world.api.request(listCommunities, { as: upn('anna'), query: { stage: 'coalescing' } })).body.items).toHaveLength(2);

    expect(await imported(csv)).toMatchObject({ created: 0, unchanged: 2, refused: 1 });
    expect(await names()).toEqual(['Testers', 'Writers']);
  });

  it('asks a sponsor in words that name nobody: once a coordinator erased their data, no text of the request has their name', async () => {
    const { created } = await imported(sheet(`Namers,Doing it well,professional-discipline,${upn('dora')},${upn('carla')},${builtTeams.open},,,`));
    const asked = () => world.database.engine.kysely.selectFrom('sponsorships').selectAll().execute();
    expect([created, (await asked()).length]).toEqual([1, 1]);
    expect((await world.api.request(eraseMyData, { as: upn('dora') })).status).toBe(204);
    expect(JSON.stringify(await asked())).not.toMatch(/Dora|Rowan/);
  });

  it('is found again by whoever began it, stopped, and taken up where it stood, by one worker only', async () => {
    const as = upn('anna');
    const csv = sheet(row('Testers'), row('Writers'));
    world.sandbox.faults.set([{ operation: 'POST /$batch', hang: true, after: 1, times: 1 }]);
    const { body: { id } } = await world.api.request(startImport, { as, body: { csv } });
    const params = { importId: id };
    await eventually(async () => expect(world.sandbox.journal.entries.filter(({ path }) => path === '/v1.0/$batch')).toHaveLength(2));
    expect((await world.api.request(listImports, { as })).body.items).toMatchObject([{ id, state: 'running', done: 0, secondsLeft: null }]);
    expect((await world.api.request(continueImport, { as, params })).body).toMatchObject({ id, state: 'running' });
    for (const operation of [stopImport, continueImport]) expect((await world.api.request(operation, { as: upn('ben'), params })).status).toBe(403);

    expect((await world.api.request(stopImport, { as, params })).body).toMatchObject({ id, state: 'stopped' });
    expect(await names()).toEqual([]);
    expect((await world.api.request(continueImport, { as, params })).body).toMatchObject({ id, state: 'running' });
    await eventually(async () => expect((await world.api.request(getImport, { as, params })).body).toMatchObject({ state: 'finished', done: 2, created: 2 }));
    expect(await names()).toEqual(['Testers', 'Writers']);
    expect((await world.api.request(continueImport, { as, params })).body.code).toBe('import-finished');
    // The sheet is not needed any more; sent again, it is an import of its own.
    expect(await imported(csv)).toMatchObject({ created: 0, unchanged: 2 });
    expect((await world.api.request(listImports, { as })).body.items.map(({ state }) => state)).toEqual(['finished', 'finished']);
  });

  it('leaves nothing half done when it goes on elsewhere in the middle of a row', async () => {
    const holder = new pg.Client({ connectionString: world.database.url });
    await holder.connect();
    await holder.query(`select pg_advisory_lock(7);
      create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(7); return new; end $$;
      create trigger hold before insert on communities for each row execute function hold()`);
    const waiting = async (count: number) => expect((await holder.query("select from pg_locks where locktype = 'advisory' and objid = 7 and pid <> pg_backend_pid()")).rowCount).toBe(count);
    const { body: { id } } = await world.api.request(startImport, { as: upn('anna'), body: { csv: sheet(row('Testers')) } });
    await eventually(() => waiting(1));
    await holder.query('update imports set worker = gen_random_uuid()');
    await holder.query('select pg_advisory_unlock(7)');
    await eventually(() => waiting(0));
    await holder.end();
    expect(await names()).toEqual([]);
    expect((await world.api.request(getImport, { as: upn('anna'), params: { importId: id } })).body).toMatchObject({ state: 'running', done: 0 });
  });

  it('gets through 5,000 rows of which nearly all are refused', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => row(`Group ${index + 1}`, index % 2_500 === 0 ? builtTeams.open : `no team ${index}`));
    expect(await imported(sheet(...rows))).toMatchObject({ total: 5_000, done: 5_000, created: 2, refused: 4_998 });
    expect(await names()).toEqual(['Group 1', 'Group 2501']);
  });
});
