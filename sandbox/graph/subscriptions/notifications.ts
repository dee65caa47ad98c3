import { EventEmitter, once } from 'node:events';
import { appWithConsent } from '../../entra/consent.ts';
import { clientOf } from '../../entra/first-party-apps.ts';
import type { GraphChange, SandboxEventEmitter } from '../../kernel/events.ts';
import type { SandboxSettings } from '../../kernel/settings.ts';
import type { TenantState } from '../../kernel/state.ts';
import type { Appointments } from '../../kernel/timetable.ts';
import { directoryArea } from '../directory/directory-area.ts';
import { heldPermissions } from '../graph-authorization.ts';
import type { GraphCaller } from '../graph-operation.ts';
import { subscribable, type News } from './subscribable.ts';
import { deliver } from './notification-urls.ts';
import { subscriptionsArea, type Notification, type Subscription } from './subscription-store.ts';

/** Microsoft: "Receive change notifications through webhooks": tried again for so long. */
const triedMilliseconds = 4 * 60 * 60 * 1000;
const firstPause = 10_000;
const longestPause = 30 * 60 * 1000;
/** What is sent to one address in one request. */
const largestBatch = 100;
/** Before it expires a subscription is told so, if its life was longer. */
const warningMilliseconds = 60 * 60 * 1000;

export const lifecycleEvents = ['missed', 'subscriptionRemoved', 'reauthorizationRequired'] as const;
export type LifecycleEvent = typeof lifecycleEvents[number];

/** Where subscribers are told: the sandbox. */
export interface NotificationPlace { readonly state: TenantState; readonly events: SandboxEventEmitter; readonly settings: SandboxSettings; now(): number; changed(): void }

/** Tells subscribers what changed, and what becomes of their subscriptions. */
export class Notifications implements Appointments {
  readonly #place: NotificationPlace;
  readonly #sending = new Set<number>();
  readonly #sent = new EventEmitter<{ sent: [] }>();

