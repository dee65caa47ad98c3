import { DateTime } from 'luxon';
import { toSeen, windowOf } from '../../api/rhythm/seen-year.ts';
import type { YearActivity } from '../../api/rhythm/year-contract.ts';
import { proposeKind } from '../../api/rhythm/kinds.ts';
import type { GraphEvent } from '../../api/rhythm/rhythm.ts';
import type { TenantFile } from '../../sandbox/tenant/tenant-file.ts';
import { monthsOf } from '../../src/rhythm/year.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { parseTenant } from '../../sandbox/tenant/load-tenant.ts';
import { expectedMeetings } from './support/expected-meetings.ts';
import { describeWithSharedData, kubernetesTenant, readShared, sayWhenMissing } from './support/shared-data.ts';

sayWhenMissing();

describeWithSharedData('the rhythm of a real organisation’s meetings', () => {
  const tenant = describeWithSharedData === describe ? readShared<TenantFile>(kubernetesTenant) : null!;
  const now = new Date('2026-11-24T10:00:00Z');
  let sandbox: TestSandbox;
  beforeAll(async () => { sandbox = await startTestSandbox({ tenant: parseTenant(tenant, kubernetesTenant), clock: () => now.getTime() }); }, 60_000);
  afterAll(() => sandbox?.stop());

  it('has all 71 in the picture of the next twelve months on the days on which an independent library has them, read in three zones', async () => {
    const { from, to } = windowOf(now);
    let meetings = 0;
    let marks = 0;
    for (const team of tenant.teams.filter(({ events }) => events.length > 0)) {
      const owner = tenant.users.find(({ id }) => id === team.owners[0])!;
      const token = await sandbox.graphToken(owner.userPrincipalName);
      const { status, body } = await sandbox.graph(token, `/groups/${team.id}/calendarView?startDateTime=${from.toISOString()}&endDateTime=${to.toISOString()}&$top=1000`, { headers: { prefer: 'outlook.timezone="UTC"' } });
      expect(status).toBe(200);
      expect(body['@odata.nextLink']).toBeUndefined();
      const activities = toSeen(body.value as GraphEvent[], team.id).map((seen): YearActivity => ({ ...seen, kind: proposeKind(seen.subject), kindBy: 'subject', attended: null, inFeed: false, written: false, openFollowUps: 0 }));
      expect(new Set(activities.map(({ id }) => id)).size).toBe(activities.length);
      for (const zone of ['America/Los_Angeles', 'Europe/Berlin', 'Asia/Tokyo']) {
        const shown = monthsOf(activities, zone, now, 'next').flatMap((month) => month.placed.map(({ activity, day }) => `${month.name}-${String(day).padStart(2, '0')} ${activity.subject} ${activity.startsAt}`)).sort();
        const begins = DateTime.fromJSDate(now, { zone }).startOf('month');
        const ends = begins.plus({ months: 13 });
        const expected = team.events.flatMap((event) => expectedMeetings(event, begins, ends))
          .filter(({ startsAt }) => DateTime.fromISO(startsAt) >= begins)
          .map(({ subject, startsAt }) => `${DateTime.fromISO(startsAt).setZone(zone).toISODate()} ${subject} ${new Date(startsAt).toISOString()}`).sort();
        expect({ team: team.displayName, zone, shown }).toEqual({ team: team.displayName, zone, shown: expected });
        marks += shown.length;
      }
      meetings += team.events.length;
    }
    expect(meetings).toBe(71);
    expect(marks).toBeGreaterThan(71 * 3 * 12);
  }, 120_000);
});
