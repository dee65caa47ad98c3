import { DateTime } from 'luxon';
import { randomUUID } from 'node:crypto';
import { eventId, stableId } from '../../tenant/stable-id.ts';
import { changesContent, needGroupContent, type Group } from '../directory/directory-area.ts';
import { bodyObject, created, graphError, graphOperation, noContent, type GraphAnswer, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection, entity, selected } from '../odata-collection.ts';
import { eventsOf, newEvent, type StoredEvent } from './calendar-store.ts';
import { applyInput, readEvent, readPatch } from './event-input.ts';
import { presentEvent, presentInstance, type Preferences } from './event-presenter.ts';
import { onlyExpanded, refuseToFilterByMarks } from './extended-properties.ts';
import { instanceOn, instancesBetween, parseOccurrenceId } from './expansion.ts';
import { ianaZone, preferredZone } from './time-zones.ts';

const readers = ['Group.Read.All', 'Group.ReadWrite.All'] as const;
const writers = ['Group.ReadWrite.All'] as const;
const expand = ['singleValueExtendedProperties'];
const listing = { select: true, filter: true, orderby: true, top: 1000, skip: true, count: true, pageSize: 10 } as const;
const one = { select: true, expand } as const;
/** Microsoft, "List calendarView": the window may not be longer. */
const longestWindowDays = 1825;

/** A group's calendar is reached by two paths, and exists for people only: apps have no permission that opens it. */
function operations(method: GraphOperation['method'], path: string, query: GraphOperation['query'], answer: (call: GraphCall, group: Group, preferences: Preferences) => GraphAnswer): GraphOperation[] {
  const writes = method !== 'GET';
  const prefixes = path === '' ? ['/groups/{group-id}/calendar'] : ['/groups/{group-id}', '/groups/{group-id}/calendar'];
  return prefixes.map((prefix) => graphOperation({
    method, path: `${prefix}${path}`, delegated: writes ? writers : readers, application: [], service: 'outlook', query,
    handle(call) {
      const group = needGroupContent(call, call.params['group-id']!, accessDenied);
      if (writes && !changesContent(call, group)) throw accessDenied();
      const preferences = preferencesOf(call);
      const { headers, ...rest } = answer(call, group, preferences);
      const asked = /outlook\.timezone/i.test(String(call.headers.prefer ?? ''));
      return { ...rest, headers: { ...headers, ...(asked ? { 'Preference-Applied': `outlook.timezone="${preferences.timeZone}"` } : {}) } };
    },
  }));
}

/** Graph's operations on group calendars. */
export const calendarOperations: GraphOperation[] = [
  ...operations('GET', '', one, (call, group) => entity(call, calendarOf(call, group), `groups('${group.id}')/calendar/$entity`)),

  ...operations('GET', '/calendarView', listing, (call, group, preferences) => {
    refuseToFilterByMarks(call);
    const [from, to] = windowOf(call);
    const instances = [...eventsOf(call.state, group.id).values()].flatMap((event) => instancesBetween(event, from, to))
      .sort((a, b) => a.start.toMillis() - b.start.toMillis() || a.id.localeCompare(b.id));
    return collection(call, instances.map((instance) => presentInstance(instance, group, preferences)), { context: `groups('${group.id}')/calendarView`, expand: row => asAsked(call, row) });
  }),

  ...operations('GET', '/events', listing, (call, group, preferences) => collection(
    call, [...eventsOf(call.state, group.id).values()].map((event) => presentEvent(event, group, preferences)), { context: `groups('${group.id}')/events`, expand: row => asAsked(call, row) })),

  ...operations('POST', '/events', one, (call, group, preferences) => {
    const events = eventsOf(call.state, group.id);
    const input = readEvent(bodyObject(call));
    // A repeated create is answered as the first was, and creates nothing: Microsoft, "event resource type", transactionId.
    const before = input.transactionId ? [...events.values()].find((event) => event.transactionId === input.transactionId) : undefined;
    const event = before ?? newEvent(eventId(group.id, randomUUID()), '', input.start, input.end, new Date(call.now()).toISOString());
    if (!before) {
      applyInput(event, input, call.state);
      event.transactionId = input.transactionId ?? null;
      events.set(event.id, event);
    }
    const shown = presentEvent(event, group, preferences);
    return created({ '@odata.context': `${call.baseUrl}/$metadata#groups('${group.id}')/events/$entity`, ...selected(call, asAsked(call, shown)) }, { Location: `${call.baseUrl}/groups('${group.id}')/events('${event.id}')` });
  }),

  ...operations('GET', '/events/{event-id}', one, (call, group, preferences) => {
    const { event, date } = find(call, group);
    const instance = date === null ? null : instanceOn(event, date) ?? missing();
    const shown = instance === null ? presentEvent(event, group, preferences) : presentInstance(instance, group, preferences);
    return entity(call, asAsked(call, shown), `groups('${group.id}')/events/$entity`);
  }),

  ...operations('PATCH', '/events/{event-id}', {}, (call, group, preferences) => {
    const { event, date } = find(call, group);
    const input = readPatch(bodyObject(call));
    const changed = structuredClone(event);
    if (date === null) {
      applyInput(changed, input, call.state);
    } else {
      // The change is tried as an event of its own, so that it obeys the same rules.
      const { start, end } = presentInstance(instanceOn(event, date) ?? missing(), group, { timeZone: event.start.timeZone, textBody: false }) as unknown as StoredEvent;
      applyInput({ ...structuredClone(event), recurrence: null, start, end }, { ...input, recurrence: null }, call.state);
      const { subject, location, body, categories, singleValueExtendedProperties: properties } = input;
      changed.exceptions.set(date, {
        ...changed.exceptions.get(date),
        ...(subject ? { subject } : {}), ...(input.start ? { start: input.start } : {}), ...(input.end ? { end: input.end } : {}),
        ...(location === undefined ? {} : { location: location?.displayName || null }), ...(body ? { body } : {}),
        ...(categories ? { categories } : {}),
        ...(properties ? { properties: new Map([...changed.exceptions.get(date)?.properties ?? [], ...properties.map(({ id, value }) => [id, value] as const)]) } : {}),
      });
    }
    changed.version += 1;
    changed.lastModifiedDateTime = new Date(call.now()).toISOString();
    eventsOf(call.state, group.id).set(event.id, changed);
    const shown = date === null ? presentEvent(changed, group, preferences) : presentInstance(instanceOn(changed, date)!, group, preferences);
    return entity(call, asAsked(call, shown), `groups('${group.id}')/events/$entity`);
  }),

  ...operations('DELETE', '/events/{event-id}', {}, (call, group) => {
    remove(call, group);
    return noContent();
  }),
  // The group is the organiser of its events, so any member may cancel them.
  ...operations('POST', '/events/{event-id}/cancel', {}, (call, group) => {
    remove(call, group);
    return { status: 202, body: null };
  }),

  ...operations('GET', '/events/{event-id}/instances', listing, (call, group, preferences) => {
    const { event, date } = find(call, group);
    const [from, to] = windowOf(call);
    if (date !== null || !event.recurrence) throw graphError(400, 'ErrorInvalidOperation', 'Only a series has instances.');
    return collection(call, instancesBetween(event, from, to).map((instance) => presentInstance(instance, group, preferences)), { context: `groups('${group.id}')/events('${event.id}')/instances`, expand: row => asAsked(call, row) });
  }),
];

