import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { DateTime } from 'luxon';
import { getCommunity, getHappening, listCommunities, type CommunitySummary } from '../../api/communities/communities-contract.ts';
import { listMembers } from '../../api/membership/members-contract.ts';
import { listImportRows } from '../../api/import/import-contract.ts';
import { addLibraryItems, listFilesOfLibraries, listLibraryItems, mostAtOnce } from '../../api/practice/library-contract.ts';
import { importSheet, type ImportOutcome } from '../../scripts/support/demo-steps.ts';
import { startWorld, type World } from '../../scripts/support/temporary-world.ts';
import type { TenantFile } from '../../sandbox/tenant/tenant-file.ts';
import { expectedMeetings } from './support/expected-meetings.ts';
import { describeWithSharedData, kubernetesSheet, kubernetesTenant, readShared, sayWhenMissing } from './support/shared-data.ts';

sayWhenMissing();

async function everyPage<T>(ask: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | undefined | null; cursor !== null;) {
    const { items, next } = await ask(cursor);
    all.push(...items);
    cursor = next;
  }
  return all;
}

interface Row { name: string; coordinators: string; sponsor: string; team: string }

describeWithSharedData('the 35 communities of a real organisation', () => {
  const tenant = describeWithSharedData === describe ? readShared<TenantFile>(kubernetesTenant) : null!;
  const csv = describeWithSharedData === describe ? readFileSync(kubernetesSheet, 'utf8') : '';
  const rows = csv ? parse<Row>(csv, { columns: true }) : [];
  const teamOf = (row: Row) => tenant.teams.find((team) => team.displayName === row.team)!;
  const personBy = (upn: string) => tenant.users.find((user) => user.userPrincipalName === upn)!;
  let world: World;
  let outcome: ImportOutcome;
  let graphRequests: number;
  let communities: Map<string, CommunitySummary>;

  beforeAll(async () => {
    world = await startWorld({ SANDBOX_TENANT: kubernetesTenant });
    await world.clearJournal();
    const lead = world.sandbox.cast!.programmeLead!;
    outcome = await importSheet(world, lead.id, csv);
    graphRequests = (await world.journal()).filter((entry) => entry.path.startsWith('/v1.0/') && !entry.path.startsWith('/v1.0/$batch')).length;
    const { items } = await (await world.api(lead.id)).call(listCommunities, { query: { limit: 100 } });
    communities = new Map(items.map((item) => [item.name, item]));
  }, 120_000);
  afterAll(() => world?.stop());

  it('are all created, quickly and with few requests to Graph', () => {
    expect(outcome).toMatchObject({ created: 35, refused: 0 });
    expect(communities.size).toBe(35);
    expect(graphRequests / 35).toBeLessThanOrEqual(6);
  });

  it('are each tied to their team, channel, library and calendar, with their coordinators', async () => {
    const api = await world.api(world.sandbox.cast!.employee.id);
    for (const row of rows) {
      const team = teamOf(row);
      const page = await api.call(getCommunity, { params: { communityId: communities.get(row.name)!.id } });
      expect(page.ties.map((tie) => tie.target)).toEqual(expect.arrayContaining([
        { kind: 'team', groupId: team.id },
        { kind: 'channel', groupId: team.id, channelId: team.channels.find((channel) => channel.displayName === 'General')!.id },
        { kind: 'library', groupId: team.id, driveId: team.libraries.find((library) => library.name === 'Documents')!.id },
        { kind: 'calendar', groupId: team.id },
      ]));
      const { items: members } = await api.call(listMembers, { params: { communityId: page.id }, query: { limit: 100 } });
      expect(members.filter((member) => member.part === 'coordinator').map((member) => member.person.id).sort())
        .toEqual(row.coordinators.split(';').map((upn) => personBy(upn).id).sort());
      expect(page.sponsorship?.sponsor.id ?? null).toBe(row.sponsor ? personBy(row.sponsor).id : null);
      expect(page.sponsorship?.state ?? 'asked').toBe('asked');
    }
  });

  it('show their real next meetings at the right instant, and their documents', async () => {
    let meetings = 0;
    for (const row of rows) {
      const team = teamOf(row);
      const api = await world.api(team.owners[0]!);
      const from = DateTime.utc();
      const { activities, practice, trouble } = await api.call(getHappening, { params: { communityId: communities.get(row.name)!.id } });
      expect({ row: row.name, trouble }).toEqual({ row: row.name, trouble: null });
      const expected = team.events.flatMap((event) => expectedMeetings(event, from, from.plus({ days: 400 })))
        .sort((a, b) => a.startsAt.localeCompare(b.startsAt)).slice(0, activities.length);
      const shown = activities.map(({ startsAt, endsAt, timeZone }) => `${DateTime.fromISO(startsAt).toUTC().toISO()} ${DateTime.fromISO(endsAt).toUTC().toISO()} ${timeZone === 'Etc/UTC' ? 'UTC' : timeZone}`);
      expect({ row: row.name, shown }).toEqual({ row: row.name, shown: expected.map(({ startsAt, endsAt, timeZone }) => `${startsAt} ${endsAt} ${timeZone}`) });
      expect(shown.length > 0).toBe(team.events.length > 0);
      const documents = new Set(team.libraries.flatMap((library) => library.items.map((item) => item.id)));
      expect(practice.every((item) => documents.has(item.itemId))).toBe(true);
      expect(practice.length > 0).toBe(documents.size > 0);
      meetings += shown.length;
    }
    expect(meetings).toBeGreaterThan(60);
  });

  it('make practice items of all their documents, each with its author and its age', async () => {
    const items: { title: string; modifiedAt: string | null; modifiedBy: string | null; fileId: string }[] = [];
    for (const row of rows) {
      const communityId = communities.get(row.name)!.id;
      const api = await world.api(personBy(row.coordinators.split(';')[0]!).id);
      const files = await everyPage((cursor) => api.call(listFilesOfLibraries, { params: { communityId }, query: { cursor } }));
      for (let from = 0; from < files.length; from += mostAtOnce) {
        await api.call(addLibraryItems, { params: { communityId }, body: { items: files.slice(from, from + mostAtOnce).map(({ driveId, itemId, kind }) => ({ source: 'file' as const, driveId, fileId: itemId, kind })) } });
      }
      const listed = await everyPage((cursor) => api.call(listLibraryItems, { params: { communityId }, query: { cursor } }));
      items.push(...listed.map(({ title, modifiedAt, modifiedBy, source }) => ({ title, modifiedAt, modifiedBy, fileId: source.kind === 'file' ? source.fileId : '' })));
    }
    const nameOf = new Map(tenant.users.map(({ id, displayName }) => [id, displayName]));
    const documents = tenant.teams.flatMap((team) => team.libraries.flatMap((library) => library.items));
    const expected = documents.map(({ id, name, lastModifiedDateTime, lastModifiedBy }) => ({ title: name.replace(/\.[a-z0-9]+$/i, ''), modifiedAt: new Date(lastModifiedDateTime).toISOString(), modifiedBy: nameOf.get(lastModifiedBy), fileId: id }));
    const byId = (a: { fileId: string }, b: { fileId: string }) => (a.fileId < b.fileId ? -1 : 1);
    expect(items).toHaveLength(653);
    expect(items.toSorted(byId)).toEqual(expected.toSorted(byId));
  }, 120_000);

  it('had their sponsors asked: each got a card', async () => {
    for (const row of rows.filter((each) => each.sponsor)) {
      const card = await world.teams.as(personBy(row.sponsor).id).waitForMessage((message) => JSON.stringify(message.attachments).includes(row.name), { withinMs: 30_000 });
      expect(card.from.kind).toBe('bot');
    }
  });

  it('stay as they are when the sheet is sent again', async () => {
    const again = await importSheet(world, world.sandbox.cast!.programmeLead!.id, csv);
    expect(again).toMatchObject({ created: 0, unchanged: 35, refused: 0 });
    const { items } = await (await world.api(world.sandbox.cast!.programmeLead!.id)).call(listImportRows, { params: { importId: again.importId } });
    expect(items.every((row) => communities.get(row.name)?.id === row.communityId)).toBe(true);
  });
});
