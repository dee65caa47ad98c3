import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Charter, editCharter, getCharter, getCharterVersion, listCharterVersions, restoreCharter } from '../../api/charter/charter-contract.ts';
import { closeCommunity } from '../../api/communities/closing-contract.ts';
import { getCommunity } from '../../api/communities/communities-contract.ts';
import { askSponsor } from '../../api/sponsorship/sponsorship-contract.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import { people, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';

let world: CommunityWorld;
let communityId: string;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });
beforeEach(async () => {
  communityId = (await world.community({ ties: [] })).id;
  await world.api.request(joinCommunity, { as: upn('dora'), params: { communityId } });
  await sql`update memberships set part = 'core' where community_id = ${communityId} and person_id = ${people.dora}`.execute(world.database.engine.kysely);
});

interface Typed { domain: string; forWhom: string; practice: string; waysOfWorking: string; keyIssues: { id?: string; title: string; state?: 'open' | 'being-worked-on' | 'settled' }[] }
const text: Typed = { domain: 'Pumps of every kind', forWhom: 'Everyone', practice: 'Cases', waysOfWorking: 'Weekly', keyIssues: [{ title: 'Noise', state: 'being-worked-on' }] };
const edit = (as: string | undefined, basedOnVersion: number, changes: Partial<Typed> = {}, id = communityId) =>
  world.api.request(editCharter, { ...(as && { as }), params: { communityId: id }, body: { ...text, ...changes, basedOnVersion } });
const see = (as: string | undefined = upn('emil'), id = communityId) => world.api.request(getCharter, { ...(as && { as }), params: { communityId: id } });
const versions = async (query = {}) => (await world.api.request(listCharterVersions, { as: upn('emil'), params: { communityId }, query })).body;
const refused = (answer: { body: unknown }) => answer.body as { code: string; detail: string; remedy: string; fields: { field: string; reason: string; remedy: string }[] };
/** What the charter says now, to be changed here and there. */
const asItIs = async (): Promise<Typed> => { const { domain, forWhom, practice, waysOfWorking, keyIssues } = (await see()).body.charter; return { domain, forWhom, practice, waysOfWorking, keyIssues: keyIssues.map(({ id, title, state }) => ({ id, title, state })) }; };

