import type { IncomingHttpHeaders } from 'node:http';
import type { Delivery } from './faults.ts';

/** One request as the sandbox's parts see it. */
export interface SandboxRequest {
  method: string;
  url: URL;
  /** The path as sent, still percent-encoded. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Parameters of the route's template, decoded. */
  params: Record<string, string>;
  /** What the journal will say about the request beyond method, path and status. */
  note: RequestNote;
}

/** Filled in by whoever recognises the request; ends up in the journal. */
export interface RequestNote {
  /** Client id of the calling app. */
  app?: string;
  /** User principal name of the signed-in person. */
  person?: string;
  /** What the caller's token allows, with what the app was given in the team at hand. */
  permissions?: string[];
  /** Graph operation, e.g. `GET /teams/{team-id}/channels`. */
  operation?: string;
  /** True when the request changed something. */
  write?: boolean;
}

export interface SandboxResponse {
  status: number;
  headers?: Record<string, string>;
  /** Objects are sent as JSON. */
  body?: string | Uint8Array | object | null;
  /** Set when the answer does not arrive as it should. */
  delivery?: Delivery;
}

export interface SandboxRoute {
  method: string;
  /** `/connector/v3/conversations/{conversationId}`; `{name*}` also matches slashes. Case does not matter. */
  path: string;
  handle(request: SandboxRequest): Promise<SandboxResponse> | SandboxResponse;
}

export interface PathTemplate {
  template: string;
  /** The decoded parameters, or null when the path is another one. */
  match(path: string): Record<string, string> | null;
  /** How much of the template is fixed text: the more, the earlier it is tried. */
  literalLength: number;
}

/** Compiles `/drives/{drive-id}/root:/{path*}:/children`. Trailing slashes do not count. */
export function pathTemplate(template: string): PathTemplate {
  const names: string[] = [];
  let literalLength = 0;
  const source = template.split(/(\{[^}]+\})/).map(part => {
    const name = /^\{([^}]+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      literalLength += part.length;
      return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
    names.push(name.replace(/\*$/, ''));
    return name.endsWith('*') ? '(.+?)' : '([^/]+)';
  }).join('');
  const pattern = new RegExp(`^${source}/?$`, 'i');
  return {
    template,
    literalLength,
    match(path) {
      const found = pattern.exec(path);
      if (!found) return null;
      return Object.fromEntries(names.map((name, index) => [name, decode(found[index + 1] ?? '')]));
    },
  };
}

/** Finds the route of a request. Routes with more fixed text win over those with less. */
export class Router {
  readonly #routes: { route: SandboxRoute, template: PathTemplate }[] = [];

  add(routes: readonly SandboxRoute[]): this {
    for (const route of routes) this.#routes.push({ route, template: pathTemplate(route.path) });
    this.#routes.sort((a, b) => b.template.literalLength - a.template.literalLength);
    return this;
  }

  /** Every route, as method and template. */
  get routes(): readonly SandboxRoute[] {
    return this.#routes.map(({ route }) => route);
  }

  find(method: string, path: string): { route: SandboxRoute, params: Record<string, string> } | 'wrong method' | null {
    let pathKnown = false;
    for (const { route, template } of this.#routes) {
      const params = template.match(path);
      if (!params) continue;
      if (route.method === method || route.method === '*') return { route, params };
      pathKnown = true;
    }
    return pathKnown ? 'wrong method' : null;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
