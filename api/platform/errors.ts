import {
  type Language, type NotFoundWhat, type ProblemAbout, type ProblemCode, type ProblemWords, problemWords, type Refusal, refusalWords, type Told, type Values,
} from './words.ts';

/** Why something is not taken: a refusal; a problem that is told there; or already in the reader's words, as zod gives them. */
export type Why = Refusal | { readonly problem: Told } | { readonly reason: string; readonly remedy: string };
export type RefusedField = { readonly field: string } & Why;

export type ProblemDescription = Told & {
  status: number;
  fields?: readonly RefusedField[];
  /** Extra response headers, such as `retry-after` in seconds. */
  headers?: Record<string, string>;
  cause?: unknown;
};

/**
 * What went wrong, told so that a person can act upon it: a stable code and what is to be filled in. Its words stand in
 * `api/locales/` under `problems.<code>` (`title`, `detail`, `remedy`; `about` chooses `detail_<about>`), and are looked up
 * when it is presented. The HTTP server answers it as `application/problem+json` (RFC 9457); nothing of `cause` leaves the
 * process. `message` is the code and the English detail, for logs.
 */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly fields: readonly RefusedField[] | undefined;
  readonly headers: Record<string, string>;
  /** Code and values without words, to be kept or handed on. */
  readonly told: Told;

  constructor(described: ProblemDescription) {
    super(`${described.code}: ${problemWords(described, 'en').detail}`, { cause: described.cause });
    this.name = new.target.name;
    this.code = described.code;
    this.status = described.status;
    this.fields = described.fields;
    this.headers = described.headers ?? {};
    const { code, about, values, kind } = described;
    this.told = { code, about, values, kind };
  }

  inWords(language: Language, more: Values = {}): ProblemWords {
    return problemWords({ ...this.told, values: { ...this.told.values, ...more } }, language);
  }
}

export function whyWords(why: Why, language: Language): { reason: string; remedy: string } {
  if ('refused' in why) return refusalWords(why, language);
  if (!('problem' in why)) return { reason: why.reason, remedy: why.remedy };
  const { detail, remedy = '' } = problemWords(why.problem, language);
  return { reason: detail, remedy };
}

/** A refused field in the reader's language. */
export const fieldWords = (refused: RefusedField, language: Language): { field: string; reason: string; remedy: string } => ({ field: refused.field, ...whyWords(refused, language) });

/** Whether somebody may do something; if not, why, under a code of `problems`. */
export type Verdict = { readonly allowed: true } | ({ readonly allowed: false } & Told);

export const allowed: Verdict = { allowed: true };

/** Why not, for pages that say so beside what cannot be done. */
export function whyNot(verdict: Verdict, language: Language): { code: string; detail: string; remedy: string } | null {
  if (verdict.allowed) return null;
  const { detail, remedy } = problemWords(verdict, language);
  return { code: verdict.code, detail, remedy: remedy ?? '' };
}

/** What went wrong beside an answer that was given all the same. */
export function inBrief(told: Told | null, language: Language): { code: string; detail: string } | null {
  return told && { code: told.code, detail: problemWords(told, language).detail };
}

/** Something in the request cannot be accepted; each field is named with its reason and remedy. */
export class BadInputError extends ProblemError {
  constructor(fields: readonly RefusedField[], about?: ProblemAbout) {
    super({ code: 'bad-input', about, status: 400, fields });
  }
}

/** No token, or one that does not hold. Every cause answers alike, so that a stranger learns nothing. */
export class NotSignedInError extends ProblemError {
  constructor(cause?: unknown) {
    super({ code: 'not-signed-in', status: 401, headers: { 'www-authenticate': 'Bearer realm="trellis", error="invalid_token"' }, cause });
  }
}

/** The person is known and may not do this. Policies give the code. */
export class NotAllowedError extends ProblemError {
  constructor(described: Told) {
    super({ ...described, kind: 'not-allowed', status: 403 });
  }
}

/** Unknown here, or not for this person: both answer alike. */
export class NotFoundError extends ProblemError {
  constructor(what?: NotFoundWhat) {
    super({ code: 'not-found', about: what, status: 404 });
  }
}

/** What was asked for clashes with what is there by now. */
export class ConflictError extends ProblemError {
  constructor(described: Told & { fields?: readonly RefusedField[] }) {
    super({ ...described, kind: 'conflict', status: 409 });
  }
}

/** Something that Trellis needs does not answer just now; asking again later is worth it. */
export class UnavailableError extends ProblemError {
  constructor(described: Told & { retryAfterSeconds?: number; cause?: unknown }) {
    super({ ...described, kind: 'unavailable', status: 503, headers: { 'retry-after': String(Math.max(1, Math.ceil(described.retryAfterSeconds ?? 5))) } });
  }
}

/** Microsoft 365 said no, or something that cannot be worked with. */
export class UpstreamError extends ProblemError {
  constructor(described: Told & { status?: 403 | 404 | 409 | 410 | 502 | 507; cause?: unknown }) {
    super({ status: 502, ...described, kind: 'upstream' });
  }
}

/** Entra ID wants the person (or an administrator) to consent or sign in again before Trellis may act for them. */
export class ConsentNeededError extends ProblemError {
  constructor(described: { reason: 'consent' | 'interaction'; cause?: unknown }) {
    super({ code: described.reason === 'consent' ? 'consent-needed' : 'sign-in-needed', kind: 'consent', status: 403, cause: described.cause });
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
