import { closeCommunity, reopenCommunity } from '../../api/communities/closing-contract.ts';
import type { CommunityPage } from '../../api/communities/communities-contract.ts';
import { joinCommunity, leaveCommunity } from '../../api/membership/membership-contract.ts';
import { bringBackFeedAddress, makeFeedAddress, publishActivity, revokeFeedAddress } from '../../api/rhythm/feed-contract.ts';
import { writeFeed } from '../../api/rhythm/feed.ts';
import { getRhythm } from '../../api/rhythm/year-contract.ts';
import { dropTie } from '../../api/ties/ties-contract.ts';
import { builtEvents, builtTeams, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';

let world: CommunityWorld;
let page: CommunityPage;
beforeAll(async () => {
  world = await startCommunityWorld();
  world.clock.now = new Date('2026-11-24T10:00:00Z');
});
afterAll(async () => { await world.close(); });
beforeEach(async () => {
  page = await world.community();
  await world.api.request(joinCommunity, { as: dora, params: params() });
});
afterEach(() => { world.sandbox.faults.clear(); });

const [ben, dora] = [upn('ben'), upn('dora')];
const params = () => ({ communityId: page.id });
const year = async (as = ben) => (await world.api.request(getRhythm, { as, params: params() })).body;
const publish = async (published = true, as = ben) => world.api.request(publishActivity, { ...(as && { as }), params: { ...params(), activityId: (await year(as || ben)).activities[0]!.id }, body: { published } });
const make = (as = dora) => world.api.request(makeFeedAddress, { ...(as && { as }), params: params() });
const revoke = (as = dora) => world.api.request(revokeFeedAddress, { ...(as && { as }), params: params() });
const bringBack = (as = dora) => world.api.request(bringBackFeedAddress, { ...(as && { as }), params: params() });
const address = async (as = dora): Promise<string> => new URL((await make(as)).body.url).pathname;
async function read(path: string): Promise<{ status: number; type: string | null; text: string; headers: string[] }> {
  const response = await world.api.fetch(path);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text(), headers: [...response.headers.keys()].sort() };
}
/** Its lines, folded ones put together. */
const lines = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');
const starts = (text: string): string[] => lines(text).filter((line) => line.startsWith('DTSTART'));
const anotherTime = () => { world.clock.now = new Date(world.clock.now.getTime() + 6 * 60_000); };
async function inOutlook(eventId: string, change: object | null): Promise<void> {
  const { status } = await world.sandbox.graph(await world.sandbox.graphToken(ben), `/groups/${builtTeams.open}/events/${encodeURIComponent(eventId)}`, change ? { method: 'PATCH', body: change } : { method: 'DELETE' });
  expect(status).toBeLessThan(300);
}

it('a feed is empty until a coordinator publishes something; then it has what is published, each time at its instant, and no way into the meeting', async () => {
  const path = await address();
  expect(await read(path)).toMatchObject({ status: 200, type: 'text/calendar; charset=utf-8', text: expect.stringMatching(/^BEGIN:VCALENDAR\r\n[^]*NAME:Pump people[^]*END:VCALENDAR/) });
  expect(starts((await read(path)).text)).toEqual([]);
  for (let times = 0; times < 2; times += 1) expect((await publish()).body.items).toHaveLength(100);
  const { text } = await read(path);
  expect([starts(text).length, starts(text)[0], lines(text).filter((line) => line === 'SUMMARY:Pump clinic').length]).toEqual([100, 'DTSTART:20260107T090000Z', 100]);
  // Ten in London stays so in summer: another instant.
  expect(starts(text)).toContain('DTSTART:20260603T080000Z');
  expect(text).not.toMatch(/meetup-join|ATTENDEE|ORGANIZER/);
  expect((await year(dora)).activities.every(({ inFeed }) => inFeed)).toBe(true);
  await publish(false);
  expect(starts((await read(path)).text)).toEqual([]);
  expect(world.graphWrites()).toEqual([]);
});

it('it follows the calendar when one who may publish looks again, never by what a member or nobody saw, and stays while Microsoft 365 does not answer', async () => {
  const path = await address();
  await publish();
  const [, second] = (await year()).activities;
  await inOutlook(second!.eventId, { start: { dateTime: '2026-01-16T15:00:00', timeZone: 'Europe/London' }, end: { dateTime: '2026-01-16T16:00:00', timeZone: 'Europe/London' } });
  anotherTime();
  await year(dora);
  expect(starts((await read(path)).text)).toContain('DTSTART:20260114T090000Z');
  world.sandbox.faults.set([{ path: `/groups/${builtTeams.open}/calendarView`, status: 503 }]);
  await year();
  expect(starts((await read(path)).text)).toHaveLength(100);
  world.sandbox.faults.clear();
  await year();
  const moved = (await read(path)).text;
  expect([starts(moved).includes('DTSTART:20260114T090000Z'), starts(moved).includes('DTSTART:20260116T150000Z')]).toEqual([false, true]);
  // The same event for a calendar that had it before.
  expect(lines(moved)).toContain(`UID:${second!.id}@trellis`);
});

