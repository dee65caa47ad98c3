/** Why the page's API did not do something; `message` is shown to the person. */
export class PageError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'PageError';
    this.status = status;
    this.code = code;
  }
}

export function notFound(what: string): PageError {
  return new PageError(404, 'not-found', `${what} was not found.`);
}
