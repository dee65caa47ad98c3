import { randomUUID } from 'node:crypto';
import { editCharter, getCharter } from '../../api/charter/charter-contract.ts';
import { careAboutIssue, linkToIssue, listIssueLinks, relinkToIssue, stopCaring, unlinkFromIssue, type LinkTarget } from '../../api/charter/issues-contract.ts';
import { closeCommunity } from '../../api/communities/closing-contract.ts';
import { type CommunityPage, getHappening } from '../../api/communities/communities-contract.ts';
import { joinCommunity, leaveCommunity } from '../../api/membership/membership-contract.ts';
import { builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';

let world: CommunityWorld;
let page: CommunityPage;
let issueId: string;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });
beforeEach(async () => {
  page = await world.community();
  issueId = page.charter.keyIssues[0]!.id;
});
afterEach(() => { world.sandbox.faults.clear(); });

const ben = upn('ben');
const params = () => ({ communityId: page.id, issueId });
const care = (as: string, yes = true, issue = issueId) => world.api.request(yes ? careAboutIssue : stopCaring, { ...(as && { as }), params: { ...params(), issueId: issue } });
const join = (as: string) => world.api.request(joinCommunity, { as, params: { communityId: page.id } });
const seen = async (as = upn('emil')) => (await world.api.request(getCharter, { as, params: { communityId: page.id } })).body;
const look = (as: string) => world.api.request(getHappening, { as, params: { communityId: page.id } });
const link = (target: LinkTarget, as = ben, issue = issueId) => world.api.request(linkToIssue, { ...(as && { as }), params: { ...params(), issueId: issue }, body: { target } });
const unlink = (linkId: string, as = ben) => world.api.request(unlinkFromIssue, { ...(as && { as }), params: { ...params(), linkId } });
const relink = (linkId: string, as = ben) => world.api.request(relinkToIssue, { ...(as && { as }), params: { ...params(), linkId } });
const links = async (as: string) => (await world.api.request(listIssueLinks, { as, params: { communityId: page.id } })).body;
/** The first file and the first activity that the community's page shows somebody. */
async function shownTo(as: string): Promise<{ file: LinkTarget; activity: LinkTarget; fileName: string }> {
  const { practice: [file], activities: [activity] } = (await look(as)).body;
  return { file: { kind: 'file', driveId: file!.driveId, itemId: file!.itemId }, activity: { kind: 'activity', eventId: activity!.eventId }, fileName: file!.name };
}

describe('who cares about a key issue', () => {
  it('is what members say of themselves, once, and take back', async () => {
    for (const who of ['dora', 'carla'] as const) await join(upn(who));
    for (let times = 0; times < 2; times += 1) expect((await care(upn('dora'))).body).toMatchObject({ issueId, iCare: true, caringCount: 1, caring: [{ id: people.dora, displayName: 'Dora Rowan' }] });
    await care(upn('carla'));
    expect((await seen()).issues).toMatchObject([{ issueId, iCare: false, caringCount: 2, caring: [{ displayName: 'Carla Rowan' }, { displayName: 'Dora Rowan' }] }]);
    for (let times = 0; times < 2; times += 1) expect((await care(upn('dora'), false)).body).toMatchObject({ iCare: false, caringCount: 1 });
  });

  it('is for members: not for others, whatever their role, and not in a closed community', async () => {
    for (const who of ['emil', 'anna'] as const) expect((await care(upn(who))).body).toMatchObject({ status: 403, code: 'members-care', remedy: expect.stringContaining('Join') });
    expect([(await care('')).status, (await care(ben, true, randomUUID())).status, (await care(ben, true, 'first')).status]).toEqual([401, 404, 400]);
    await world.api.request(closeCommunity, { as: ben, params: { communityId: page.id }, body: { removeAdded: false } });
    expect((await care(ben)).body.code).toBe('community-closed');
  });

  it('goes with the person who leaves: no name stays, and a new start is one', async () => {
    await join(upn('dora'));
    await care(upn('dora'));
    await world.api.request(leaveCommunity, { as: upn('dora'), params: { communityId: page.id } });
    expect((await seen()).issues).toMatchObject([{ caringCount: 0, caring: [] }]);
    expect(await world.database.engine.kysely.selectFrom('key_issue_carers').selectAll().where('person_id', '=', people.dora).execute()).toEqual([]);
    await join(upn('dora'));
    expect((await seen(upn('dora'))).issues).toMatchObject([{ iCare: false }]);
  });

  it('stays with the issue through other words and another state, and shows eight names and how many there are', async () => {
    await care(ben);
    const { domain, forWhom, practice, waysOfWorking } = page.charter;
    await world.api.request(editCharter, { as: ben, params: params(), body: { domain, forWhom, practice, waysOfWorking, keyIssues: [{ id: issueId, title: 'Gaskets', state: 'settled' }], basedOnVersion: 1 } });
    expect((await seen()).issues).toMatchObject([{ issueId, caringCount: 1 }]);
    const { tenantId } = world.sandbox;
    const more = Array.from({ length: 9 }, () => ({ tenant_id: tenantId, community_id: page.id, person_id: randomUUID() }));
    await world.database.engine.kysely.insertInto('memberships').values(more.map((each) => ({ ...each, part: 'active', joined_at: new Date() }))).execute();
    await world.database.engine.kysely.insertInto('key_issue_carers').values(more.map((each) => ({ ...each, issue_id: issueId, since: new Date() }))).execute();
    expect((await seen()).issues.map(({ caring, caringCount }) => [caring.length, caringCount])).toEqual([[8, 10]]);
  });
});

