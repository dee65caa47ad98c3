import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { findSimilar, getCommunity, listCommunities, listDirectoryFilters, listDrafts, discardDraft, saveDraft } from '../../api/communities/communities-contract.ts';
import { searchWords } from '../../api/communities/search-words.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import { builtTeams, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from './community-world.ts';

let world: CommunityWorld;
beforeAll(async () => {
  world = await startCommunityWorld();
  await world.community({ name: 'Pump people', about: 'Pumps and seals', topics: ['pumps'], unit: 'Works' });
  await world.community({ name: 'Data visualisation', about: 'Charts that help to decide', topics: ['data', 'charts'], unit: 'Labs', ties: [] });
  await world.community({ name: '100% _safe_ work', about: 'Nobody gets hurt', topics: ['safety'], unit: 'Works', ties: [] });
  for (let number = 1; number <= 7; number += 1) await world.community({ name: `Clinic ${number}`, about: 'People help each other', ties: [], topics: number % 2 ? ['odd'] : [] });
});
afterAll(async () => { await world.close(); });

const list = async (query: Record<string, string | number> = {}, as = upn('dora')) => (await world.api.request(listCommunities, { as, query })).body;
const names = async (query: Record<string, string | number> = {}) => (await list(query)).items.map((item) => item.name);

describe('the directory', () => {
  it('lists by name, with who coordinates', async () => {
    const { items, next } = await list();
    expect(items.map((item) => item.name)).toEqual(['100% _safe_ work', ...[1, 2, 3, 4, 5, 6, 7].map((number) => `Clinic ${number}`), 'Data visualisation', 'Pump people']);
    expect(items.at(-1)).toMatchObject({ about: 'Pumps and seals', coordinators: [{ displayName: 'Ben Rowan' }], memberCount: 1, sponsored: false, myPart: null, topics: ['pumps'] });
    expect(next).toBeNull();
  });

  it.each([[''], ['clinic'], ['people']])('shows each community once over its pages when searching for “%s”, whatever the page size', async (search) => {
    const all = (await list({ search })).items.map((item) => item.id);
    for (const limit of [1, 2, 3, 7]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof list>> = await list({ search, limit, ...(cursor ? { cursor } : {}) });
        seen.push(...page.items.map((item) => item.id));
        cursor = page.next;
      } while (cursor);
      expect(seen).toEqual(all);
    }
  });

  it('finds by words of name and description, the better match first, mistyped too', async () => {
    expect((await names({ search: 'pump' }))[0]).toBe('Pump people');
    expect(await names({ search: 'CHARTS decide' })).toEqual(['Data visualisation']);
    expect(await names({ search: 'data visualization' })).toEqual(['Data visualisation']);
    expect((await names({ search: 'people' }))[0]).toBe('Pump people');
    expect(await names({ search: 'nothing like this' })).toEqual([]);
  });

  it('finds one or two letters where words of a name begin, the name’s own beginning first', async () => {
    await world.community({ name: 'IT for works', about: 'Machines', ties: [], unit: 'Short' });
    await world.community({ name: 'Applied IT', about: 'Machines', ties: [], unit: 'Short' });
    await world.community({ name: 'AI/IT', about: 'Machines', ties: [], unit: 'Short' });
    await world.community({ name: 'Transit', about: 'It moves', ties: [], unit: 'Short' });
    expect(await names({ search: 'it', unit: 'Short' })).toEqual(['IT for works', 'AI/IT', 'Applied IT']);
    expect(await names({ search: 'it', unit: 'Short', limit: 2 })).toEqual(['IT for works', 'AI/IT']);
    expect(await names({ search: 'T', unit: 'Short' })).toEqual(['Transit']);
    // Where no word of any name begins so, anywhere in a text will do.
    expect(await names({ search: 'ov', unit: 'Short' })).toEqual(['Transit']);
    await sql`delete from communities where unit = 'Short'`.execute(world.database.engine.kysely);
  });

  it('takes what SQL and LIKE give a meaning to as text', async () => {
    expect(await names({ search: '100%' })).toEqual(['100% _safe_ work']);
    for (const search of ["'; drop table communities; --", '%%%', '\\', '"', '((']) expect(Array.isArray(await names({ search }))).toBe(true);
  });

  it('filters by stage, unit, topic, team and one’s own', async () => {
    expect(await names({ unit: 'Labs' })).toEqual(['Data visualisation']);
    expect(await names({ topic: 'odd' })).toEqual(['Clinic 1', 'Clinic 3', 'Clinic 5', 'Clinic 7']);
    expect(await names({ topic: 'odd', search: 'clinic 3' })).toContain('Clinic 3');
    expect(await names({ groupId: builtTeams.open })).toEqual(['Pump people']);
    expect(await names({ stage: 'maturing' })).toEqual([]);
    expect((await list({ mine: 'true' }, upn('ben'))).items).toHaveLength(10);
    expect(await names({ mine: 'true' })).toEqual([]);
  });

  it('counts what one can filter by', async () => {
    const { body } = await world.api.request(listDirectoryFilters, { as: upn('dora') });
    expect(body.stages).toEqual([{ value: 'potential', count: 10 }]);
    expect(body.units).toEqual([{ value: 'Works', count: 2 }, { value: 'Labs', count: 1 }]);
    expect(body.topics[0]).toEqual({ value: 'odd', count: 4 });
  });

  it('shows communities with a like name or on the same team, and why', async () => {
    const { body } = await world.api.request(findSimilar, { as: upn('dora'), query: { name: 'Pumping people', groupId: builtTeams.open } });
    expect(body.items.map((item) => [item.name, item.because])).toEqual([['Pump people', ['like-name', 'same-team']]]);
    const none = await world.api.request(findSimilar, { as: upn('dora'), query: { name: 'Gardening' } });
    expect(none.body.items).toEqual([]);
    // A third of their letters in common is no likeness.
    expect((await world.api.request(findSimilar, { as: upn('dora'), query: { name: 'Pump pits' } })).body.items).toEqual([]);
  });

  it('finds and proposes nothing of another tenant', async () => {
    await sql`insert into communities (tenant_id, id, request_id, name, about, template_id, stage, created_by, created_at, updated_at)
      values (${randomUUID()}, ${randomUUID()}, ${randomUUID()}, 'Pump people abroad', 'Pumps', 'professional-discipline', 'potential', ${randomUUID()}, now(), now())`.execute(world.database.engine.kysely);
    const alike = await world.api.request(findSimilar, { as: upn('dora'), query: { name: 'Pump people abroad' } });
    expect(alike.body.items.map((item) => item.name)).toEqual(['Pump people']);
    for (const search of ['people abroad', 'pump peeple', 'ab']) expect(await names({ search })).not.toContain('Pump people abroad');
    await sql`delete from communities where name = 'Pump people abroad'`.execute(world.database.engine.kysely);
  });

  it('refuses a cursor that is none, a page that is too large, and strangers', async () => {
    for (const query of [{ cursor: 'nonsense' }, { cursor: Buffer.from('[1]').toString('base64url') }, { limit: 101 }, { search: 'x'.repeat(101) }, { stage: 'ripe' }]) {
      expect((await world.api.request(listCommunities, { as: upn('dora'), query: query as never })).status).toBe(400);
    }
    for (const operation of [listCommunities, listDirectoryFilters, findSimilar, listDrafts]) expect((await world.api.request(operation as never)).status).toBe(401);
  });

  it('shows nothing of another tenant, by list or by id', async () => {
    const otherTenant = randomUUID();
    const id = randomUUID();
    await sql`insert into communities (tenant_id, id, request_id, name, about, template_id, stage, created_by, created_at, updated_at)
      values (${otherTenant}, ${id}, ${randomUUID()}, 'Clinic of others', 'Elsewhere', 'new-role', 'potential', ${randomUUID()}, now(), now())`.execute(world.database.engine.kysely);
    expect(await names({ search: 'clinic of others' })).not.toContain('Clinic of others');
    const foreign = await world.api.request(getCommunity, { as: upn('dora'), params: { communityId: id } });
    const unknown = await world.api.request(getCommunity, { as: upn('dora'), params: { communityId: randomUUID() } });
    expect([foreign.status, { ...foreign.body, correlationId: '' }]).toEqual([404, { ...unknown.body, correlationId: '' }]);
    expect((await world.api.request(joinCommunity, { as: upn('dora'), params: { communityId: id } })).status).toBe(404);
  });

});

