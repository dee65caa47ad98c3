import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { z } from 'zod';
import type { Operation } from '../../api/platform/http/operation-contract.ts';
import { problem, type Problem } from '../../api/platform/http/operation-contract.ts';

/** Teams' own web client: the one that asks for the tab's token (Microsoft, "Enable SSO for tab apps"). */
export const teamsWebClient = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

/** What the API said no with; `problem` is its RFC 9457 body. */
export class CallRefusedError extends Error {
  readonly code = 'call-refused';
  readonly status: number;
  readonly problem: Problem | null;
  constructor(operation: string, status: number, said: Problem | null) {
    super(said ? `${operation}: ${said.detail}${said.remedy ? ` ${said.remedy}` : ''}` : `${operation}: the API answered ${status}.`);
    this.status = status;
    this.problem = said;
  }
}

/** Makes this process trust the sandbox's certificates besides the usual ones. */
export function trust(caFile: string): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(caFile, 'utf8')]);
}

/** A token for the API, or for Graph, as the person would get it; by the sandbox's `password` grant. */
export async function tokenOf(where: { loginUrl: string; tenantId: string; clientId: string; scope: string; clientSecret?: string }, upn: string, password = 'sandbox'): Promise<string> {
  const answer = await fetch(`${where.loginUrl}/${where.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password', client_id: where.clientId, scope: where.scope, username: upn, password,
      ...(where.clientSecret ? { client_secret: where.clientSecret } : {}),
    }),
  });
  const said = await answer.json() as { access_token?: string; error_description?: string };
  if (!said.access_token) throw new CallRefusedError('Signing in', answer.status, null);
  return said.access_token;
}

type Given<S extends z.ZodType> = z.input<S>;
export interface CallInput<O extends Operation> { params?: Given<O['params']>; query?: Given<O['query']>; body?: Given<O['body']> }

/** The API as one person, typed by its contracts. */
export class ApiAs {
  readonly #url: string;
  readonly #token: string;
  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** @throws CallRefusedError when the API says no. */
  async call<O extends Operation>(operation: O, input: CallInput<O> = {}): Promise<z.output<O['response']>> {
    const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((input.params as Record<string, unknown> | undefined)?.[name])));
    const query = Object.entries(input.query ?? {}).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]);
    const answer = await fetch(`${this.#url}${path}${query.length > 0 ? `?${new URLSearchParams(query)}` : ''}`, {
      method: operation.method,
      headers: { authorization: `Bearer ${this.#token}`, ...(input.body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: input.body === undefined ? undefined : JSON.stringify(input.body),
    });
    if (!answer.ok) {
      const said = problem.safeParse(await answer.json().catch(() => null));
      throw new CallRefusedError(operation.name, answer.status, said.success ? said.data : null);
    }
    if (answer.status === 204) return undefined as z.output<O['response']>;
    return await operation.response.parseAsync(await answer.json()) as z.output<O['response']>;
  }
}
