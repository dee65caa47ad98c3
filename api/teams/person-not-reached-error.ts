/** What was to be said where many read it may have been said, or not: nobody can tell. */
export class PerhapsPostedError extends Error {
  readonly code = 'perhaps-posted';
  constructor(cause: unknown) {
    super('The bot service did not say whether it took the message.', { cause });
    this.name = 'PerhapsPostedError';
  }
}

/** Why the bot could not reach a person; the community's page says what to do about each. */
export type NotReachedReason = 'app-not-installed' | 'blocked-by-person' | 'refused-by-policy' | 'service-unavailable';

export class PersonNotReachedError extends Error {
  readonly code = 'person-not-reached';
  readonly reason: NotReachedReason;
  constructor(reason: NotReachedReason, cause?: unknown) {
    super(`The bot could not reach the person: ${reason}.`, { cause });
    this.name = 'PersonNotReachedError';
    this.reason = reason;
  }
}

/** What the connector answered, as far as it decides what to do. */
export interface ConnectorFailure {
  readonly reason: NotReachedReason;
  /** The conversation or message is no longer there. */
  readonly gone: boolean;
  /** The bot service may have done it before trouble came: it knows no idempotency mark, and is not to be asked again for what must not stand twice. */
  readonly perhapsDone: boolean;
}

const reasons: Record<string, NotReachedReason> = {
  BotNotInConversationRoster: 'app-not-installed',
  ForbiddenOperationException: 'app-not-installed',
  ConversationBlockedByUser: 'blocked-by-person',
  MessageWritesBlocked: 'blocked-by-person',
  BotDisabledByAdmin: 'refused-by-policy',
  BotApiDisabledByAdmin: 'refused-by-policy',
  NotEnoughPermissions: 'refused-by-policy',
};

/** Reads a failed call of the connector (Microsoft Learn, "Status codes from bot conversational APIs"). */
export function connectorFailure(error: unknown): ConnectorFailure {
  const { response, code: trouble } = error as { code?: string; response?: { status?: number; data?: { error?: { code?: string } } } };
  const code = response?.data?.error?.code ?? '';
  if (response?.status === 403) return { reason: reasons[code] ?? 'refused-by-policy', gone: false, perhapsDone: false };
  if (response?.status === 404) return { reason: 'app-not-installed', gone: true, perhapsDone: false };
  // Not taken (429, another 4xx), or never there to take it.
  const notDone = response?.status !== undefined ? response.status < 500 : trouble === 'ECONNREFUSED' || trouble === 'ENOTFOUND';
  return { reason: 'service-unavailable', gone: false, perhapsDone: !notDone };
}
