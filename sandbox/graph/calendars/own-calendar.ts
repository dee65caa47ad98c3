import { randomUUID } from 'node:crypto';
import { eventId } from '../../tenant/stable-id.ts';
import { callerId, findUser, needUser } from '../directory/directory-area.ts';
import { bodyObject, created, graphError, graphOperation, noContent, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection, entity, selected } from '../odata-collection.ts';
import { eventsOf, newEvent, type StoredEvent } from './calendar-store.ts';
import { applyInput, readEvent } from './event-input.ts';
import { presentEvent, type CalendarOwner } from './event-presenter.ts';
import { onlyExpanded } from './extended-properties.ts';

const readers = ['Calendars.ReadBasic', 'Calendars.Read', 'Calendars.ReadWrite'] as const;
const writers = ['Calendars.ReadWrite'] as const;
const shared = { service: 'outlook', application: [] } as const;

/** Graph's operations on the calendar of the person who calls. Whoever is invited has the meeting in their own calendar at once. */
export const ownCalendarOperations: GraphOperation[] = [
  graphOperation({
    ...shared, method: 'GET', path: '/me/events', delegated: readers, query: { select: true, top: 1000, skip: true, count: true, pageSize: 10 },
    handle(call) {
      const owner = ownerOf(call);
      return collection(call, [...eventsOf(call.state, owner.id).values()].map((event) => shown(call, event, owner)), { context: `users('${owner.id}')/events` });
    },
  }),

  graphOperation({
    ...shared, method: 'POST', path: '/me/events', delegated: writers, query: { select: true },
    handle(call) {
      const owner = ownerOf(call);
      const events = eventsOf(call.state, owner.id);
      const input = readEvent(bodyObject(call));
      // A repeated create is answered as the first was, and creates nothing: Microsoft, "event resource type", transactionId.
      const before = input.transactionId ? [...events.values()].find((event) => event.transactionId === input.transactionId) : undefined;
      const event = before ?? newEvent(eventId(owner.id, randomUUID()), '', input.start, input.end, new Date(call.now()).toISOString());
      if (!before) {
        applyInput(event, input, call.state);
        event.transactionId = input.transactionId ?? null;
        events.set(event.id, event);
        invite(call, event, owner);
      }
      return created({ '@odata.context': `${call.baseUrl}/$metadata#users('${owner.id}')/events/$entity`, ...selected(call, shown(call, event, owner)) }, { Location: `${call.baseUrl}/users('${owner.id}')/events('${event.id}')` });
    },
  }),

  graphOperation({
    ...shared, method: 'GET', path: '/me/events/{event-id}', delegated: readers.slice(0, 2), query: { select: true },
    handle(call) {
      const owner = ownerOf(call);
      const event = find(call, owner);
      const calendar = `${call.baseUrl}/users('${owner.id}')/events('${event.id}')/calendar`;
      const answer = entity(call, shown(call, event, owner), `users('${owner.id}')/events/$entity`);
      // Microsoft, "Get event": an answer with chosen properties says where the calendar is.
      return call.query.select ? { ...answer, body: { ...answer.body as object, 'calendar@odata.associationLink': `${calendar}/$ref`, 'calendar@odata.navigationLink': calendar } } : answer;
    },
  }),

  graphOperation({
    ...shared, method: 'DELETE', path: '/me/events/{event-id}', delegated: writers, query: {},
    handle(call) {
      const owner = ownerOf(call);
      const event = find(call, owner);
      eventsOf(call.state, owner.id).delete(event.id);
      // The organiser's deletion is a cancellation for whoever was invited.
      for (const guest of guestsOf(call, event)) for (const [id, copy] of eventsOf(call.state, guest.id)) if (copy.invitation?.of === event.id) eventsOf(call.state, guest.id).delete(id);
      return noContent();
    },
  }),
];

const shown = (call: GraphCall, event: StoredEvent, owner: CalendarOwner) => onlyExpanded(call, presentEvent(event, owner, { timeZone: 'UTC', textBody: false }));

function ownerOf(call: GraphCall): CalendarOwner {
  const { id, displayName, mail, userPrincipalName } = needUser(call, callerId(call) ?? '');
  return { id, displayName, mail: mail ?? userPrincipalName };
}

function find(call: GraphCall, owner: CalendarOwner): StoredEvent {
  const event = eventsOf(call.state, owner.id).get(call.params['event-id']!);
  if (!event) throw graphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  return event;
}

const guestsOf = (call: GraphCall, event: StoredEvent) => event.attendees.flatMap(({ address }) => findUser(call, address) ?? []);

function invite(call: GraphCall, event: StoredEvent, organizer: CalendarOwner): void {
  for (const guest of guestsOf(call, event)) {
    const id = eventId(guest.id, randomUUID());
    eventsOf(call.state, guest.id).set(id, { ...structuredClone(event), id, transactionId: null, invitation: { of: event.id, organizer: { name: organizer.displayName, address: organizer.mail } } });
  }
}
