import { defineArea } from '../../kernel/state.ts';
import type { ChangeType } from './subscribable.ts';

/** Who subscribed: an app, for a person or as itself. */
export interface Subscription {
  id: string;
  resource: string;
  changeTypes: ChangeType[];
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string | null;
  latestSupportedTlsVersion: string;
  /** Milliseconds since 1970. */
  expires: number;
  clientId: string;
  /** Null: the app itself. */
  personId: string | null;
  creatorId: string;
  /** Waits to be authorised anew: nothing is told meanwhile. */
  isPaused: boolean;
  /** Whether it was told that it expires soon. */
  wasWarned: boolean;
}

/** A notification on its way. */
export interface Notification {
  id: number;
  subscriptionId: string;
  url: string;
  /** As it is sent. */
  content: Record<string, unknown>;
  began: number;
  due: number;
  attempts: number;
}

interface Subscriptions { byId: Map<string, Subscription>, outbox: Map<number, Notification>, sequence: number }

export const subscriptionsArea = defineArea<Subscriptions>('subscriptions', () => ({ byId: new Map(), outbox: new Map(), sequence: 0 }));
