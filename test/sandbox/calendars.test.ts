import { DateTime } from 'luxon';
import { eventId } from '../../sandbox/tenant/stable-id.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { buildTeam, buildTenant, builtEvents, builtTeams, upn } from '../support/tenant-builder.ts';

interface Shown { id: string; subject: string; type: string; seriesMasterId: string | null; start: { dateTime: string } }

let sandbox: TestSandbox;
let ben: string;
let emil: string;

const clinic = eventId('test', 'clinic');
const at = (dateTime: string, timeZone = 'America/New_York') => ({ dateTime, timeZone });
/** A team with a series across the end of summer time, one occurrence moved and one cancelled. */
const series = buildTeam('Series', {
  events: [{
    id: clinic, subject: 'Clinic', start: at('2026-10-14T10:00:00'), end: at('2026-10-14T11:00:00'),
    recurrence: { pattern: { type: 'weekly', interval: 1, daysOfWeek: ['wednesday'], firstDayOfWeek: 'monday' }, range: { type: 'noEnd', startDate: '2026-10-14', recurrenceTimeZone: 'America/New_York' } },
    exceptions: [{ originalDate: '2026-11-11', start: at('2026-11-12T15:00:00'), end: at('2026-11-12T16:00:00') }],
    cancelledDates: ['2026-11-18'],
  }],
});
const empty = buildTeam('Empty');

beforeAll(async () => {
  sandbox = await startTestSandbox({ tenant: buildTenant({ teams: [series, empty] }) });
  [ben, emil] = await Promise.all([sandbox.graphToken(upn('ben')), sandbox.graphToken(upn('emil'))]);
});
afterAll(() => sandbox.stop());

const group = `/groups/${series.id}`;
const view = (from: string, to: string, rest = '', headers: Record<string, string> = {}, id = series.id) =>
  sandbox.graph(ben, `/groups/${id}/calendarView?startDateTime=${encodeURIComponent(from)}&endDateTime=${encodeURIComponent(to)}${rest}`, { headers });
const create = (body: object, token = ben, id = empty.id) => sandbox.graph(token, `/groups/${id}/events`, { method: 'POST', body });
const starts = (body: { value: Shown[] }) => body.value.map((event: Shown) => event.start.dateTime);

