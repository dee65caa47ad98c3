import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getCharter } from '../../api/charter/charter-contract.ts';
import { type CommunityPage, getCommunity, getHappening, listCommunities } from '../../api/communities/communities-contract.ts';
import { getInterview, listInterviews, listShared, proposeSharing } from '../../api/launch/interview-contract.ts';
import { sharingActions } from '../../api/launch/sharing-actions.ts';
import { getBoard, getOpportunity } from '../../api/launch/opportunity-contract.ts';
import { getLaunchPlan } from '../../api/launch/plan-contract.ts';
import { getSeries } from '../../api/launch/series-contract.ts';
import { getMembersAround, listMembers } from '../../api/membership/members-contract.ts';
import { getMe } from '../../api/membership/membership-contract.ts';
import { getPracticeLibrary, listLibraryItems } from '../../api/practice/library-contract.ts';
import { getStewardshipSpread } from '../../api/stewardship/stewardship-contract.ts';
import { getRhythm } from '../../api/rhythm/year-contract.ts';
import { defaultTenant } from '../../sandbox/tenant/default-tenant.ts';
import { personId } from '../../sandbox/tenant/default-people.ts';
import { bringToLife, isBare, sampleCommunities } from '../../scripts/sample/bring-to-life.ts';
import { handsOn } from '../../scripts/sample/hands.ts';
import { firstStart, SampleNote, type SampleState } from '../../scripts/sample/first-start.ts';
import { ideas } from '../../scripts/sample/ideas.ts';
import type { Hands, SampleCommunity } from '../../scripts/sample/sample.ts';
import { readManifest } from '../../scripts/app-package.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { buildApp, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { actionsOf, cardOf, type MessageView } from '../../sandbox/teams-page/teams-client.ts';

/** The process ended after the API had done what it was asked, and before anybody heard of it. */
class Killed extends Error {
  readonly code = 'killed';
}

