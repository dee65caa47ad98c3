import { createCommunity, finishCreating, getCommunity, getHappening } from '../../api/communities/communities-contract.ts';
import { sql } from 'kysely';
import { startTestApi, type TestApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { builtChannels, builtTeams, upn } from '../support/tenant-builder.ts';
import { buildCommunity, type CommunityWorld, type CreateBody, firstActivity, startCommunityWorld } from './community-world.ts';

let world: CommunityWorld;
beforeEach(async () => { world = await startCommunityWorld(); });
afterEach(async () => { await world.close(); });

const everything = (): CreateBody => buildCommunity({ pinTab: true, firstActivity: firstActivity(world.clock.now) });
const send = (body: CreateBody) => world.api.request(createCommunity, { as: upn('ben'), body });

/** How many of each Graph holds for a community. */
async function held(communityId: string): Promise<{ installations: number; tabs: number; events: number }> {
  const token = await world.sandbox.graphToken(upn('ben'));
  const [installed, tabs, events] = await Promise.all([
    world.sandbox.graph(token, `/teams/${builtTeams.open}/installedApps?$expand=teamsApp`),
    world.sandbox.graph(token, `/teams/${builtTeams.open}/channels/${builtChannels.help}/tabs`),
    world.sandbox.graph(token, `/groups/${builtTeams.open}/events?$top=100`),
  ]);
  return {
    installations: installed.body.value.filter((each: { teamsApp?: { externalId?: string } }) => each.teamsApp?.externalId === world.sandbox.app.clientId).length,
    tabs: tabs.body.value.filter((each: { configuration?: { entityId?: string } }) => each.configuration?.entityId === communityId).length,
    events: events.body.value.filter((each: { subject?: string }) => each.subject === 'First clinic').length,
  };
}

const oneOfEach = { installations: 1, tabs: 1, events: 1 };
const later = (seconds: number) => { world.clock.now = new Date(world.clock.now.getTime() + seconds * 1_000); };

describe('what Microsoft 365 did not do when a community was created', () => {
  it.each([
    ['installing the app', 'POST', '/installedApps$'], ['pinning the tab', 'POST', '/tabs$'], ['the event', 'POST', '/events$'],
  ])('is there exactly once when the answer to %s is lost, after the person’s retry', async (_step, method, path) => {
    world.sandbox.faults.set([{ method, path, resetAfter: true, times: 1 }]);
    const body = everything();
    const first = await send(body);
    expect(first.status).toBe(201);
    world.sandbox.faults.clear();
    const again = await send(body);
    expect([again.body.id, again.body.unfinished]).toEqual([first.body.id, []]);
    expect(await held(first.body.id)).toEqual(oneOfEach);
  });

  it.each(['install-app', 'pin-tab', 'first-activity'])('is there exactly once when the process dies between writing and noting it: %s', async (step) => {
    const body = everything();
    // The note of this step cannot be written, as if the process had ended before it.
    await sql`create function die() returns trigger language plpgsql as $$ begin
      if new.state = 'done' and new.step = ${sql.lit(step)} then raise exception 'the process was killed' using errcode = '57P01'; end if; return new; end $$`.execute(world.database.engine.kysely);
    await sql`create trigger die before update on graph_writes for each row execute function die()`.execute(world.database.engine.kysely);
    expect((await send(body)).status).toBe(503);
    await sql`drop trigger die on graph_writes`.execute(world.database.engine.kysely);

    const restarted: TestApi = await startTestApi({ sandbox: world.sandbox, database: world.database, overrides: { clock: () => world.clock.now } });
    try {
      // What the dead process had of Microsoft's limits counts on for some seconds: until then the page says that it is tried again.
      const page = await eventually(async () => {
        later(60);
        const answer = await restarted.request(createCommunity, { as: upn('ben'), body });
        expect(answer.body.unfinished).toEqual([]);
        return answer.body;
      }, 20_000);
      expect(await held(page.id)).toEqual(oneOfEach);
    } finally {
      await restarted.close();
    }
  });

  it('is finished by the coordinator’s next visit when it was passing trouble, and is in nobody else’s way', async () => {
    world.sandbox.faults.set([{ method: 'POST', path: '/(tabs|events)$', status: 503 }]);
    const { body: page } = await send(everything());
    expect(page.unfinished.map(({ step, code }) => [step, code])).toEqual([['pin-tab', 'graph-unavailable'], ['first-activity', 'graph-unavailable']]);
    expect(page.unfinished[0]!.detail).toMatch(/^The tab could not be pinned in the channel/);
    world.sandbox.faults.clear();
    const params = { communityId: page.id };
    expect((await world.api.request(getCommunity, { as: upn('dora'), params })).body.unfinished).toEqual([]);
    expect((await world.api.request(getHappening, { as: upn('dora'), params })).status).toBe(200);
    expect(await held(page.id)).toEqual({ installations: 1, tabs: 0, events: 0 });
    const { body: seen } = await world.api.request(getHappening, { as: upn('ben'), params });
    expect(seen.activities.map((activity) => activity.subject)).toContain('First clinic');
    expect((await world.api.request(getCommunity, { as: upn('ben'), params })).body.unfinished).toEqual([]);
    expect(await held(page.id)).toEqual(oneOfEach);
  });

  it('says which permission is missing, waits for somebody to see to it, and is done when asked again', async () => {
    world.sandbox.faults.set([{ method: 'POST', path: '/installedApps$', status: 403 }, { method: 'POST', path: '/events$', status: 403 }]);
    const { body: page } = await send(everything());
    expect(page.unfinished.map(({ step, code }) => [step, code])).toEqual([['install-app', 'graph-forbidden'], ['pin-tab', 'graph-forbidden'], ['first-activity', 'graph-forbidden']]);
    expect(page.unfinished[0]).toMatchObject({ detail: 'Trellis could not be added to the team: you may not add apps to this team.', remedy: 'Ask an owner of the team to add the app Trellis, then try again.' });
    world.sandbox.faults.clear();
    const params = { communityId: page.id };
    world.sandbox.journal.clear();
    await world.api.request(getHappening, { as: upn('ben'), params });
    expect(world.graphWrites()).toEqual([]);
    expect((await world.api.request(finishCreating, { as: upn('dora'), params })).body.code).toBe('not-allowed');
    expect((await world.api.request(finishCreating, { params })).status).toBe(401);
    const done = await world.api.request(finishCreating, { as: upn('ben'), params });
    expect([done.status, done.body.unfinished]).toEqual([200, []]);
    expect((await world.api.request(finishCreating, { as: upn('ben'), params })).status).toBe(200);
    expect(await held(page.id)).toEqual(oneOfEach);
  });
});
