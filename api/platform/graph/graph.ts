import type { Actor } from '../identity/actor.ts';
import type { Priority } from './budget/budget-gate.ts';
import type { GraphError } from './graph-error.ts';
import type { Count } from './graph-metrics.ts';
import type { GraphAnswer, GraphInput, ListItem, ListName, OperationName } from './operations.ts';

export interface GraphOptions {
  /** Ends waiting at once, for example because the caller went away. */
  signal?: AbortSignal;
  /** Longest time for this call with all its retries and pages, in milliseconds; 8,000 unless said otherwise. */
  deadlineMs?: number;
  /** `bulk`: nobody waits for this one answer; it gives way to what people wait for. `interactive` unless said. */
  priority?: Priority;
}

/** One part of a batch; made by `graphCall`. */
export interface GraphCall<N extends OperationName = OperationName> {
  readonly operation: N;
  readonly input: GraphInput<N>;
  /** Where an earlier answer of the same operation said to go on, such as the link of a delta. */
  readonly link?: string;
  /** Indexes of parts before it that have to succeed first. */
  readonly after?: readonly number[];
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: GraphError };

/** One page of a list. */
export interface GraphListPage<Item> {
  items: Item[];
  /** After the last page of a delta: where the next round begins. */
  deltaLink: string | null;
}

/** Graph for one identity. Every failure is a GraphError; what Entra ID wants of the person first is a ConsentNeededError. */
/** A link that was kept, and what it has to be about. */
export interface ListLink { link: string; params?: Record<string, string> }

export interface GraphSession {
  call<N extends OperationName>(operation: N, input: GraphInput<N>, options?: GraphOptions): Promise<GraphAnswer<N>>;
  /** Follows the pages until the end or `limit` items (1,000 unless said otherwise). */
  list<N extends ListName>(operation: N, input: GraphInput<N>, options?: GraphOptions & { limit?: number }): Promise<ListItem<N>[]>;
  /**
   * One page of a list. `next` is the query of Graph's link to the page after it, to be given as `after`; null on the last.
   * The address stays the operation's own, so `after` may come from outside.
   */
  page<N extends ListName>(operation: N, input: GraphInput<N>, options?: GraphOptions & { after?: string | undefined }): Promise<{ items: ListItem<N>[]; next: string | null }>;
  /**
   * The pages of a list one by one, however many; `from` may be the link that an earlier round ended with. The
   * deadline is each page's. Links that lead away from Graph, or from what `params` name, or round in circles are not followed.
   */
  pages<N extends ListName>(operation: N, from: GraphInput<N> | ListLink, options?: GraphOptions): AsyncGenerator<GraphListPage<ListItem<N>>, void, undefined>;
  /**
   * Up to 20 calls in one round trip (more, or more than the limits leave room for, go in several), answers in
   * order. Parts that were throttled are asked again alone; one part's failure fails only those that come `after` it.
   */
  batch<const C extends readonly GraphCall[]>(calls: C, options?: GraphOptions): Promise<{ -readonly [I in keyof C]: C[I] extends GraphCall<infer N> ? Outcome<GraphAnswer<N>> : never }>;
}

export interface Graph {
  /** For the person, through on-behalf-of. Needs the actor's assertion. */
  asPerson(actor: Actor): GraphSession;
  /** As Trellis itself (client credentials), where the operation allows it. */
  asApp(tenantId: string): GraphSession;
  /** Requests, retries and throttled answers so far, by operation. */
  counts(): Record<string, Count>;
  /** The same and more, with latency, in the text format of Prometheus. */
  metrics(): string;
}

export function graphCall<N extends OperationName>(operation: N, input: GraphInput<N>, after?: readonly number[]): GraphCall<N> {
  return { operation, input, ...(after ? { after } : {}) };
}
