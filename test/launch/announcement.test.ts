import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { announcementToTell } from '../../api/launch/announce-launch.ts';
import { textOf } from '../sponsorship/card-client.ts';
import { builtChannels, builtTeams, people } from '../support/tenant-builder.ts';
import { startWorld, type World } from '../teams/teams-harness.ts';

let world: World;
beforeAll(async () => { world = await startWorld(); }, 60_000);
afterEach(() => { world.sandbox.faults.clear(); });
afterAll(async () => { await world?.stop(); });

const at = (id: string, rest: string) => `/api/communities/${id}/launch${rest}`;
const plan = async (id: string) => (await world.call(people.ben, 'GET', at(id, ''))).body;
const announce = (id: string, words: string, as: string = people.ben) => world.call(as, 'PUT', at(id, '/announcement'), { words });
const posted = async (name: string) => (await world.teams.as(people.ben).messages(builtChannels.help)).map(textOf).filter((text) => text.includes(name));
async function community(name: string): Promise<string> {
  const id = await world.community({ ben: 'coordinator', carla: 'active' }, { name });
  await sql`insert into ties (tenant_id, id, community_id, kind, group_id, graph_id, name, state, state_since, tied_by, tied_at, is_home) values (${world.tenantId}, ${randomUUID()}, ${id}, 'channel', ${builtTeams.open}, ${builtChannels.help}, 'Ask for help', 'sound', now(), ${people.ben}, now(), true)`.execute(world.database.engine.kysely);
  await world.call(people.ben, 'PUT', at(id, '/date'), { before: null, after: null });
  return id;
}

describe('an announcement', () => {
  it('is posted by the bot in the channel, once, in the words of whoever announces, once the app is there; its step is ticked', async () => {
    const untied = await world.community({ ben: 'coordinator' });
    expect((await announce(untied, 'Hello')).body).toMatchObject({ status: 409, code: 'no-launch-plan' });
    await world.call(people.ben, 'PUT', at(untied, '/date'), { before: null, after: null });
    expect((await announce(untied, 'Hello')).body).toMatchObject({ status: 409, code: 'no-channel' });
    const id = await community('Announced pumps');
    expect([(await announce(id, 'Hello', people.carla)).status, (await announce(id, ' ')).status, (await announce(id, 'x'.repeat(2_001))).status]).toEqual([403, 400, 400]);
    expect(await plan(id)).toMatchObject({ channel: 'Ask for help', announcement: null });
    expect((await announce(id, 'Lost words')).body.announcement).toMatchObject({ state: 'open', words: 'Lost words' });
    await world.idle();
    expect((await plan(id)).announcement).toMatchObject({ state: 'not-sent', why: 'app-not-installed', words: 'Lost words' });
    await world.teams.as(people.ben).installAppInTeam(builtTeams.open, world.clientId);
    const words = '**We begin**, <b>all</b> {{DATE(x)}} 👩‍🔧 مرحبا';
    await Promise.all([announce(id, words), announce(id, words)]);
    await world.idle();
    const { announcement, steps } = await plan(id);
    expect(announcement).toMatchObject({ state: 'sent', why: null, words, by: { id: people.ben } });
    expect(steps.find(({ title }: { title: string }) => title === 'Announce it in the channel')).toMatchObject({ done: { by: { id: people.ben } } });
    expect((await announce(id, 'Once more')).body.announcement).toMatchObject({ state: 'sent', words });
    await world.idle();
    expect(await posted('Announced pumps')).toEqual([expect.stringContaining('**We begin**, <b>all</b> {\u200B{DATE(x)}} 👩‍🔧 مرحبا')]);
  });

  it('that may have got there is not posted again by itself: somebody looks, and says that it is there or posts it again', async () => {
    const id = await community('Perhaps announced');
    await world.teams.as(people.ben).installAppInTeam(builtTeams.open, world.clientId);
    world.sandbox.faults.set([{ operation: 'POST /v3/conversations', resetAfter: true, times: 1 }]);
    await announce(id, 'Taken without a word');
    await world.idle();
    expect([(await plan(id)).announcement.state, (await posted('Perhaps announced')).length]).toEqual(['perhaps-sent', 1]);
    expect((await world.call(people.ben, 'PUT', at(id, '/announcement/there'))).body).toMatchObject({ announcement: { state: 'sent' } });

    // The process ends between posting and noting so.
    const cut = await community('Cut announced');
    const row = randomUUID();
    await sql`insert into launch_announcements (tenant_id, community_id, id, words, language, posted_by, posted_at, not_told) values (${world.tenantId}, ${cut}, ${row}, 'Cut off', 'fr', ${people.ben}, now(), 'being-posted')`.execute(world.database.engine.kysely);
    expect((await announce(cut, 'Cut off')).body.announcement.state).toBe('open');
    const load = () => world.database.inTenant(world.tenantId, (trx) => announcementToTell(world.api.services, trx, world.tenantId, row));
    expect([await load(), await load(), (await plan(cut)).announcement.state]).toEqual([null, null, 'perhaps-sent']);
    await announce(cut, 'Cut off');
    await world.idle();
    expect([(await plan(cut)).announcement.state, (await posted('Cut announced')).length]).toEqual(['sent', 1]);
  });
});
