import type { Problem } from './http/operation-contract.ts';

export type RefusedField = NonNullable<Problem['fields']>[number];

export interface ProblemDescription {
  /** Stable; the tab's locale files know it. */
  code: string;
  status: number;
  /** A few words that are the same for every problem of this code. */
  title: string;
  /** What failed here, in a sentence for people. */
  detail: string;
  /** What the person can do about it. */
  remedy?: string;
  fields?: RefusedField[];
  /** Extra response headers, such as `retry-after` in seconds. */
  headers?: Record<string, string>;
  cause?: unknown;
}

/**
 * What went wrong, told so that a person can act upon it. The HTTP server answers it as
 * `application/problem+json` (RFC 9457); nothing of `cause` leaves the process.
 */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string | undefined;
  readonly fields: RefusedField[] | undefined;
  readonly headers: Record<string, string>;

  constructor(described: ProblemDescription) {
    super(`${described.code}: ${described.detail}`, { cause: described.cause });
    this.name = new.target.name;
    this.code = described.code;
    this.status = described.status;
    this.title = described.title;
    this.detail = described.detail;
    this.remedy = described.remedy;
    this.fields = described.fields;
    this.headers = described.headers ?? {};
  }
}

/** Something in the request cannot be accepted; each field is named with its reason and remedy. */
export class BadInputError extends ProblemError {
  constructor(fields: RefusedField[], detail = 'Some of what was sent cannot be accepted.') {
    super({ code: 'bad-input', status: 400, title: 'Not accepted as it is', detail, remedy: 'Correct the fields named here and send again.', fields });
  }
}

/** No token, or one that does not hold. Every cause answers alike, so that a stranger learns nothing. */
export class NotSignedInError extends ProblemError {
  constructor(cause?: unknown) {
    super({
      code: 'not-signed-in', status: 401, title: 'Not signed in',
      detail: 'This needs a person who is signed in.', remedy: 'Sign in again, for example by opening the app in Teams afresh.',
      headers: { 'www-authenticate': 'Bearer realm="trellis", error="invalid_token"' }, cause,
    });
  }
}

/** The person is known and may not do this. Policies give the code, what and why. */
export class NotAllowedError extends ProblemError {
  constructor(described: { code?: string; detail: string; remedy?: string }) {
    super({ code: described.code ?? 'not-allowed', status: 403, title: 'Not allowed', detail: described.detail, remedy: described.remedy });
  }
}

/** Unknown here, or not for this person: both answer alike. `what` is a noun such as `community`. */
export class NotFoundError extends ProblemError {
  constructor(what: string) {
    super({ code: 'not-found', status: 404, title: 'Not found', detail: `There is no such ${what}, or you may not see it.`, remedy: 'Check the address, or ask whoever gave it to you.' });
  }
}

/** What was asked for clashes with what is there by now. */
export class ConflictError extends ProblemError {
  constructor(described: { code: string; detail: string; remedy: string; fields?: RefusedField[] }) {
    super({ status: 409, title: 'Something else was there first', ...described });
  }
}

/** Something that Trellis needs does not answer just now; asking again later is worth it. */
export class UnavailableError extends ProblemError {
  constructor(described: { code: string; detail: string; retryAfterSeconds?: number; cause?: unknown }) {
    super({
      code: described.code, status: 503, title: 'Not available just now', detail: described.detail,
      remedy: 'Try again in a moment; nothing that you entered is lost.',
      headers: { 'retry-after': String(Math.max(1, Math.ceil(described.retryAfterSeconds ?? 5))) }, cause: described.cause,
    });
  }
}

/** Microsoft 365 said no, or something that cannot be worked with. */
export class UpstreamError extends ProblemError {
  constructor(described: { code: string; status?: 403 | 404 | 409 | 410 | 502; detail: string; remedy?: string; cause?: unknown }) {
    super({ status: 502, title: 'Microsoft 365 did not do it', ...described });
  }
}

/** Entra ID wants the person (or an administrator) to consent or sign in again before Trellis may act for them. */
export class ConsentNeededError extends ProblemError {
  constructor(described: { reason: 'consent' | 'interaction'; cause?: unknown }) {
    super({
      code: described.reason === 'consent' ? 'consent-needed' : 'sign-in-needed', status: 403, title: 'Microsoft 365 wants to hear from you',
      detail: described.reason === 'consent'
        ? 'Trellis has not been permitted yet to look into Microsoft 365 for you.'
        : 'Microsoft 365 wants you to sign in again before Trellis may look into it for you.',
      remedy: described.reason === 'consent'
        ? 'Ask an administrator to consent to the permissions of Trellis for the organisation.'
        : 'Sign out of Teams and in again, then open Trellis afresh.',
      cause: described.cause,
    });
  }
}

/** A setting is missing or wrong: named, with what to do. Thrown while starting only. */
export class SettingsError extends Error {
  readonly code = 'bad-setting';
  readonly problems: { setting: string; reason: string; remedy: string }[];

  constructor(problems: { setting: string; reason: string; remedy: string }[]) {
    super(problems.map(({ setting, reason, remedy }) => `${setting}: ${reason}. ${remedy}`).join('\n'));
    this.name = 'SettingsError';
    this.problems = problems;
  }
}
