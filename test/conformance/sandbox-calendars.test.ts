import { DateTime } from 'luxon';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { expectedMeetings } from './support/expected-meetings.ts';
import { describeWithSharedData, kubernetesTenant, sayWhenMissing } from './support/shared-data.ts';

sayWhenMissing();

interface GraphEvent { subject: string; start: { dateTime: string; timeZone: string }; end: { dateTime: string; timeZone: string } }

/** Each range crosses a change of clocks somewhere: Europe 25 October and 28 March, America 1 November and 14 March. */
const ranges: [from: string, to: string][] = [['2026-10-12T00:00:00Z', '2026-11-16T00:00:00Z'], ['2027-03-01T00:00:00Z', '2027-04-12T00:00:00Z']];
const zones = ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Australia/Lord_Howe'];

describeWithSharedData('real recurring meetings, in several zones and across changes of clocks', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => { sandbox = await startTestSandbox({ tenantFile: kubernetesTenant }); });
  afterAll(() => sandbox?.stop());

  it.each(zones)('are at the instants that RFC 5545 gives, shown in %s', async (zone) => {
    let compared = 0;
    for (const team of sandbox.tenant.teams) {
      const owner = sandbox.tenant.users.find((user) => user.id === team.owners[0])!;
      const token = await sandbox.graphToken(owner.userPrincipalName);
      for (const [from, to] of ranges) {
        const shown = await calendarView(token, team.id, from, to, zone);
        const expected = team.events.flatMap((event) => expectedMeetings(event, DateTime.fromISO(from), DateTime.fromISO(to)));
        expect({ team: team.displayName, meetings: shown }).toEqual({ team: team.displayName, meetings: expected.map(({ subject, startsAt, endsAt }) => `${startsAt} ${endsAt} ${subject}`).sort() });
        compared += expected.length;
      }
    }
    expect(compared).toBeGreaterThan(200);
  });

  async function calendarView(token: string, groupId: string, from: string, to: string, zone: string): Promise<string[]> {
    const { status, body } = await sandbox.graph(token, `/groups/${groupId}/calendarView?startDateTime=${from}&endDateTime=${to}&$top=1000`, { headers: { prefer: `outlook.timezone="${zone}"` } });
    expect(status).toBe(200);
    expect(body['@odata.nextLink']).toBeUndefined();
    return (body.value as GraphEvent[]).map((event) => {
      expect(event.start.timeZone).toBe(zone);
      const instant = (time: GraphEvent['start']) => DateTime.fromISO(time.dateTime.slice(0, 19), { zone: time.timeZone }).toUTC().toISO();
      return `${instant(event.start)} ${instant(event.end)} ${event.subject}`;
    }).sort();
  }
});
