import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { operations, type OperationName } from '../../../api/platform/graph/operations.ts';
import type { GraphExchange } from '../../../sandbox/graph/exchange-log.ts';
import { checkAnswer } from './answer-checker.ts';
import type { Csdl } from './csdl.ts';
import { DifferenceTable } from './differences.ts';
import { normal, type PermissionTable } from './permission-table.ts';
import { checkRequest } from './request-checker.ts';

/** Judges exchanges with Graph one after another: every answer of the sandbox, and every request of the product. */
export class ExchangeJudge {
  readonly #csdl: Csdl;
  readonly #permissions: PermissionTable;
  readonly #differences = { answers: new DifferenceTable('answers'), requests: new DifferenceTable('requests'), permissions: new DifferenceTable('permissions') };
  readonly deviations = { answers: new Map<string, number>(), requests: new Map<string, number>(), permissions: new Map<string, number>() };
  count = 0;
  productCount = 0;
  /** Operations of the sandbox that answered with success, and how often. */
  readonly answered = new Map<string, number>();
  /** Of these, those that Microsoft's Graph client asked for. */
  readonly byGraphClient = new Set<string>();
  /** Rows of the product's table that a request of the product was good for, with the identity it had. */
  readonly asked = new Map<OperationName, Set<'person' | 'app'>>();

  constructor(csdl: Csdl, permissions: PermissionTable) {
    this.#csdl = csdl;
    this.#permissions = permissions;
  }

  judge(exchange: GraphExchange): void {
    const operation = exchange.operation ?? 'no operation';
    this.count += 1;
    this.#keep('answers', operation, checkAnswer(this.#csdl, exchange));
    const succeeded = exchange.status < 400;
    if (succeeded) this.answered.set(operation, (this.answered.get(operation) ?? 0) + 1);
    if (succeeded && (isOfProduct(exchange) || exchange.headers.sdkversion?.startsWith('graph-js/'))) this.byGraphClient.add(operation);
    if (!isOfProduct(exchange)) return;
    this.productCount += 1;
    this.#keep('requests', operation, checkRequest(this.#csdl, exchange));
    if (!succeeded || !exchange.caller || !exchange.operation) return;
    this.#keep('permissions', operation, this.#checkPermission(exchange.operation, exchange.caller));
    this.#remember(exchange.operation, exchange.caller.kind);
  }

  /** Entries of the table of differences that nothing needed. */
  get unusedDifferences(): string[] {
    return Object.values(this.#differences).flatMap(({ unused }) => unused.map((each) => `${each.of} ${each.deviation}`));
  }

  /** The token held a permission that Microsoft calls the least for the operation: a narrower one would have been enough otherwise. */
  #checkPermission(operation: string, { kind, permissions }: NonNullable<GraphExchange['caller']>): string[] {
    const [method, template] = operation.split(' ') as [string, string];
    const scheme = kind === 'person' ? 'DelegatedWork' : 'Application';
    const documented = this.#permissions.find(method, template)?.[scheme];
    if (!documented || documented.size === 0) return [`not documented for ${kind === 'person' ? 'a person' : 'an app'}`];
    const least = this.#permissions.leastFor(method, template, scheme);
    return least.length === 0 || least.some((name) => permissions.includes(name)) ? [] : [`needs ${least.join(' or ')}, which the token does not hold`];
  }

  #remember(operation: string, kind: 'person' | 'app'): void {
    for (const [name, { method, path: template }] of Object.entries(operations) as [OperationName, { method: string; path: string }][]) {
      if (normal(`${method} ${template}`) !== normal(operation)) continue;
      this.asked.set(name, (this.asked.get(name) ?? new Set()).add(kind));
    }
  }

  #keep(of: keyof ExchangeJudge['deviations'], operation: string, deviations: string[]): void {
    for (const deviation of this.#differences[of].unjustified(operation, deviations)) {
      const key = `${operation} → ${deviation}`;
      this.deviations[of].set(key, (this.deviations[of].get(key) ?? 0) + 1);
    }
  }
}

/** The product says who it is. */
export function isOfProduct(exchange: GraphExchange): boolean {
  return exchange.headers['user-agent']?.startsWith('NONISV|Trellis|') ?? false;
}

/** What the sandboxes of a test run kept, file by file. */
export function* readExchanges(folder: string): Generator<GraphExchange> {
  for (const file of readdirSync(folder)) {
    for (const line of readFileSync(path.join(folder, file), 'utf8').split('\n')) {
      // The last line of a sandbox that was killed may be cut off.
      if (line.endsWith('}')) yield JSON.parse(line) as GraphExchange;
    }
  }
}