describe('what the people of the default tenant have done', () => {
  let sandbox: TestSandbox;
  let database: TestDatabase;
  let api: TestApi;
  let hands: Hands;
  let where: Parameters<typeof handsOn>[0];
  const folder = mkdtempSync(path.join(tmpdir(), 'trellis-sample-'));
  beforeAll(async () => {
    sandbox = await startTestSandbox({ tenant: defaultTenant() });
    database = await createTestDatabase();
    api = await startTestApi({ sandbox, database });
    const app = buildApp();
    sandbox.registerApp({ ...app, botMessagingEndpoint: `${api.url}/api/messages`, manifest: readManifest({ CLIENT_ID: app.clientId, APP_ID_URI: app.appIdUri, PUBLIC_URL: api.url }) as never });
    where = { apiUrl: api.url, teamsUrl: sandbox.teamsUrl, clientId: app.clientId };
    hands = handsOn(where);
  }, 60_000);
  afterAll(async () => {
    await api?.close();
    await database?.close();
    await sandbox?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const noteThat = (state: SampleState | null) => {
    const note = new SampleNote(folder);
    note.state = state;
    return note;
  };
  const killedAfter = (calls: number): Hands => ({
    ...hands,
    async as(person) {
      const one = await hands.as(person);
      return {
        async call(operation, input) {
          const answer = await one.call(operation, input);
          calls -= 1;
          if (calls === 0) throw new Killed();
          return answer;
        },
      };
    },
  });
  const idle = () => api.services.jobs.idle(AbortSignal.timeout(20_000));
  /** How many rows each table has, but for those that follow from what Graph showed somebody. */
  const rows = async () => {
    const { rows: tables } = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('community_happenings', 'community_years', 'activity_reminders', 'practice_sights', 'graph_budgets')`.execute(database.engine.kysely);
    const counts = await Promise.all(tables.map(async ({ name }) => [name, (await sql<{ count: number }>`select count(*)::int as count from ${sql.id(name)}`.execute(database.engine.kysely)).rows[0]!.count] as const));
    return Object.fromEntries(counts);
  };
  const pageOf = async (sample: SampleCommunity): Promise<CommunityPage> => {
    const me = await hands.as(sample.coordinator);
    const { items } = await me.call(listCommunities, { query: { mine: 'true' } });
    return me.call(getCommunity, { params: { communityId: items.find(({ name }) => name === sample.name)!.id } });
  };

  it('is done whole however often it breaks off, and done again changes nothing', async () => {
    expect(await isBare(hands)).toBe(true);
    for (const calls of [40, 150]) await expect(bringToLife(killedAfter(calls))).rejects.toThrow(Killed);
    await bringToLife(hands);
    expect(await isBare(hands)).toBe(false);
    await idle();
    const before = await rows();
    sandbox.journal.clear();
    const note = noteThat('begun');
    expect(await (await firstStart(note, where, { empty: false })).bringIn()).toContain('Communities of Calderwell Water to look at');
    expect(note.state).toBe('whole');
    await idle();
    expect(await rows()).toEqual(before);
    expect(sandbox.journal.writes.map(({ method, path }) => `${method} ${path}`).filter((write) => write.includes('/v1.0/') && !write.includes('$batch'))).toEqual([]);
  }, 120_000);

  it('is begun once, gone on with until it is whole, and left out where nobody wants it or others were here', async () => {
    const states = async (before: SampleState | null, options: { empty: boolean }) => {
      const note = noteThat(before);
      const { words } = await firstStart(note, where, options);
      return [note.state, words.split(' ').slice(0, 2).join(' ')];
    };
    // Somebody has been here: the communities of the test before.
    expect(await states(null, { empty: false })).toEqual(['left-out', '']);
    expect(await states('left-out', { empty: false })).toEqual(['left-out', '']);
    expect(await states('begun', { empty: false })).toEqual(['begun', 'The people']);
    expect(await states('begun', { empty: true })).toEqual(['left-out', '']);
    expect(await states('whole', { empty: true })).toEqual(['whole', 'Communities of']);
  });

  it.each(sampleCommunities)('shows $name as it is told', async (sample) => {
    const page = await pageOf(sample);
    const params = { communityId: page.id };
    const me = await hands.as(sample.coordinator);
    expect([page.stage, page.memberCount, page.unfinished, page.ties.map(({ state }) => state)]).toEqual([sample.stage, Object.keys(sample.members).length, [], ['sound', 'sound', 'sound', 'sound']]);
    expect(page.sponsorship?.state).toBe(sample.sponsor && (sample.sponsor.commits ? 'approved' : 'asked'));

    const { items: members } = await me.call(listMembers, { params, query: { limit: 100 } });
    expect(members.filter(({ part }) => part === 'core').map(({ person }) => person.id).sort()).toEqual((sample.core ?? []).map(personId).sort());
    for (const [person, { offers = [], seeks = [] }] of Object.entries(sample.members)) expect(members.find((each) => each.person.id === personId(person))).toMatchObject({ offers, seeks });
    expect((await me.call(getMembersAround, { params })).invitations.map(({ person, becomes }) => [person.id, becomes]).sort()).toEqual([
      ...(sample.invited ? [[personId(sample.invited), 'core']] : []), ...(sample.items ?? []).flatMap(({ asked }) => (asked ? [[personId(asked), 'steward']] : [])),
    ].sort());
    // Where members look after things, the picture of it has begun; months that are over were not noted.
    if (sample.stewards) expect((await me.call(getStewardshipSpread, { params })).months.map(({ tenths }) => tenths !== null)).toEqual([true]);

    const { charter, issues } = await me.call(getCharter, { params });
    expect(charter.version).toBe(1 + (sample.edits?.length ?? 0));
    expect(issues.reduce((sum, issue) => sum + issue.caringCount, 0)).toBe(Object.values(sample.care ?? {}).flat().length);

    const library = await me.call(listLibraryItems, { params, query: {} });
    expect(library.items.map(({ title, kind, summary }) => [title, kind, summary]).sort()).toEqual((sample.items ?? []).map(({ file, title, kind, summary }) => [title ?? file.replace(/\.\w+$/, ''), kind, summary]).sort());

    const { activities, trouble } = await me.call(getRhythm, { params });
    expect(trouble).toBeNull();
    for (const [subject, kind] of Object.entries(sample.kinds ?? {})) expect(activities.find((activity) => activity.subject === subject)).toMatchObject({ kind });
    expect(activities.filter(({ written }) => written)).toHaveLength(sample.records?.length ?? 0);
    for (const { subject, attended } of sample.records ?? []) expect(activities).toContainEqual(expect.objectContaining({ subject, attended }));
    const { series, progress } = await me.call(getSeries, { params });
    expect([series !== null, progress !== null && progress.done === progress.of]).toEqual([sample.series !== undefined, sample.series === 'on-the-calendar']);
    const { begun, steps } = await me.call(getLaunchPlan, { params });
    expect([begun, steps.filter(({ done }) => done).length]).toEqual([sample.launch !== undefined, sample.launch?.stepsDone ?? 0]);
  });

  it('leaves the five kinds of practice and something to do next', async () => {
    const me = await hands.as('paulo.serrano');
    const [leaks, python] = [await pageOf(sampleCommunities[0]!), await pageOf(sampleCommunities[2]!)];
    const { next } = await me.call(getPracticeLibrary, { params: { communityId: leaks.id } });
    expect(next.map(({ what }) => what)).toEqual(expect.arrayContaining(['read-again', 'answer-issue', 'look-at-new']));
    expect((await me.call(getHappening, { params: { communityId: leaks.id } })).activities.length).toBeGreaterThan(0);
    const { kinds } = await (await hands.as('catarina.lobo')).call(getPracticeLibrary, { params: { communityId: python.id } });
    expect(kinds.map(({ value }) => value).sort()).toEqual(['case', 'document', 'method', 'story', 'tool']);
  });

  it('shows ideas at every stage, with views that differ and what was agreed to be shared from talks', async () => {
    const lead = await hands.as('patricia.salgueiro');
    const { columns } = await lead.call(getBoard);
    const stands = Object.fromEntries(columns.flatMap(({ stage, items }) => items.map(({ name }) => [name, stage])));
    expect(stands).toEqual({
      ...Object.fromEntries(ideas.map(({ name, moves }) => [name, moves.at(-1)?.stage ?? 'idea'])),
      'Utilities as clients': expect.any(String), 'First-time team leads': expect.any(String),
    });
    const modelling = columns.flatMap(({ items }) => items).find(({ name }) => name === 'Hydraulic modelling')!;
    const { evidence, nextStep, launchOn } = await lead.call(getOpportunity, { params: { opportunityId: modelling.id } });
    expect(evidence.criteria.find(({ standard }) => standard === 'manager')?.standing).toBe('differ');
    expect([nextStep, launchOn]).toEqual([ideas[0]!.nextStep, hands.today.plus({ days: 24 }).toISODate()]);
    const shared = await lead.call(listShared, { params: { opportunityId: modelling.id } });
    expect([shared.issues.length, shared.leaders.map(({ id }) => id)]).toEqual([3, [personId('samuel.tremblay')]]);
    const { items: talks } = await (await hands.as('kaiwen.goh')).call(listInterviews);
    expect(talks).toMatchObject([{ asked: true }]);
    expect((await (await hands.as('kaiwen.goh')).call(getMe)).abilities.seeBoard).toBe(true);
    const { items: planned } = await (await hands.as('filipa.moniz')).call(listInterviews);
    expect(planned).toMatchObject([{ calendar: 'done' }]);
  });

  it('asks by card what may be shared of a talk: exactly these words, answered once, and by the person asked alone', async () => {
    const [asked, asker] = [hands.teams.as(personId('kaiwen.goh')), await hands.as('raquel.bettencourt')];
    const has = (words: string) => (message: MessageView) => JSON.stringify(cardOf(message)).includes(words);
    const message = await asked.waitForMessage(has('Gauges that nobody has visited for years'));
    expect(JSON.stringify(cardOf(message))).not.toContain('The gauge under the tree');
    const chat = (await asked.openChat({ clientId: hands.clientId })).id;
    const press = async (of: MessageView, verb: string, typed: object = {}) => {
      const { data } = actionsOf(cardOf(of)).find((action) => action['verb'] === verb) as { data: { interviewId: string; version: number } };
      return { data, said: JSON.stringify(await asked.act(chat, of.id, { verb, data: { ...data, ...typed } })) };
    };
    const talk = async () => asker.call(getInterview, { params: { interviewId: (await asker.call(listInterviews)).items.find(({ interviewee }) => interviewee.id === personId('kaiwen.goh'))!.id } });
    const { id, shares: [share], sharingVersion } = await talk();
    // The words change while the first card lies there: nothing is agreed to that was not seen.
    await asker.call(proposeSharing, { params: { interviewId: id }, body: { basedOnVersion: sharingVersion, items: [{ ...share!, words: 'Gauges under trees' }] } });
    const second = await asked.waitForMessage(has('Gauges under trees'));
    const early = await press(message, 'talks.agree', { [share!.id]: 'true' });
    expect(early.said).toContain('The words were changed meanwhile');
    expect((await talk()).shares).toMatchObject([{ state: 'asked' }]);
    const foreign = await sharingActions(api.services)['talks.agree']!({ tenantId: sandbox.tenantId, personId: personId('paulo.serrano'), displayName: 'Paulo', teamsUserId: '', data: { ...early.data, version: sharingVersion + 1, [share!.id]: 'true' }, sighting: null });
    expect(foreign).toEqual({ message: 'This talk is no longer there.' });
    // The first card shows the words as they are now when it is seen again; to nobody else.
    const seen = async (person: string) => JSON.stringify(await sharingActions(api.services)['talks.show']!({ tenantId: sandbox.tenantId, personId: personId(person), displayName: '', teamsUserId: '29:1', data: { interviewId: id }, sighting: null }));
    expect(await seen('kaiwen.goh')).toMatch(/Gauges under trees.*"userIds":\["29:1"\]/);
    expect(await seen('paulo.serrano')).toMatch(/This talk is no longer there/);
    expect((await press(second, 'talks.agree', { [share!.id]: 'true' })).said).toContain('Shared, as you agreed');
    expect((await talk()).shares).toMatchObject([{ state: 'agreed', words: 'Gauges under trees' }]);
    // A second click finds it answered.
    const again = await sharingActions(api.services)['talks.none']!({ tenantId: sandbox.tenantId, personId: personId('kaiwen.goh'), displayName: 'Kai Wen', teamsUserId: '', data: { interviewId: id, version: sharingVersion + 1 }, sighting: null });
    expect(JSON.stringify(again)).toContain('This is answered already');
    expect((await talk()).shares).toMatchObject([{ state: 'agreed' }]);
  });
});