function preferencesOf(call: GraphCall): Preferences {
  const timeZone = preferredZone(call.headers.prefer);
  ianaZone(timeZone);
  return { timeZone, textBody: /outlook\.body-content-type\s*=\s*"?text/i.test(String(call.headers.prefer ?? '')) };
}

function calendarOf(call: GraphCall, group: Group): Record<string, unknown> {
  const canEdit = changesContent(call, group);
  return {
    id: eventId('calendar', group.id), name: 'Calendar', color: 'auto', hexColor: '', isDefaultCalendar: true,
    changeKey: stableId('calendar', group.id).slice(0, 24), canShare: false, canViewPrivateItems: canEdit, canEdit,
    allowedOnlineMeetingProviders: ['teamsForBusiness'], defaultOnlineMeetingProvider: 'teamsForBusiness',
    isTallyingResponses: false, isRemovable: false, owner: { name: group.displayName, address: group.mail },
  };
}

/** An event, or a series and the date of one of its occurrences. */
function find(call: GraphCall, group: Group): { event: StoredEvent, date: string | null } {
  const id = call.params['event-id']!;
  const events = eventsOf(call.state, group.id);
  const part = parseOccurrenceId(id);
  const event = events.get(part?.masterId ?? id) ?? missing();
  return { event, date: part?.date ?? null };
}

function remove(call: GraphCall, group: Group): void {
  const { event, date } = find(call, group);
  if (date === null) {
    eventsOf(call.state, group.id).delete(event.id);
    return;
  }
  if (!instanceOn(event, date)) missing();
  event.cancelled.add(date);
  event.version += 1;
  event.lastModifiedDateTime = new Date(call.now()).toISOString();
}

const accessDenied = () => graphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');

function missing(): never {
  throw graphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

/** The window of a view. Times without an offset are UTC, whatever zone the answer is asked for in. */
function windowOf(call: GraphCall): [DateTime, DateTime] {
  const value = (name: string) => [...call.url.searchParams].find(([key]) => key.toLowerCase() === name)?.[1];
  const [startText, endText] = [value('startdatetime'), value('enddatetime')];
  if (!startText || !endText) {
    throw graphError(400, 'ErrorInvalidParameter', 'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.');
  }
  // A plus sign that was not percent-encoded arrives as a space.
  const [from, to] = [startText, endText].map((text) => DateTime.fromISO(text.replace(/ (\d\d:?\d\d)$/, '+$1'), { zone: 'utc' })) as [DateTime, DateTime];
  for (const [instant, text] of [[from, startText], [to, endText]] as const) {
    if (!instant.isValid) throw graphError(400, 'ErrorInvalidParameter', `The value '${text}' is not a valid date and time.`);
  }
  if (to < from) throw graphError(400, 'ErrorInvalidParameter', 'The requested time window is invalid: EndDateTime is earlier than StartDateTime.');
  if (to.diff(from).as('days') > longestWindowDays) {
    throw graphError(400, 'ErrorInvalidParameter', `The requested time window is longer than ${longestWindowDays} days.`);
  }
  return [from, to];
}

/** Properties that an event need not have: not there by themselves, and null when they are asked for by name. */
const atTimes = ['transactionId', 'originalStart'];

/** An event as the query wants it. */
function asAsked(call: GraphCall, row: Record<string, unknown>): Record<string, unknown> {
  const missing = atTimes.filter((name) => call.query.select?.includes(name) && !(name in row));
  return onlyExpanded(call, { ...row, ...Object.fromEntries(missing.map((name) => [name, null])) });
}
