import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findPractice } from '../../api/practice/search-practice.ts';
import type { TenantFile } from '../../sandbox/tenant/tenant-file.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { describeWithSharedData, kubernetesTenant, readShared, sayWhenMissing, sharedFolder } from './support/shared-data.ts';

sayWhenMissing();

const tenantId = randomUUID();
const personId = randomUUID();
const communityId = randomUUID();
const now = new Date('2026-11-24T09:00:00Z');

/** A library of links with these texts, and somebody in its community. */
async function fill(database: TestDatabase, docs: readonly { id: string; title: string; text: string }[], inFiles = false): Promise<void> {
  await database.engine.kysely.insertInto('communities').values({ tenant_id: tenantId, id: communityId, request_id: randomUUID(), name: 'Readers', about: '', template_id: 'professional-discipline', stage: 'maturing', unit: null, topics: [], created_by: personId, created_at: now, updated_at: now }).execute();
  await database.engine.kysely.insertInto('memberships').values({ tenant_id: tenantId, community_id: communityId, person_id: personId, part: 'active', joined_at: now }).execute();
  for (let from = 0; from < docs.length; from += 200) {
    await database.engine.kysely.insertInto('practice_items').values(docs.slice(from, from + 200).map(({ id, title, text }) => ({
      tenant_id: tenantId, id, community_id: communityId, kind: 'document', title, title_given: true, summary: inFiles ? '' : text, topics: [], steward_id: null, review_on: null, drive_id: inFiles ? 'drive' : null, file_id: inFiles ? id : null, web_url: `https://read.example/${id}`,
      modified_at: null, modified_by: null, added_by: personId, added_at: now,
    }))).execute();
    if (inFiles) await database.engine.kysely.insertInto('practice_texts').values(docs.slice(from, from + 200).map(({ id, text }) => ({ tenant_id: tenantId, drive_id: 'drive', file_id: id, content: text, unsearched: null, of_change: null, read_at: now }))).execute();
  }
  if (inFiles) await database.engine.kysely.insertInto('practice_sights').values({ tenant_id: tenantId, person_id: personId, drive_id: 'drive', file_id: '', is_open: true, seen_at: now }).execute();
}

describeWithSharedData('practice search', () => {
  let database: TestDatabase;
  beforeEach(async () => { database = await createTestDatabase(); });
  afterEach(() => database.close());
  const find = (search: string) => database.inTenant(tenantId, (trx) => findPractice(trx, { personId }, { search }, { skip: 0, limit: 10 }, now)).then(({ ids }) => ids);

  it.each([['in summaries', false], ['in the text of files', true]])('ranks a public collection with relevance judgements (Cranfield), %s, at nDCG@10 of at least 0.43', async (where, inFiles) => {
    const folder = path.join(sharedFolder, 'data/search/cranfield');
    const read = (name: string) => readFileSync(path.join(folder, name), 'utf8').replaceAll('\r', '');
    const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    const docs = read('cran.all.1400').split(/^\.I /m).slice(1).map((entry) => {
      const [, number, title, text] = /^(\d+)\n\.T\n([\s\S]*?)\.A\n[\s\S]*?\.W\n?([\s\S]*)$/.exec(entry)!;
      return { id: idOf(Number(number)), title: title!.trim(), text: text!.trim() };
    });
    // A query's number in the judgements is its position in the file.
    const queries = read('cran.qry').split(/^\.I .*\n\.W\n/m).slice(1).map((text) => text.replace(/\s+/g, ' ').trim());
    const gains = new Map<number, Map<string, number>>();
    for (const [query, doc, code] of read('cranqrel').trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number])) {
      const gain = { [-1]: 4, 1: 4, 2: 3, 3: 2, 4: 1 }[code] ?? 0;
      gains.set(query, (gains.get(query) ?? new Map<string, number>()).set(idOf(doc), gain));
    }
    expect([docs.length, queries.length, gains.size]).toEqual([1_400, 225, 225]);
    await fill(database, docs, inFiles);
    const discounted = (list: readonly number[]) => list.slice(0, 10).reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);
    let sum = 0;
    for (const [index, query] of queries.entries()) {
      const judged = gains.get(index + 1)!;
      const ideal = discounted([...judged.values()].sort((a, b) => b - a));
      sum += ideal === 0 ? 0 : discounted((await find(query)).map((id) => judged.get(id) ?? 0)) / ideal;
    }
    process.stderr.write(`Cranfield ${where}: nDCG@10 ${(sum / queries.length).toFixed(4)}\n`);
    expect(sum / queries.length).toBeGreaterThanOrEqual(0.43);
  });

  it('finds a document of a real organisation by the words of its title with one letter wrong, and by half of its last word', async () => {
    const files = readShared<TenantFile>(kubernetesTenant).teams.flatMap((team) => team.libraries.flatMap(({ items }) => items));
    const docs = files.map(({ name }) => ({ id: randomUUID(), title: name.replace(/\.[a-z]+$/, ''), text: '' }));
    expect(docs.length).toBe(653);
    await fill(database, docs);
    const misspelt = { asked: 0, found: 0 };
    const halved = { asked: 0, found: 0 };
    for (const { title } of docs) {
      const words = title.match(/[a-z]{5,}/gi) ?? [];
      const titlesOf = async (search: string) => new Set((await find(search)).map((id) => docs.find((doc) => doc.id === id)!.title));
      const [longest] = words.toSorted((a, b) => b.length - a.length);
      if (!longest || words.length < 2) continue;
      const at = Math.floor(longest.length / 2);
      const wrong = longest.slice(0, at) + (longest[at] === 'x' ? 'z' : 'x') + longest.slice(at + 1);
      misspelt.asked += 1;
      if ((await titlesOf(title.replace(longest, wrong).replace(/[-_]/g, ' '))).has(title)) misspelt.found += 1;
      const last = words.at(-1)!;
      halved.asked += 1;
      if ((await titlesOf(`${words.slice(0, -1).join(' ')} ${last.slice(0, Math.max(3, last.length - 2))}`)).has(title)) halved.found += 1;
    }
    process.stderr.write(`Kubernetes: misspelt ${misspelt.found} of ${misspelt.asked}, half typed ${halved.found} of ${halved.asked}\n`);
    expect(misspelt.asked).toBeGreaterThan(100);
    expect(misspelt.found / misspelt.asked).toBeGreaterThanOrEqual(0.98);
    expect(halved.found / halved.asked).toBeGreaterThanOrEqual(0.95);
  });
});