  constructor(place: NotificationPlace) {
    this.#place = place;
    place.events.on('graphChanged', change => this.#tell(change));
  }

  get subscriptions(): Subscription[] {
    return [...this.#area.byId.values()];
  }

  /** Waits until nothing is on its way that is due. */
  async settled(): Promise<void> {
    this.#place.changed();
    while (this.#sending.size > 0) await once(this.#sent, 'sent');
  }

  /** Sends a life-cycle event. One that asks for a new authorisation can stop the rest until it is given. @returns whether there is such a subscription */
  lifecycle(id: string, event: LifecycleEvent, { pause = false } = {}): boolean {
    const subscription = this.#area.byId.get(id);
    if (!subscription) return false;
    if (pause) subscription.isPaused = true;
    if (event === 'subscriptionRemoved') this.#area.byId.delete(id);
    if (subscription.lifecycleNotificationUrl) this.#put(subscription, subscription.lifecycleNotificationUrl, { lifecycleEvent: event });
    this.#place.changed();
    return true;
  }

  /** Ends a subscription as its time does. @returns whether there was one */
  expire(id: string): boolean {
    return this.#area.byId.delete(id);
  }

  next(): number | null {
    let soonest = Infinity;
    for (const { id, due } of this.#area.outbox.values()) if (!this.#sending.has(id)) soonest = Math.min(soonest, due);
    for (const subscription of this.#area.byId.values()) soonest = Math.min(soonest, subscription.expires, warningOf(subscription));
    return soonest === Infinity ? null : soonest;
  }

  work(): void {
    const now = this.#place.now();
    for (const subscription of this.subscriptions) {
      if (subscription.expires <= now) this.#area.byId.delete(subscription.id);
      else if (warningOf(subscription) <= now) {
        subscription.wasWarned = true;
        if (subscription.lifecycleNotificationUrl) this.#put(subscription, subscription.lifecycleNotificationUrl, { lifecycleEvent: 'reauthorizationRequired' });
      }
    }
    const due = Map.groupBy([...this.#area.outbox.values()].filter(each => each.due <= now && !this.#sending.has(each.id)), each => each.url);
    for (const [url, notifications] of due) {
      for (let start = 0; start < notifications.length; start += largestBatch) void this.#send(url, notifications.slice(start, start + largestBatch));
    }
  }

  get #area() {
    return subscriptionsArea.of(this.#place.state);
  }

  #tell(change: GraphChange): void {
    const concerned = this.subscriptions.flatMap(subscription => {
      const { kind, params } = subscribable(subscription.resource)!;
      const news = kind.news(change, params, this.#place.state, subscription.personId !== null).filter(({ changeType }) => subscription.changeTypes.includes(changeType));
      return news.length > 0 ? [{ subscription, news }] : [];
    });
    // In whatever order they were made, the same ones are told first, and the same ones lost when some are to be lost.
    for (const { subscription, news } of concerned.sort((a, b) => a.subscription.resource.localeCompare(b.subscription.resource))) {
      if (subscription.expires <= this.#place.now() || subscription.isPaused) continue;
      // That a team is deleted is told to who might look at it until then, by consent of the team too.
      const isTeamsEnd = change.kind === 'team' && change.changeType === 'deleted';
      if (!isTeamsEnd && !this.#isAllowed(subscription)) continue;
      for (const each of news) this.#announce(subscription, each);
    }
  }

  #announce(subscription: Subscription, { changeType, resource, resourceData }: News): void {
    const { settings } = this.#place;
    if (settings.lostNotifications > 0) {
      settings.lostNotifications -= 1;
      return;
    }
    // The same said again before it was sent, of a drive in which much happens, is said once.
    if (!resourceData && [...this.#area.outbox.values()].some(each => each.subscriptionId === subscription.id && !each.attempts && !this.#sending.has(each.id))) return;
    const isTwice = settings.repeatedNotifications > 0;
    if (isTwice) settings.repeatedNotifications -= 1;
    for (let time = 0; time < (isTwice ? 2 : 1); time += 1) this.#put(subscription, subscription.notificationUrl, { changeType, resource, ...resourceData && { resourceData } });
  }

  #put(subscription: Subscription, url: string, content: Record<string, unknown>): void {
    const area = this.#area;
    const now = this.#place.now();
    area.sequence += 1;
    area.outbox.set(area.sequence, {
      id: area.sequence, subscriptionId: subscription.id, url, began: now, due: now + this.#place.settings.notificationDelayMs, attempts: 0,
      content: {
        subscriptionId: subscription.id, subscriptionExpirationDateTime: new Date(subscription.expires).toISOString(), tenantId: this.#place.state.tenantId,
        ...subscription.clientState !== null && { clientState: subscription.clientState }, ...content,
      },
    });
  }

  async #send(url: string, notifications: Notification[]): Promise<void> {
    const { state } = this.#place;
    for (const { id } of notifications) this.#sending.add(id);
    const isTaken = await deliver(url, notifications.map(each => each.content));
    const { outbox } = subscriptionsArea.of(state);
    const now = this.#place.now();
    for (const each of notifications) {
      this.#sending.delete(each.id);
      each.attempts += 1;
      each.due = now + Math.min(firstPause * 2 ** (each.attempts - 1), longestPause);
      if (isTaken || each.due > each.began + triedMilliseconds) outbox.delete(each.id);
    }
    this.#place.changed();
    this.#sent.emit('sent');
  }

  /** Whether the subscriber may still look. Whoever may not is asked to be authorised anew, once, and told nothing meanwhile. */
  #isAllowed(subscription: Subscription): boolean {
    const { state } = this.#place;
    const { clientId, personId } = subscription;
    const app = appWithConsent(state, clientOf(state, clientId) ?? null, personId);
    const person = personId === null ? undefined : directoryArea.of(state).users.get(personId);
    const caller: GraphCaller | null = !app ? null
      : personId === null ? { kind: 'app', app, roles: app.applicationPermissions }
        : person && person.accountEnabled !== false ? { kind: 'person', app, person, scopes: app.delegatedPermissions } : null;
    const { kind, params } = subscribable(subscription.resource)!;
    const enough = personId === null ? kind.application : kind.delegated;
    if (caller && heldPermissions(caller, params, state).some(name => enough.includes(name))) return true;
    this.lifecycle(subscription.id, 'reauthorizationRequired', { pause: true });
    return false;
  }
}

function warningOf({ expires, wasWarned }: Subscription): number {
  return wasWarned ? Infinity : expires - warningMilliseconds;
}
