import fc from 'fast-check';
import { isIanaZone, nextActivities, toActivities, toIanaZone, type GraphEvent } from '../../api/rhythm/rhythm.ts';
import { activity as activitySchema } from '../../api/rhythm/rhythm-contract.ts';

const now = new Date('2026-11-23T12:00:00Z');

function buildEvent(over: Partial<GraphEvent> = {}): GraphEvent {
  return {
    id: 'event-1', subject: 'Clinic', isAllDay: false, isCancelled: false, originalStartTimeZone: 'America/Los_Angeles', type: 'singleInstance',
    start: { dateTime: '2026-11-24T17:00:00.0000000', timeZone: 'UTC' }, end: { dateTime: '2026-11-24T18:00:00.0000000', timeZone: 'UTC' },
    ...over,
  };
}

describe('coming activities', () => {
  it('are given at their instant, with the meeting’s own zone kept', () => {
    const [first] = toActivities([buildEvent()], now);
    expect(activitySchema.parse(first)).toMatchObject({ startsAt: '2026-11-24T17:00:00.000Z', endsAt: '2026-11-24T18:00:00.000Z', timeZone: 'America/Los_Angeles', recurring: false });
  });

  it('leave out what is cancelled, over, or without a readable time, and keep what is going on', () => {
    const events = [
      buildEvent({ id: 'cancelled', isCancelled: true }),
      buildEvent({ id: 'over', start: { dateTime: '2026-11-23T10:00:00' }, end: { dateTime: '2026-11-23T12:00:00' } }),
      buildEvent({ id: 'broken', start: { dateTime: 'soon' } }),
      buildEvent({ id: 'backwards', end: { dateTime: '2026-11-24T16:00:00' } }),
      buildEvent({ id: 'none', start: null }),
      buildEvent({ id: 'going-on', start: { dateTime: '2026-11-23T11:30:00' }, end: { dateTime: '2026-11-23T12:30:00' } }),
    ];
    expect(toActivities(events, now).map((each) => each.eventId)).toEqual(['going-on']);
  });

  it('show an all-day event as its day, until that day is over everywhere', () => {
    const day = buildEvent({ isAllDay: true, start: { dateTime: '2026-11-22T00:00:00.0000000' }, end: { dateTime: '2026-11-23T00:00:00.0000000' } });
    expect(toActivities([day], new Date('2026-11-23T11:59:00Z'))).toMatchObject([{ allDay: true, startsAt: '2026-11-22T00:00:00.000Z' }]);
    expect(toActivities([day], now)).toEqual([]);
  });

  it('turn Outlook’s names of zones into IANA’s, and what nobody knows into UTC', () => {
    expect(toIanaZone('Pacific Standard Time')).toBe('America/Los_Angeles');
    expect(toIanaZone('Europe/Berlin')).toBe('Europe/Berlin');
    expect(toIanaZone('tzone://Microsoft/Custom')).toBe('UTC');
    expect(toIanaZone(null)).toBe('UTC');
    expect(isIanaZone('Mars/Olympus')).toBe(false);
  });

  it('never send anybody to an address that is not of the web', () => {
    const [first] = toActivities([buildEvent({ webLink: 'javascript:alert(1)', onlineMeeting: { joinUrl: 'https://teams.example/join' } })], now);
    expect(first).toMatchObject({ webUrl: null, joinUrl: 'https://teams.example/join' });
  });

  it('are sorted, keep to the contract and do not depend on the order that Graph gives', () => {
    const event = fc.record({
      id: fc.uuid(), subject: fc.option(fc.string()), isAllDay: fc.boolean(), isCancelled: fc.boolean(),
      originalStartTimeZone: fc.constantFrom('UTC', 'W. Europe Standard Time', 'Asia/Tokyo', 'nonsense', null),
      at: fc.date({ min: new Date('2026-11-01'), max: new Date('2027-02-01'), noInvalidDate: true }), minutes: fc.integer({ min: 0, max: 2_000 }),
    }).map(({ at, minutes, ...rest }) => ({
      ...rest, start: { dateTime: at.toISOString().slice(0, -1) }, end: { dateTime: new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, -1) },
    }));
    fc.assert(fc.property(fc.uniqueArray(event, { selector: (each) => each.id }), (events) => {
      const activities = toActivities(events, now);
      for (const each of activities) activitySchema.parse(each);
      const starts = activities.map((each) => each.startsAt);
      expect(starts).toEqual([...starts].sort());
      expect(toActivities([...events].reverse(), now)).toEqual(activities);
      expect(nextActivities([...activities].reverse())).toEqual(activities.slice(0, 20));
    }));
  });
});
