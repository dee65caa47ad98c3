import { randomUUID } from 'node:crypto';
import { allRoutes } from '../../api/app.ts';
import { createCommunity, listCommunities, listDirectoryFilters, listDrafts, findSimilar, saveDraft } from '../../api/communities/communities-contract.ts';
import { buildCommunity, type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { buildTenant, people, upn } from '../support/tenant-builder.ts';

/** Two organisations on one database: the same people's ids, teams and all, but another tenant. */
let ours: CommunityWorld;
let theirSandbox: TestSandbox;
let theirs: TestApi;
let theirCommunity: string;
const draftId = randomUUID();
beforeAll(async () => {
  ours = await startCommunityWorld();
  theirSandbox = await startTestSandbox({ tenant: buildTenant({ tenantId: randomUUID() }) });
  theirs = await startTestApi({ sandbox: theirSandbox, database: ours.database });
  const { status, body } = await theirs.request(createCommunity, { as: upn('ben'), body: buildCommunity({ name: 'Their secret', unit: 'Their unit', topics: ['their-topic'] }) });
  expect(status).toBe(201);
  theirCommunity = body.id;
  await theirs.request(saveDraft, { as: upn('ben'), params: { draftId }, body: { content: { name: 'Theirs' } } });
});
afterAll(async () => {
  await theirs?.close();
  await theirSandbox?.stop();
  await ours?.close();
});

/** A body that each operation takes, so that what is refused is the id. */
const bodies: Record<string, unknown> = {
  editCharter: { domain: 'Ours now', forWhom: '', practice: '', waysOfWorking: '', keyIssues: [], basedOnVersion: 1 },
  restoreCharter: { version: 1, basedOnVersion: 1 },
  linkToIssue: { target: { kind: 'activity', eventId: 'none' } },
  addTie: { target: { kind: 'team', groupId: randomUUID() } },
  pointTieElsewhere: { target: { kind: 'team', groupId: randomUUID() } },
  makePlace: { requestId: randomUUID(), place: { kind: 'team', name: 'Theirs' } },
  chooseCalendarPart: { part: null },
  changeActivityRecord: { notes: { before: '', after: 'Ours now' } },
  addFollowUp: { words: 'Ours now' },
  changeFollowUp: { done: true },
  publishActivity: { published: true },
  setActivityKind: { kind: 'story' },
  setReminders: { comes: 'morning', regular: true, timeZone: 'Europe/Berlin' },
  addLibraryItems: { items: [{ source: 'link', url: 'https://ours.example', title: 'Ours' }] },
  beginUpload: { tieId: randomUUID(), name: 'ours.md' },
  editLibraryItem: { kind: 'tool', title: 'Ours', summary: '', topics: [], reviewOn: null, issueIds: [] },
  dismissProposedFile: { driveId: 'b!theirs', fileId: '01THEIRS', dismissed: true },
  setStage: { stage: 'maturing' },
  describeMyself: { offers: ['Ours'], seeks: [], knownAs: [], timeZone: null },
  chooseLevel: { part: 'active' },
  askToLookAfter: { personId: people.dora, thing: { kind: 'issue', id: randomUUID() } },
  inviteMember: { personId: people.dora, becomes: 'coordinator' },
  answerInvitation: { accept: true },
  setPairing: { everyWeeks: 2 },
  introduceMyself: { words: 'Ours' },
  wishIntroductions: { wished: true },
  beginSeries: { startsOn: '2027-01-11', time: '15:00', timeZone: 'Europe/Berlin' },
  setSeriesCountries: { countries: ['PT'] },
  changeSeries: { changed: [], left: [randomUUID()] },
  setLaunchDate: { before: null, after: '2027-01-11' },
  addLaunchStep: { title: 'Ours' },
  changeLaunchStep: { done: true },
  putLaunchEvent: { title: 'Ours', about: '', day: '2027-01-11', time: '15:00', minutes: 60, timeZone: 'Europe/Berlin', online: true },
  announceLaunch: { words: 'Ours' },
  sayLaunched: { launched: true },
  closeCommunity: { removeAdded: true },
  askSponsor: { sponsorId: people.anna, whyNow: 'Now', memberHoursPerMonth: 2, budget: '', visibility: 'none' },
};

/** A request as ben of our organisation, who has the same object id as the coordinator over there. */
async function ask(method: string, path: string, body: unknown) {
  const began = performance.now();
  const response = await ours.api.fetch(path, {
    method, headers: { authorization: `Bearer ${await ours.sandbox.tokenFor(upn('ben'))}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: { ...JSON.parse(text), correlationId: '' }, headers: [...response.headers.keys()].sort(), milliseconds: performance.now() - began };
}

describe('an id of another tenant', () => {
  it('is answered by every operation as one that nobody has, and changes nothing there', async () => {
    const operations = allRoutes(ours.api.services).map(({ operation }) => operation).filter(({ path }) => path.includes(':communityId'));
    expect(operations.length).toBeGreaterThanOrEqual(10);
    const before = await theirs.fetch(`/api/communities/${theirCommunity}`, { headers: { authorization: `Bearer ${await theirSandbox.tokenFor(upn('ben'))}` } });
    for (const { name, method, path } of operations) {
      const [not, unknown] = await Promise.all([theirCommunity, randomUUID()].map((id) => ask(method, path.replace(':communityId', id).replace(':version', '1').replace(':what', 'welcome').replace(/:\w+/g, randomUUID()), bodies[name])));
      expect([name, not!.status, not!.body.code]).toEqual([name, 404, 'not-found']);
      expect([name, not!.body, not!.headers]).toEqual([name, unknown!.body, unknown!.headers]);
    }
    const after = await theirs.fetch(`/api/communities/${theirCommunity}`, { headers: { authorization: `Bearer ${await theirSandbox.tokenFor(upn('ben'))}` } });
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
  });

  it('takes as long to be refused as one that nobody has', async () => {
    const taken: [number[], number[]] = [[], []];
    for (let time = 0; time < 40; time += 1) {
      // One after the other and taking turns, so that what else the machine does falls on both.
      for (const [index, id] of time % 2 ? [[1, randomUUID()] as const, [0, theirCommunity] as const] : [[0, theirCommunity] as const, [1, randomUUID()] as const]) {
        taken[index].push((await ask('GET', `/api/communities/${id}`, undefined)).milliseconds);
      }
    }
    const [not, unknown] = taken.map((times) => times.sort((a, b) => a - b)[20]!);
    expect(Math.abs(not! - unknown!)).toBeLessThan(Math.max(5, unknown!));
  });

  it('is in no list, search or count', async () => {
    await ours.community({ name: 'Our own' });
    const { body: all } = await ours.api.request(listCommunities, { as: upn('ben') });
    expect(all.items.map((item) => item.name)).toEqual(['Our own']);
    for (const [field, value] of [['search', 'their secret'], ['search', 'thier secert'], ['unit', 'Their unit'], ['topic', 'their-topic']] as const) {
      expect((await ours.api.request(listCommunities, { as: upn('ben'), query: { [field]: value } })).body.items).toEqual([]);
    }
    expect((await ours.api.request(findSimilar, { as: upn('ben'), query: { name: 'Their secret' } })).body.items).toEqual([]);
    expect(JSON.stringify((await ours.api.request(listDirectoryFilters, { as: upn('ben') })).body)).not.toMatch(/[Tt]heir/);
    expect((await ours.api.request(listDrafts, { as: upn('ben') })).body.items).toEqual([]);
  });

  it('of a draft is free here: each organisation has its own', async () => {
    expect((await ours.api.request(saveDraft, { as: upn('ben'), params: { draftId }, body: { content: { name: 'Ours' } } })).status).toBe(200);
    expect((await theirs.request(listDrafts, { as: upn('ben') })).body.items).toMatchObject([{ id: draftId, content: { name: 'Theirs' } }]);
  });
});