describe('editing the charter', () => {
  it('makes the next version; the same change sent twice is one, and what says nothing new is none', async () => {
    const first = await edit(upn('ben'), 1);
    expect([first.status, first.body]).toEqual([200, expect.objectContaining({ version: 2, domain: 'Pumps of every kind', restoredFrom: null, updatedBy: { id: people.ben, displayName: 'Ben Rowan' } })]);
    expect(first.body.keyIssues).toMatchObject([{ title: 'Noise', state: 'being-worked-on', since: world.clock.now.toISOString() }]);
    for (const base of [1, 2]) {
      const again = await edit(upn('ben'), base, base === 2 ? { keyIssues: first.body.keyIssues.map(({ id, title, state }) => ({ id, title, state })) } : {});
      expect([again.status, again.body]).toEqual([200, first.body]);
    }
    // Somebody else wrote meanwhile, and the first answer was lost.
    const { body: theirs } = await edit(upn('dora'), 2, { ...(await asItIs()), practice: 'Stories' });
    expect((await edit(upn('ben'), 1)).body).toMatchObject({ version: theirs.version, practice: 'Stories', keyIssues: [{ title: 'Noise' }] });
  });

  it('keeps what two people changed at the same time in different fields and issues', async () => {
    const base = await asItIs();
    const [seals] = base.keyIssues;
    const [ben, dora] = await Promise.all([
      edit(upn('ben'), 1, { ...base, domain: 'Pumps and valves', keyIssues: [{ ...seals!, title: 'Seals fail within a year' }, { title: 'Noise' }] }),
      edit(upn('dora'), 1, { ...base, forWhom: 'Whoever hears one', keyIssues: [{ ...seals!, state: 'settled' }, { title: 'Leaks' }] }),
    ]);
    expect([ben.status, dora.status]).toEqual([200, 200]);
    const { charter } = (await see()).body;
    expect(charter).toMatchObject({ version: 3, domain: 'Pumps and valves', forWhom: 'Whoever hears one', practice: base.practice });
    expect(charter.keyIssues[0]).toMatchObject({ id: seals!.id, title: 'Seals fail within a year', state: 'settled' });
    expect(charter.keyIssues.slice(1).map(({ title }) => title).sort()).toEqual(['Leaks', 'Noise']);
    expect((await versions()).items.map(({ updatedBy, changed }) => [updatedBy.id, changed])).toEqual(expect.arrayContaining([
      [people.ben, ['domain', 'keyIssues']], [people.dora, ['forWhom', 'keyIssues']], [people.ben, ['domain', 'forWhom', 'practice', 'waysOfWorking', 'keyIssues']],
    ]));
  });

  it('stores nothing where both changed the same, and names each field', async () => {
    const base = await asItIs();
    const [seals] = base.keyIssues;
    expect((await edit(upn('dora'), 1, { ...base, domain: 'One', practice: 'Hers', keyIssues: [] })).status).toBe(200);
    const answer = await edit(upn('ben'), 1, { ...base, domain: 'Two', forWhom: 'His', keyIssues: [{ ...seals!, title: 'Seals and gaskets' }] });
    expect([answer.status, refused(answer)]).toEqual([409, expect.objectContaining({ code: 'charter-changed', detail: expect.stringContaining('Dora Rowan') })]);
    expect(refused(answer).fields.map(({ field }) => field)).toEqual(['/domain', `/keyIssues/${seals!.id}`]);
    expect((await see()).body.charter).toMatchObject({ version: 2, domain: 'One', forWhom: base.forWhom });
    const late = await edit(upn('ben'), 7);
    expect([late.status, refused(late).fields[0]!.field]).toEqual([409, '/basedOnVersion']);
  });

  it('is up to coordinators and core group: not to programme leads, sponsors or other members, and says why', async () => {
    await world.api.request(joinCommunity, { as: upn('carla'), params: { communityId } });
    for (const who of ['anna', 'carla', 'emil'] as const) {
      const answer = await edit(upn(who), 1);
      expect([answer.status, refused(answer)]).toEqual([403, expect.objectContaining({ code: 'charter-is-the-communitys', detail: expect.stringContaining('The community owns its charter'), remedy: expect.stringContaining('ell a coordinator') })]);
      expect((await see(upn(who))).body).toMatchObject({ abilities: { edit: false, care: who === 'carla' }, whyNotEdit: { code: 'charter-is-the-communitys' }, next: null });
    }
    expect((await see(upn('anna'))).body.whyNotEdit!.detail).toContain('programme leads too');
    const inFrench = await world.api.request(editCharter, { as: upn('anna'), params: { communityId }, body: { ...text, basedOnVersion: 1 }, headers: { 'accept-language': 'fr' } });
    expect(refused(inFrench)).toMatchObject({ title: 'Vous n’y êtes pas autorisé', detail: expect.stringContaining('Cela vaut aussi pour les responsables de programme.'), remedy: 'Rejoignez-la, et dites à la coordination ce que vous changeriez.' });
    await world.api.request(askSponsor, { as: upn('ben'), params: { communityId }, body: { sponsorId: people.emil, whyNow: 'Now', memberHoursPerMonth: 2, budget: '', visibility: 'none' } });
    await sql`update sponsorships set state = 'approved' where community_id = ${communityId}`.execute(world.database.engine.kysely);
    for (const answer of [refused(await edit(upn('emil'), 1)).detail, (await see(upn('emil'))).body.whyNotEdit!.detail]) expect(answer).toContain('sponsors too');
    await world.api.request(closeCommunity, { as: upn('ben'), params: { communityId }, body: { removeAdded: false } });
    expect(refused(await edit(upn('dora'), 1)).code).toBe('community-closed');
    expect((await see(upn('ben'))).body).toMatchObject({ abilities: { edit: false, care: false }, whyNotEdit: null, next: null });
  });

  it('refuses strangers, unknown communities and what is too long, each field with its reason and remedy', async () => {
    expect([(await edit(undefined, 1)).status, (await edit(upn('ben'), 1, {}, randomUUID())).status]).toEqual([401, 404]);
    // A charter of 100 kB.
    const long = await edit(upn('ben'), 1, { domain: 'x'.repeat(60_000), practice: '🌿'.repeat(20_000), keyIssues: [{ title: 'y'.repeat(201) }] });
    expect([long.status, refused(long).fields.map(({ field }) => field)]).toEqual([400, ['/domain', '/practice', '/keyIssues/0/title']]);
    for (const field of refused(long).fields) expect(field).toMatchObject({ reason: expect.stringMatching(/\w/), remedy: expect.stringMatching(/^Give at most \d+ characters/) });
    const id = randomUUID();
    expect(refused(await edit(upn('ben'), 1, { keyIssues: [{ id, title: 'One' }, { id, title: 'Two' }] })).fields).toMatchObject([{ field: '/keyIssues' }]);
    expect(refused(await edit(upn('ben'), 1, { keyIssues: Array.from({ length: 51 }, (_, at) => ({ title: `Issue ${at}` })) })).fields).toMatchObject([{ field: '/keyIssues', remedy: 'Give at most 50.' }]);
    await edit(upn('dora'), 1, { ...(await asItIs()), keyIssues: Array.from({ length: 30 }, (_, at) => ({ title: `Hers ${at}` })) });
    const together = await edit(upn('ben'), 1, { ...(await asItIs()), keyIssues: Array.from({ length: 30 }, (_, at) => ({ title: `His ${at}` })) });
    expect([together.status, refused(together).fields[0]]).toEqual([400, expect.objectContaining({ field: '/keyIssues', reason: expect.stringContaining('60') })]);
    expect((await see()).body.charter.version).toBe(2);
  });

  it('takes emoji, right-to-left text, markup and script as the text that they are', async () => {
    const odd = { domain: 'משאבות 🌿👩🏽‍🔧', forWhom: '<script>alert(1)</script>', practice: '‮reversed‬', waysOfWorking: "'; drop table charters; --", keyIssues: [{ title: '<img src=x onerror=alert(1)> مضخات' }] };
    await edit(upn('ben'), 1, odd);
    expect((await see()).body.charter).toMatchObject({ ...odd, keyIssues: [{ title: odd.keyIssues[0]!.title, state: 'open' }] });
  });

  it('leaves every part empty that nobody writes, and says what is next', async () => {
    expect((await edit(upn('ben'), 1, { domain: '', forWhom: '', practice: '', waysOfWorking: '', keyIssues: [] })).status).toBe(200);
    expect((await see(upn('dora'))).body).toMatchObject({ abilities: { edit: true, care: true }, whyNotEdit: null, next: { what: 'write-domain', issueId: null }, issues: [], prompts: { domain: expect.stringContaining('?'), exampleIssues: expect.arrayContaining([expect.any(String)]) } });
    expect([(await see('')).status, (await world.api.request(getCharter, { params: { communityId } })).status, (await see(upn('ben'), randomUUID())).status]).toEqual([401, 401, 404]);
  });

  it('keeps since when an issue is in its state, also of issues that were written before this was kept', async () => {
    const began = world.clock.now;
    await sql`update charters set key_issues = (select jsonb_agg(i - 'since') from jsonb_array_elements(key_issues) i) where community_id = ${communityId}`.execute(world.database.engine.kysely);
    world.clock.now = new Date(began.getTime() + 200 * 86_400_000);
    const base = await asItIs();
    await edit(upn('ben'), 1, { ...base, domain: 'Pumps again' });
    expect((await see(upn('ben'))).body).toMatchObject({ charter: { keyIssues: [{ since: began.toISOString() }] }, next: { what: 'ask-who-cares', issueId: base.keyIssues[0]!.id } });
    await edit(upn('ben'), 2, { ...base, domain: 'Pumps again', keyIssues: [{ ...base.keyIssues[0]!, state: 'being-worked-on' }] });
    expect((await see(upn('ben'))).body).toMatchObject({ charter: { keyIssues: [{ since: world.clock.now.toISOString() }] }, next: null });
    world.clock.now = began;
  });
});

