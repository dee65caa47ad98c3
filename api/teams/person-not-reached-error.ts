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
  const response = (error as { response?: { status?: number; data?: { error?: { code?: string } } } }).response;
  const code = response?.data?.error?.code ?? '';
  if (response?.status === 403) return { reason: reasons[code] ?? 'refused-by-policy', gone: false };
  if (response?.status === 404) return { reason: 'app-not-installed', gone: true };
  return { reason: 'service-unavailable', gone: false };
}
