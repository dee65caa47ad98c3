import { randomUUID } from 'node:crypto';
import { editCharter } from '../../api/charter/charter-contract.ts';
import { findSimilar, getCommunity, listCommunities, listDrafts, saveDraft } from '../../api/communities/communities-contract.ts';
import { listMembers } from '../../api/membership/members-contract.ts';
import { searchPeople } from '../../api/membership/membership-contract.ts';
import { toCursor } from '../../api/platform/http/page-cursor.ts';
import { askSponsor } from '../../api/sponsorship/sponsorship-contract.ts';
import { buildCommunity, type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';
import { people, upn } from '../support/tenant-builder.ts';

let world: CommunityWorld;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });

/** What JSON can carry and PostgreSQL cannot keep: U+0000, and half of an emoji. */
const odd = (text: string) => `${text}\u0000 \ud83d!`;
const kept = (text: string) => `${text} \ufffd!`;
const as = upn('ben');

describe('characters that no database keeps', () => {
  it('are left out of what is created, edited, asked and half typed; all the rest is kept', async () => {
    const charter = { domain: odd('Pumps'), forWhom: odd('All'), practice: odd('Cases'), waysOfWorking: odd('Weekly'), keyIssues: [{ title: odd('Seals') }] };
    const { id: communityId, ...page } = await world.community({ name: odd('Odd'), about: odd('About'), unit: odd('Works'), topics: [odd('seals')], charter });
    expect(page).toMatchObject({ name: kept('Odd'), about: kept('About'), unit: kept('Works'), topics: [kept('seals')], charter: { domain: kept('Pumps'), keyIssues: [{ title: kept('Seals') }] } });

    const edit = () => world.api.request(editCharter, { as, params: { communityId }, body: { ...charter, domain: odd('Better'), basedOnVersion: 1 } });
    for (let time = 0; time < 2; time += 1) expect((await edit()).body).toMatchObject({ version: 2, domain: kept('Better') });

    const asked = await world.api.request(askSponsor, { as, params: { communityId }, body: { sponsorId: people.anna, whyNow: odd('Now'), memberHoursPerMonth: 2, budget: odd('None'), visibility: 'none' } });
    expect([asked.status, asked.body.ask]).toMatchObject([201, { whyNow: kept('Now'), budget: kept('None') }]);

    const params = { draftId: randomUUID() };
    const content = { [odd('name')]: odd('Half'), list: [odd('typed'), { deeper: odd('still') }], literally: '\\u0000' };
    const draft = { [kept('name')]: kept('Half'), list: [kept('typed'), { deeper: kept('still') }], literally: '\\u0000' };
    expect((await world.api.request(saveDraft, { as, params, body: { content } })).body.content).toEqual(draft);
    expect((await world.api.request(listDrafts, { as })).body.items).toMatchObject([{ content: draft }]);
  });

  it('are nothing to search for, and no place in a list', async () => {
    const community = await world.community(buildCommunity({ name: 'Plain' }));
    for (const [field, value] of [['search', odd('plain')], ['unit', odd('x')], ['topic', odd('x')], ['cursor', toCursor([0, odd('x'), randomUUID()])]] as const) {
      expect([field, (await world.api.request(listCommunities, { as, query: { [field]: value } })).status]).toEqual([field, 200]);
    }
    expect((await world.api.request(listCommunities, { as, query: { cursor: toCursor([2 ** 40, 'x', randomUUID()]) } })).status).toBe(400);
    expect((await world.api.request(findSimilar, { as, query: { name: odd('plain') } })).status).toBe(200);
    expect((await world.api.request(searchPeople, { as, query: { search: odd('carla') } })).status).toBe(200);
    expect((await world.api.request(listMembers, { as, params: { communityId: community.id }, query: { cursor: toCursor([0, odd('x'), randomUUID()]) } })).status).toBe(200);
    expect((await world.api.request(getCommunity, { as, params: { communityId: '\u0000' } })).status).toBe(400);
  });
});