describe('group calendars', () => {
  it('expand a series in its own zone: ten in the morning stays so when summer time ends', async () => {
    const { body, status } = await view('2026-10-20T00:00:00Z', '2026-11-30T00:00:00Z');
    expect(status).toBe(200);
    expect(starts(body)).toEqual([
      '2026-10-21T14:00:00.0000000', '2026-10-28T14:00:00.0000000', '2026-11-04T15:00:00.0000000', '2026-11-12T20:00:00.0000000', '2026-11-25T15:00:00.0000000',
    ]);
    expect(body.value.map((event: Shown) => event.type)).toEqual(['occurrence', 'occurrence', 'occurrence', 'exception', 'occurrence']);
    expect(body.value[0]).toMatchObject({ subject: 'Clinic', seriesMasterId: clinic, recurrence: null, start: { timeZone: 'UTC' }, organizer: { emailAddress: { name: 'Series' } } });
  });

  it.each([
    ['Europe/Lisbon', '2026-10-28T14:00:00.0000000'], ['GMT Standard Time', '2026-10-28T14:00:00.0000000'],
    ['Eastern Standard Time', '2026-10-28T10:00:00.0000000'], ['Asia/Singapore', '2026-10-28T22:00:00.0000000'],
  ])('answer in the zone that is preferred: %s', async (zone, expected) => {
    const { body, headers } = await view('2026-10-27T00:00:00Z', '2026-10-30T00:00:00Z', '', { Prefer: `outlook.timezone="${zone}"` });
    expect(body.value[0].start).toEqual({ dateTime: expected, timeZone: zone });
    expect(headers.get('preference-applied')).toBe(`outlook.timezone="${zone}"`);
  });

  it('refuse zones that Outlook does not know', async () => {
    for (const zone of ['Mars/Olympus', 'UTC+3', '']) {
      const { status, body } = await view('2026-10-27T00:00:00Z', '2026-10-30T00:00:00Z', '', { Prefer: `outlook.timezone="${zone}"` });
      expect([status, body.error.code]).toEqual([400, 'TimeZoneNotSupportedException']);
    }
  });

  it('read a window with an offset as that instant, and one without as UTC', async () => {
    const inside = await view('2026-10-28T09:30:00-04:00', '2026-10-28T10:30:00-04:00');
    expect(inside.body.value).toHaveLength(1);
    const outside = await view('2026-10-28T09:30:00', '2026-10-28T10:30:00', '', { Prefer: 'outlook.timezone="Eastern Standard Time"' });
    expect(outside.body.value).toHaveLength(0);
    const touching = await view('2026-10-28T15:00:00Z', '2026-10-28T16:00:00Z');
    expect(touching.body.value).toHaveLength(0);
  });

  it('want a window, in order and not too long', async () => {
    expect((await sandbox.graph(ben, `${group}/calendarView`)).body.error.code).toBe('ErrorInvalidParameter');
    expect((await view('2026-10-28', '2026-10-01')).status).toBe(400);
    expect((await view('2020-01-01', '2026-01-01')).status).toBe(400);
    expect((await view('soon', '2026-01-01')).status).toBe(400);
  });

  it('page ten at a time, select and order', async () => {
    const first = await view('2026-10-01', '2027-10-01', '&$select=subject,start&$orderby=start/dateTime');
    expect(first.body.value).toHaveLength(10);
    expect(Object.keys(first.body.value[0]).filter((name) => !name.startsWith('@')).sort()).toEqual(['id', 'start', 'subject']);
    const second = await sandbox.graph(ben, first.body['@odata.nextLink'].split('/v1.0')[1]);
    expect(starts(second.body)[0]! > starts(first.body)[9]!).toBe(true);
    expect((await view('2026-10-01', '2027-10-01', '&$top=100')).body.value).toHaveLength(50);
  });

  it('find an occurrence by the id it has in the view, and its series', async () => {
    const [occurrence] = (await view('2026-10-27T00:00:00Z', '2026-10-30T00:00:00Z')).body.value;
    const again = await sandbox.graph(ben, `${group}/events/${occurrence.id}`);
    expect(again.body).toMatchObject({ id: occurrence.id, start: occurrence.start, type: 'occurrence' });
    const master = await sandbox.graph(ben, `${group}/events/${occurrence.seriesMasterId}`);
    expect(master.body).toMatchObject({ type: 'seriesMaster', recurrence: { pattern: { type: 'weekly', daysOfWeek: ['wednesday'], index: 'first' }, range: { type: 'noEnd', endDate: '0001-01-01' } } });
    const instances = await sandbox.graph(ben, `${group}/events/${clinic}/instances?startDateTime=2026-11-01&endDateTime=2026-11-20`);
    expect(instances.body.value.map((event: Shown) => event.type)).toEqual(['occurrence', 'exception']);
    expect((await sandbox.graph(ben, `${group}/events`)).body.value.map((event: Shown) => event.type)).toEqual(['seriesMaster']);
  });

  it('exist for every group, also where nothing is planned', async () => {
    const { body } = await sandbox.graph(ben, `/groups/${empty.id}/calendar`);
    expect(body).toMatchObject({ name: 'Calendar', canEdit: true, owner: { name: 'Empty' } });
    expect((await view('2026-10-01', '2026-10-02', '', {}, empty.id)).body.value).toEqual([]);
  });

  it('are for people only, and a private group\'s for its members', async () => {
    const app = await sandbox.graph(await sandbox.appGraphToken(), `${group}/calendarView?startDateTime=2026-10-01&endDateTime=2026-10-02`);
    expect(app.status).toBe(403);
    const stranger = await sandbox.graph(emil, `/groups/${builtTeams.closed}/events`);
    expect([stranger.status, stranger.body.error.code]).toEqual([403, 'ErrorAccessDenied']);
    expect((await sandbox.graph(emil, `/groups/${builtTeams.open}/events`)).status).toBe(200);
    expect((await create({ subject: 'x', start: at('2026-12-01T10:00:00'), end: at('2026-12-01T11:00:00') }, emil)).status).toBe(403);
    const narrow = await sandbox.graphToken(upn('ben'), 'https://graph.microsoft.com/User.Read');
    expect((await sandbox.graph(narrow, `${group}/events`)).status).toBe(403);
    expect((await sandbox.graph(ben, `${group}/events/none`)).body.error.code).toBe('ErrorItemNotFound');
  });

  it('make one event of a create that is sent twice', async () => {
    const event = { subject: 'First meeting', start: at('2026-12-01T10:00:00', 'Eastern Standard Time'), end: at('2026-12-01T11:00:00', 'Eastern Standard Time'), transactionId: 'once-1', isOnlineMeeting: true, body: { contentType: 'html', content: '<p>Hello &amp; welcome</p>' } };
    const [first, second] = [await create(event), await create(event)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
    expect(first.body).toMatchObject({ transactionId: 'once-1', bodyPreview: 'Hello & welcome', start: { dateTime: '2026-12-01T15:00:00.0000000', timeZone: 'UTC' }, originalStartTimeZone: 'Eastern Standard Time', onlineMeeting: { joinUrl: expect.stringContaining('https://teams.microsoft.com/l/meetup-join/') } });
    expect((await view('2026-12-01', '2026-12-02', '', {}, empty.id)).body.value).toHaveLength(1);
    const changed = await sandbox.graph(ben, `/groups/${empty.id}/events/${first.body.id}`, { method: 'PATCH', body: { transactionId: 'other' } });
    expect([changed.status, changed.body.error.code]).toEqual([400, 'ErrorInvalidRequest']);
  });

  it('refuse events that make no sense', async () => {
    const start = at('2026-12-02T10:00:00');
    const weekly = { pattern: { type: 'weekly', interval: 1, daysOfWeek: ['wednesday'] }, range: { type: 'noEnd', startDate: '2026-12-09' } };
    for (const body of [
      { subject: 'No end', start }, { subject: 'Backwards', start, end: at('2026-12-02T09:00:00') }, { subject: 'Nowhere', start: at('2026-12-02T10:00:00', 'Mars/Olympus'), end: start },
      { subject: 'Other start', start, end: at('2026-12-02T11:00:00'), recurrence: weekly }, { subject: 'Half a day', isAllDay: true, start, end: at('2026-12-02T11:00:00') },
      { subject: 'No days', start, end: at('2026-12-02T11:00:00'), recurrence: { pattern: { type: 'weekly', interval: 1 }, range: { type: 'noEnd', startDate: '2026-12-02' } } },
    ]) expect((await create(body)).status).toBe(400);
  });

  it('change and delete a series, or one of its occurrences alone', async () => {
    const made = (await create({
      subject: 'Walk', start: at('2027-01-04T09:00:00', 'Europe/Lisbon'), end: at('2027-01-04T10:00:00', 'Europe/Lisbon'),
      recurrence: { pattern: { type: 'daily', interval: 1 }, range: { type: 'numbered', startDate: '2027-01-04', numberOfOccurrences: 3 } },
    })).body;
    const window = () => view('2027-01-01', '2027-02-01', '', {}, empty.id);
    const [, second, third] = (await window()).body.value;
    const path = (id: string) => `/groups/${empty.id}/events/${id}`;
    const moved = await sandbox.graph(ben, path(second.id), { method: 'PATCH', body: { subject: 'Long walk', start: at('2027-01-05T08:00:00', 'Europe/Lisbon'), end: at('2027-01-05T11:00:00', 'Europe/Lisbon') } });
    expect(moved.body).toMatchObject({ id: second.id, type: 'exception', subject: 'Long walk' });
    expect((await sandbox.graph(ben, path(third.id), { method: 'DELETE' })).status).toBe(204);
    expect((await sandbox.graph(ben, path(third.id))).status).toBe(404);
    expect((await window()).body.value.map((event: Shown) => [event.subject, event.start.dateTime.slice(0, 16)])).toEqual([['Walk', '2027-01-04T09:00'], ['Long walk', '2027-01-05T08:00']]);
    expect((await sandbox.graph(ben, path(made.id), { method: 'PATCH', body: { subject: 'Stroll' } })).body).toMatchObject({ type: 'seriesMaster', subject: 'Stroll' });
    expect((await sandbox.graph(ben, path(made.id), { method: 'DELETE' })).status).toBe(204);
    expect((await window()).body.value).toEqual([]);
  });

  it('read the hour that summer time skips as an hour later', async () => {
    const made = await create({
      subject: 'Early', start: at('2027-03-13T02:30:00'), end: at('2027-03-13T03:00:00'),
      recurrence: { pattern: { type: 'daily', interval: 1 }, range: { type: 'numbered', startDate: '2027-03-13', numberOfOccurrences: 3 } },
    });
    const { body } = await view('2027-03-13', '2027-03-16', '', {}, empty.id);
    expect(starts(body)).toEqual(['2027-03-13T07:30:00.0000000', '2027-03-14T07:30:00.0000000', '2027-03-15T06:30:00.0000000']);
    await sandbox.graph(ben, `/groups/${empty.id}/events/${made.body.id}`, { method: 'DELETE' });
  });

  it('show whole days from midnight to midnight in any zone', async () => {
    await create({ subject: 'Away day', isAllDay: true, start: at('2027-05-03T00:00:00', 'Europe/Lisbon'), end: at('2027-05-04T00:00:00', 'Europe/Lisbon') });
    const { body } = await view('2027-05-03', '2027-05-04', '', { Prefer: 'outlook.timezone="Singapore Standard Time"' }, empty.id);
    expect(body.value[0]).toMatchObject({ isAllDay: true, start: { dateTime: '2027-05-03T00:00:00.0000000', timeZone: 'Singapore Standard Time' }, end: { dateTime: '2027-05-04T00:00:00.0000000' } });
  });

  it('have the built tenant\'s own next meeting at its own hour', async () => {
    const now = DateTime.fromISO('2026-07-01', { zone: 'utc' });
    const { body } = await view(now.toISO()!, now.plus({ days: 8 }).toISO()!, '', {}, builtTeams.open);
    expect(body.value.map((event: Shown) => [event.seriesMasterId, event.start.dateTime])).toEqual([[builtEvents.weekly, '2026-07-01T08:00:00.0000000'], [builtEvents.weekly, '2026-07-08T08:00:00.0000000']]);
  });
});

describe('group calendars that several communities share', () => {
  const mark = (name: string) => `String {66f5a359-4659-4830-9070-00040ec6ac6e} Name ${name}`;
  const path = (id: string) => `/groups/${empty.id}/events/${id}`;
  const series = async (changes: object = {}) => (await create({
    subject: 'Clinic', start: at('2028-01-03T09:00:00', 'Europe/Lisbon'), end: at('2028-01-03T10:00:00', 'Europe/Lisbon'), categories: ['Pumps'],
    singleValueExtendedProperties: [{ id: mark('Community'), value: 'c-1' }],
    recurrence: { pattern: { type: 'daily', interval: 1 }, range: { type: 'numbered', startDate: '2028-01-03', numberOfOccurrences: 5 } }, ...changes,
  })).body;
  const window = async () => (await view('2028-01-01', '2028-02-01', '', {}, empty.id)).body.value as (Shown & { categories: string[] })[];
  const filtered = (filter: string, where = 'events?') => sandbox.graph(ben, `/groups/${empty.id}/${where}$filter=${encodeURIComponent(filter)}`);

  it('find events by categories and by marks that people do not see', async () => {
    const [ours, theirs] = [await series(), await series({ subject: 'Forum', categories: ['Valves'], singleValueExtendedProperties: [{ id: mark('Community'), value: 'c-2' }] })];
    expect(JSON.stringify(ours)).not.toContain('c-1');
    const found = await filtered(`singleValueExtendedProperties/Any(ep: ep/id eq '${mark('Community')}' and ep/value eq 'c-1')`);
    expect(found.body.value.map((event: Shown) => event.id)).toEqual([ours.id]);
    expect(found.body.value[0].singleValueExtendedProperties).toBeUndefined();
    expect((await filtered("categories/any(c:c eq 'Valves')")).body.value.map((event: Shown) => event.id)).toEqual([theirs.id]);
    expect((await window()).filter(event => event.categories.includes('Pumps'))).toHaveLength(5);
    expect((await filtered(`singleValueExtendedProperties/Any(ep: ep/id eq '${mark('Community')}')`, 'calendarView?startDateTime=2028-01-01&endDateTime=2028-02-01&')).status).toBe(400);
    const expand = (name: string) => sandbox.graph(ben, `${path(ours.id)}?$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${mark(name)}')`)}`);
    expect((await expand('Community')).body.singleValueExtendedProperties).toEqual([{ id: mark('Community'), value: 'c-1' }]);
    expect((await expand('Other')).body.singleValueExtendedProperties).toBeUndefined();
    await sandbox.graph(ben, path(ours.id), { method: 'PATCH', body: { singleValueExtendedProperties: [{ id: mark('Community'), value: 'c-3' }] } });
    expect((await expand('Community')).body.singleValueExtendedProperties).toEqual([{ id: mark('Community'), value: 'c-3' }]);
    expect((await create({ subject: 'x', start: at('2028-01-01T10:00:00'), end: at('2028-01-01T11:00:00'), singleValueExtendedProperties: [{ id: 'Fun', value: 'x' }] })).status).toBe(400);
    for (const event of [ours, theirs]) await sandbox.graph(ben, path(event.id), { method: 'DELETE' });
  });

  it('cancel an occurrence or all of them, and keep what is special about one', async () => {
    const { id } = await series();
    const [first, second] = await window();
    expect((await sandbox.graph(ben, path(first!.id), { method: 'PATCH', body: { categories: ['Pumps', 'Moved'], start: at('2028-01-20T09:00:00'), end: at('2028-01-20T10:00:00') } })).body).toMatchObject({ type: 'exception', categories: ['Pumps', 'Moved'] });
    expect((await sandbox.graph(ben, `${path(second!.id)}/cancel`, { method: 'POST', body: { comment: 'Holiday' } })).status).toBe(202);
    expect((await window()).map(event => [event.type, event.start.dateTime.slice(0, 10)])).toEqual([
      ['occurrence', '2028-01-05'], ['occurrence', '2028-01-06'], ['occurrence', '2028-01-07'], ['exception', '2028-01-20'],
    ]);
    await sandbox.graph(ben, path(id), { method: 'PATCH', body: { subject: 'Pump clinic' } });
    expect((await window()).map(event => event.subject)).toEqual(Array(4).fill('Pump clinic'));
    await sandbox.graph(ben, path(id), { method: 'PATCH', body: { recurrence: { pattern: { type: 'daily', interval: 2 }, range: { type: 'numbered', startDate: '2028-01-03', numberOfOccurrences: 2 } } } });
    expect((await window()).map(event => [event.type, event.start.dateTime.slice(0, 10)])).toEqual([['occurrence', '2028-01-03'], ['occurrence', '2028-01-05']]);
    expect((await sandbox.graph(emil, `${path(id)}/cancel`, { method: 'POST', body: {} })).status).toBe(403);
    expect((await sandbox.graph(ben, `${path(id)}/cancel`, { method: 'POST', body: {} })).status).toBe(202);
    expect(await window()).toEqual([]);
  });

  it('show a series with two hundred exceptions', async () => {
    const { id } = await series({ recurrence: { pattern: { type: 'daily', interval: 1 }, range: { type: 'numbered', startDate: '2028-01-03', numberOfOccurrences: 250 } } });
    const { body } = await view('2028-01-01', '2029-01-01', '&$top=1000', {}, empty.id);
    for (const occurrence of body.value.slice(0, 200)) await sandbox.graph(ben, path(occurrence.id), { method: 'PATCH', body: { location: { displayName: `Room of ${occurrence.start.dateTime.slice(0, 10)}` } } });
    const after = (await view('2028-01-01', '2029-01-01', '&$top=1000', {}, empty.id)).body.value as (Shown & { location: { displayName: string } })[];
    expect([after.length, after.filter(event => event.type === 'exception').length]).toEqual([250, 200]);
    expect(after.slice(0, 200).every(event => event.location.displayName === `Room of ${event.start.dateTime.slice(0, 10)}`)).toBe(true);
    await sandbox.graph(ben, path(id), { method: 'DELETE' });
  });
});

describe('schedules', () => {
  it('say when people are free, with no more of colleagues, and of whom nobody knows', async () => {
    const window = { StartTime: at('2028-02-01T08:00:00', 'UTC'), EndTime: at('2028-02-01T12:00:00', 'UTC') };
    const meeting = (token: string, from: string, to: string, rest = {}) => sandbox.graph(token, '/me/events', { method: 'POST', body: { subject: 'Valve review', start: at(from, 'UTC'), end: at(to, 'UTC'), ...rest } });
    await meeting(ben, '2028-02-01T08:10:00', '2028-02-01T09:00:00');
    await meeting(emil, '2028-02-01T09:30:00', '2028-02-01T10:00:00', { showAs: 'tentative' });
    await meeting(emil, '2028-02-01T10:00:00', '2028-02-01T11:00:00', { showAs: 'oof' });
    await meeting(emil, '2028-02-01T11:00:00', '2028-02-01T12:00:00', { showAs: 'workingElsewhere' });
    const ask = (body: object) => sandbox.graph(ben, '/me/calendar/getSchedule', { method: 'POST', body, headers: { Prefer: 'outlook.timezone="Pacific Standard Time"' } });
    const { status, body } = await ask({ Schedules: [upn('ben'), upn('emil'), 'x@elsewhere.example'], ...window });
    expect(status).toBe(200);
    expect(body.value).toMatchObject([
      { scheduleId: upn('ben'), availabilityView: '22000000', scheduleItems: [{ subject: 'Valve review', status: 'busy', start: { dateTime: '2028-02-01T00:10:00.0000000', timeZone: 'Pacific Standard Time' } }] },
      { scheduleId: upn('emil'), availabilityView: '00013300', scheduleItems: [{ status: 'tentative' }, { status: 'oof' }, { status: 'workingElsewhere' }] },
      { scheduleId: 'x@elsewhere.example', availabilityView: '', error: { responseCode: 'ErrorMailRecipientNotFound' } },
    ]);
    expect(body.value[1].scheduleItems.every((item: object) => !('subject' in item))).toBe(true);
    for (const wrong of [{ ...window }, { Schedules: [upn('ben')], ...window, AvailabilityViewInterval: 4 }, { Schedules: [upn('ben')], StartTime: window.EndTime, EndTime: window.StartTime }]) expect((await ask(wrong)).status).toBe(400);
  });
});