describe('words of a search', () => {
  it('are in lower case, each once, without what is no word, and few', () => {
    expect(searchWords('  C++ and c#,  R&D  c++ .NET -x- ')).toEqual(['c++', 'and', 'c#', 'r&d', '.net', 'x']);
    fc.assert(fc.property(fc.string(), (search) => {
      const words = searchWords(search);
      expect(new Set(words).size).toBe(words.length);
      expect(words.length).toBeLessThanOrEqual(8);
      for (const word of words) expect(word).toBe(word.toLowerCase().trim());
    }));
  });
});

describe('drafts', () => {
  it('are each person’s own, kept until thrown away', async () => {
    const draftId = randomUUID();
    const save = (as: string, content: Record<string, unknown>) => world.api.request(saveDraft, { as, params: { draftId }, body: { content } });
    expect((await save(upn('carla'), { name: 'Half' })).status).toBe(200);
    expect((await save(upn('carla'), { name: 'Half typed' })).body.content).toEqual({ name: 'Half typed' });
    expect((await save(upn('dora'), { name: 'Not mine' })).status).toBe(404);
    expect((await world.api.request(discardDraft, { as: upn('dora'), params: { draftId } })).status).toBe(204);
    expect((await world.api.request(listDrafts, { as: upn('carla') })).body.items).toMatchObject([{ id: draftId, content: { name: 'Half typed' } }]);
    for (let time = 0; time < 2; time += 1) expect((await world.api.request(discardDraft, { as: upn('carla'), params: { draftId } })).status).toBe(204);
    expect((await world.api.request(listDrafts, { as: upn('carla') })).body.items).toEqual([]);
  });

  it('are not saved for strangers, or when they are too large', async () => {
    const params = { draftId: randomUUID() };
    expect((await world.api.request(saveDraft, { params, body: { content: {} } })).status).toBe(401);
    expect((await world.api.request(saveDraft, { as: upn('carla'), params, body: { content: { text: 'x'.repeat(300_000) } } })).status).toBe(413);
  });
});