describe('what is linked to a key issue', () => {
  it('is a file or an activity of the community, once, shown to whoever may see it, and taken away again', async () => {
    const { file, activity, fileName } = await shownTo(ben);
    world.sandbox.journal.clear();
    for (let times = 0; times < 2; times += 1) expect([await link(file), await link(activity)]).toMatchObject([{ status: 201, body: { issueId, kind: 'file', name: fileName } }, { status: 201, body: { kind: 'activity', name: 'Pump clinic' } }]);
    expect((await seen(ben)).issues).toMatchObject([{ linkCount: 2 }]);
    const shown = await links(ben);
    expect(shown).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ name: fileName }), expect.objectContaining({ name: 'Pump clinic' })]), hidden: {}, trouble: null });
    expect(world.roundTrips()).toBe(0);
    for (let times = 0; times < 2; times += 1) expect((await unlink(shown.items[0]!.id)).status).toBe(204);
    expect((await links(ben)).items).toHaveLength(1);
    for (let times = 0; times < 2; times += 1) expect((await relink(shown.items[0]!.id)).status).toBe(204);
    expect([(await links(ben)).items.length, (await seen(ben)).issues[0]!.linkCount]).toEqual([2, 2]);
    await unlink(shown.items[0]!.id);
    const began = world.clock.now;
    world.clock.now = new Date(began.getTime() + 2 * 86_400_000);
    await unlink(shown.items[1]!.id);
    expect([(await relink(shown.items[0]!.id)).status, (await relink(shown.items[1]!.id)).status]).toEqual([404, 204]);
    world.clock.now = began;
    expect(world.graphWrites()).toEqual([]);
  });

  it('is asked of Microsoft 365 for one who has not looked yet, in one round trip, also when the activity is long over', async () => {
    const { file, activity, fileName } = await shownTo(ben);
    await Promise.all([link(file), link(activity)]);
    const began = world.clock.now;
    world.clock.now = new Date(began.getTime() + 300 * 86_400_000);
    world.sandbox.journal.clear();
    expect((await links(upn('dora'))).items.map(({ name }) => name).sort()).toEqual(['Pump clinic', fileName].sort());
    expect(world.roundTrips()).toBe(1);
    world.clock.now = began;
  });

  it('has no name for one who may not see it: it is only counted, also while Microsoft 365 does not answer', async () => {
    const { file, fileName } = await shownTo(ben);
    await link(file);
    world.sandbox.faults.set([{ path: `/drives/${builtDrives.open}`, status: 403 }]);
    const hidden = await links(upn('carla'));
    expect([hidden.items, hidden.hidden, JSON.stringify(hidden).includes(fileName)]).toEqual([[], { [issueId]: 1 }, false]);
    world.sandbox.faults.set([{ path: `/drives/${builtDrives.open}`, status: 503 }]);
    expect(await links(upn('carla'))).toMatchObject({ items: [], hidden: { [issueId]: 1 }, trouble: { code: 'graph-unavailable' } });
    const { rows } = await world.database.engine.kysely.selectFrom('key_issue_links').selectAll().execute().then((all) => ({ rows: JSON.stringify(all) }));
    expect(rows).not.toContain(fileName);
  });

  it('is for those who write the charter, and of what the page shows them', async () => {
    const { file } = await shownTo(ben);
    await join(upn('dora'));
    expect([await link(file, upn('dora')), await unlink(randomUUID(), upn('anna')), await relink(randomUUID(), upn('dora'))].map(({ status, body }) => [status, (body as { code?: string }).code])).toEqual([[403, 'charter-is-the-communitys'], [403, 'charter-is-the-communitys'], [403, 'charter-is-the-communitys']]);
    for (const target of [{ ...file, itemId: 'another' }, { kind: 'activity', eventId: 'none' }] as LinkTarget[]) {
      expect((await link(target)).body).toMatchObject({ status: 400, fields: [{ field: '/target', reason: expect.stringMatching(/\w/), remedy: expect.stringMatching(/\w/) }] });
    }
    expect([(await link(file, '')).status, (await unlink(randomUUID(), '')).status, (await relink(randomUUID(), '')).status, (await link(file, ben, randomUUID())).status, (await link({ kind: 'team', groupId: builtTeams.open } as never)).status]).toEqual([401, 401, 401, 404, 400]);
    expect((await world.api.request(listIssueLinks, { params: { communityId: page.id } })).status).toBe(401);
    expect((await world.api.request(listIssueLinks, { as: ben, params: { communityId: randomUUID() } })).status).toBe(404);
  });
});
