import { createCommunity, listCommunities, listDrafts, saveDraft } from '../../api/communities/communities-contract.ts';
import { buildCommunity, firstActivity } from '../communities/community-world.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { type FlakyProxy, startFlakyProxy } from '../support/flaky-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { builtChannels, builtTeams, upn } from '../support/tenant-builder.ts';

const clock = { now: new Date() };
let sandbox: TestSandbox;
let database: TestDatabase;
let proxy: FlakyProxy;
let api: TestApi;
beforeAll(async () => {
  [sandbox, database] = await Promise.all([startTestSandbox({ clock: () => clock.now.getTime() }), createTestDatabase()]);
  proxy = await startFlakyProxy(database.url);
  api = await startTestApi({ sandbox, database: { url: proxy.url }, overrides: { clock: () => clock.now } });
});
afterAll(async () => {
  await api?.close();
  await proxy?.close();
  await sandbox?.stop();
  await database?.close();
});

/** What Graph and the directory hold of a community by its name, which is the tab's and the activity's too. */
async function held(name: string) {
  const token = await sandbox.graphToken(upn('ben'));
  const [tabs, events] = await Promise.all([
    sandbox.graph(token, `/teams/${builtTeams.open}/channels/${builtChannels.help}/tabs`), sandbox.graph(token, `/groups/${builtTeams.open}/events?$top=100`),
  ]);
  const { body } = await api.request(listCommunities, { as: upn('ben') });
  return {
    communities: body.items.filter((each) => each.name === name).length,
    tabs: tabs.body.value.filter((each: { displayName: string }) => each.displayName === name).length,
    events: events.body.value.filter((each: { subject: string }) => each.subject === name).length,
  };
}

describe('a database that goes away while a community is created', () => {
  it.each([
    ['before anything is stored', 'Cut before', 'POST', '^/v1.0/\\$batch'],
    ['after the app was added', 'Cut at the tab', 'POST', '/tabs$'],
    ['after the tab was pinned', 'Cut at the event', 'POST', '/events$'],
  ])('%s: the person is told, the draft stays or is done with, and the retry gives exactly one of everything', async (_when, name, method, path) => {
    const body = buildCommunity({ name, pinTab: true, firstActivity: { ...firstActivity(clock.now), subject: name } });
    await api.request(saveDraft, { as: upn('ben'), params: { draftId: body.requestId }, body: { content: { name } } });
    // Graph does it, but the database is gone by the time it answers.
    const { journal } = sandbox;
    const add = journal.add.bind(journal);
    let cut: Promise<void> | undefined;
    journal.add = (entry) => {
      if (!cut && entry.method === method && new RegExp(path).test(entry.path)) cut = proxy.cut();
      add(entry);
    };
    const refused = await api.request(createCommunity, { as: upn('ben'), body });
    journal.add = add;
    expect([refused.status, refused.body.code, cut === undefined]).toEqual([503, 'database-unavailable', false]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    await cut;
    const stillGone = await api.request(createCommunity, { as: upn('ben'), body });
    expect([stillGone.status, stillGone.body.code]).toEqual([503, 'database-unavailable']);

    await proxy.mend();
    const drafts = await eventually(async () => {
      const listed = await api.request(listDrafts, { as: upn('ben') });
      expect(listed.status).toBe(200);
      return listed.body.items.map((draft) => draft.content);
    });
    // What was typed is in the draft, until it is in the community.
    expect(drafts).toEqual((await held(name)).communities === 0 ? [{ name }] : []);
    clock.now = new Date(clock.now.getTime() + 60_000);
    const again = await api.request(createCommunity, { as: upn('ben'), body });
    expect([again.status, again.body.unfinished]).toEqual([201, []]);
    expect(await held(name)).toEqual({ communities: 1, tabs: 1, events: 1 });
  });
});