describe('the versions of a charter', () => {
  const restore = (version: number, basedOnVersion: number, as: string | undefined = upn('ben'), id = communityId) => world.api.request(restoreCharter, { ...(as && { as }), params: { communityId: id }, body: { version, basedOnVersion } });
  const version = (number: number | string, as: string | undefined = upn('emil')) => world.api.request(getCharterVersion, { ...(as && { as }), params: { communityId, version: number as number } });
  const words = ({ domain, forWhom, practice, waysOfWorking, keyIssues }: Charter) => ({ domain, forWhom, practice, waysOfWorking, keyIssues: keyIssues.map(({ id, title, state }) => ({ id, title, state })) });

  it('can be read by everybody, page by page, and brought back as a new one, once however often it is sent', async () => {
    const { body: before } = await version(1);
    await edit(upn('ben'), 1);
    await edit(upn('dora'), 2, { ...text, waysOfWorking: 'Monthly', keyIssues: (await asItIs()).keyIssues });
    for (let times = 0; times < 2; times += 1) expect((await restore(1, 3)).body).toMatchObject({ version: 4, restoredFrom: 1, ...words(before) });
    expect((await world.api.request(getCommunity, { as: upn('emil'), params: { communityId } })).body.charter).toMatchObject({ version: 4, restoredFrom: 1, domain: before.domain });
    const first = await versions({ limit: 3 });
    expect(first.items.map(({ version, changed, restoredFrom }) => [version, changed, restoredFrom])).toEqual([[4, ['domain', 'forWhom', 'waysOfWorking', 'keyIssues'], 1], [3, ['waysOfWorking'], null], [2, ['domain', 'forWhom', 'waysOfWorking', 'keyIssues'], null]]);
    expect((await versions({ limit: 3, cursor: first.next! }))).toMatchObject({ items: [{ version: 1 }], next: null });
    expect((await version(3)).body).toMatchObject({ waysOfWorking: 'Monthly', updatedBy: { displayName: 'Dora Rowan' } });
  });

  it('are brought back by those who write the charter, over nothing that they have not seen', async () => {
    await edit(upn('ben'), 1);
    expect(refused(await restore(1, 1))).toMatchObject({ code: 'charter-changed' });
    expect((await restore(1, 2, upn('anna'))).status).toBe(403);
    expect((await restore(1, 2, '')).status).toBe(401);
    expect([(await restore(9, 2)).status, (await restore(1, 1, upn('ben'), randomUUID())).status, (await version(9)).status]).toEqual([404, 404, 404]);
    expect([(await restore(0, 2)).status, (await version('last')).status, (await version(1, '')).status]).toEqual([400, 400, 401]);
    expect((await world.api.request(listCharterVersions, { as: upn('emil'), params: { communityId: randomUUID() } })).status).toBe(404);
    expect((await world.api.request(listCharterVersions, { params: { communityId } })).status).toBe(401);
    expect((await world.api.request(listCharterVersions, { as: upn('emil'), params: { communityId }, query: { cursor: 'nonsense' } })).status).toBe(400);
  });
});