it('an address is a member’s own, told once and kept as a hash; a new one, taking it back, leaving and closing end it, all with the answer of a guess', async () => {
  const first = await address();
  const guessed = await read('/api/feeds/guessed.ics');
  expect(guessed).toMatchObject({ status: 404 });
  const secret = /feeds\/([\w-]{43})\.ics$/.exec(first)![1]!;
  expect(JSON.stringify(await world.database.engine.kysely.selectFrom('community_feeds').selectAll().execute())).not.toContain(secret);
  expect((await year(dora)).feed).toEqual({ hasAddress: true });
  const second = await address();
  expect([await read(first), (await read(second)).status]).toEqual([guessed, 200]);
  for (let times = 0; times < 2; times += 1) expect((await revoke()).status).toBe(204);
  expect(await read(second)).toEqual(guessed);
  const third = await address();
  await world.api.request(leaveCommunity, { as: dora, params: params() });
  expect(await read(third)).toEqual(guessed);
  const fourth = await address(ben);
  await world.api.request(closeCommunity, { as: ben, params: params(), body: { removeAdded: false } });
  expect(await read(fourth)).toEqual(guessed);
  expect((await make(ben)).body).toMatchObject({ code: 'community-closed' });
  await world.api.request(reopenCommunity, { as: ben, params: params() });
  expect((await read(fourth)).status).toBe(200);
});

it('an address that ended by mistake is the address again for whoever ended it, within ten minutes; a newer one ends, and one that was ended on purpose stays so', async () => {
  const at = async (...paths: string[]) => Promise.all(paths.map(async (path) => (await read(path)).status));
  const first = await address();
  expect((await bringBack()).body).toMatchObject({ status: 409, code: 'too-late-to-take-back' });
  await revoke();
  expect([await at(first), (await bringBack(ben)).status, (await bringBack(upn('emil'))).status, (await bringBack('')).status]).toEqual([[404], 409, 403, 401]);
  expect([(await bringBack()).status, await at(first), (await year(dora)).feed]).toEqual([204, [200], { hasAddress: true }]);
  const second = await address();
  expect([await at(first, second), (await bringBack()).status, await at(first, second)]).toEqual([[404, 200], 204, [200, 404]]);
  // It leaked: taken back, and another is made. What leaked does not come back with that.
  await revoke();
  const third = await address();
  expect([(await bringBack()).status, await at(first, third)]).toEqual([409, [404, 200]]);
  await revoke();
  anotherTime();
  anotherTime();
  expect([(await bringBack()).status, await at(third)]).toEqual([409, [404]]);
});

it('publishing is for coordinators and core group, an address for members', async () => {
  expect((await publish(true, dora)).body).toMatchObject({ status: 403, code: 'coordinators-publish', remedy: expect.stringContaining('coordinator') });
  await year(upn('emil'));
  expect([(await publish(true, upn('emil'))).status, (await make(upn('emil'))).status, (await publish(true, '')).status, (await make('')).status, (await revoke('')).status]).toEqual([403, 403, 401, 401, 401]);
});

it('a whole day is a date, an hour that comes twice is two instants, and odd words stay words', () => {
  const time = (activityId: string, startsAt: string, more: object = {}) => ({ activityId, subject: 'Day', startsAt: new Date(startsAt), endsAt: new Date(Date.parse(startsAt) + 86_400_000), allDay: false, location: null, seenAt: new Date('2026-11-24T10:00:00Z'), ...more });
  const text = writeFeed('Pumps; “valves”', 'https://trellis.example/tab', [
    time('a', '2026-12-24T00:00:00Z', { allDay: true }), time('b', '2026-10-25T00:30:00Z'), time('c', '2026-10-25T01:30:00Z', { subject: 'Seals\r\nATTENDEE:mailto:x@y.example', location: 'Hall 3, left' }),
  ]);
  expect(starts(text)).toEqual(['DTSTART;VALUE=DATE:20261224', 'DTSTART:20261025T003000Z', 'DTSTART:20261025T013000Z']);
  expect(lines(text)).toContain('DTEND;VALUE=DATE:20261225');
  expect(lines(text).filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
  expect(lines(text)).toContain('LOCATION:Hall 3\\, left');
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
});

it('what a calendar has that the community is no longer tied to is not in the feed', async () => {
  const path = await address();
  await publish();
  await world.api.request(dropTie, { as: ben, params: { ...params(), tieId: page.ties.find(({ kind }) => kind === 'calendar')!.id } });
  expect(starts((await read(path)).text)).toEqual([]);
});

it('an event that was deleted in Outlook leaves the feed at the next look', async () => {
  const path = await address();
  await publish();
  await inOutlook(builtEvents.weekly, null);
  anotherTime();
  expect((await year()).activities).toEqual([]);
  expect(starts((await read(path)).text)).toEqual([]);
});
