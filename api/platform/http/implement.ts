import type { z } from 'zod';
import type { Actor } from '../identity/actor.ts';
import type { Language } from '../words.ts';
import type { Operation } from './operation-contract.ts';

/** What a handler is given: everything parsed and checked, and who asks. */
export interface RequestContext<O extends Operation> {
  readonly actor: Actor;
  readonly params: z.output<O['params']>;
  readonly query: z.output<O['query']>;
  readonly body: z.output<O['body']>;
  /** In which the person reads the answer. */
  readonly language: Language;
  readonly correlationId: string;
  /** Aborted when the caller has gone away or the request's time is over; pass it on to Graph. */
  readonly signal: AbortSignal;
}

/** What a handler gives; checked and stripped by the operation's response schema before it leaves. */
export type HandlerAnswer<O extends Operation> = z.input<O['response']>;
export type Handler<O extends Operation> = (context: RequestContext<O>) => Promise<HandlerAnswer<O>> | HandlerAnswer<O>;

export interface RouteOptions {
  /** Largest body in bytes; 1 MB unless said otherwise. */
  bodyLimit?: number;
  /** For so long the person's own browser need not ask again; it asks every time unless said. */
  freshForSeconds?: number;
}

/** An operation with the code behind it, ready for the server. */
export interface Route {
  readonly operation: Operation;
  readonly handle: (context: RequestContext<Operation>) => Promise<unknown>;
  readonly bodyLimit: number;
  readonly freshForSeconds: number;
}

export const defaultBodyLimit = 1_000_000;

/** Ties a contract's operation to its handler. Handlers throw ProblemErrors; anything else answers 500 without details. */
export function implement<O extends Operation>(operation: O, handler: Handler<O>, options: RouteOptions = {}): Route {
  return {
    operation,
    handle: async (context) => handler(context as unknown as RequestContext<O>),
    bodyLimit: options.bodyLimit ?? defaultBodyLimit,
    freshForSeconds: options.freshForSeconds ?? 0,
  };
}
