import { faultHeaders, type HappeningFault } from '../kernel/faults.ts';
import type { SandboxResponse } from '../kernel/router.ts';

/** Errors of the connector (Microsoft Learn, "Status codes from bot conversational APIs"). */
export type ConnectorErrorCode =
  | 'BadArgument' | 'BadSyntax' | 'BotNotInConversationRoster' | 'ConversationBlockedByUser' | 'ForbiddenOperationException'
  | 'ConversationNotFound' | 'ActivityNotFoundInConversation' | 'PreconditionFailed' | 'MessageSizeTooBig' | 'Throttled' | 'ServiceError';

export class ConnectorError extends Error {
  readonly code: ConnectorErrorCode;
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, code: ConnectorErrorCode, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'ConnectorError';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  toResponse(): SandboxResponse {
    return { status: this.status, headers: this.headers, body: { error: { code: this.code, message: this.message } } };
  }
}

/** What the connector says without a valid token. */
export const unauthorized: SandboxResponse = { status: 401, body: { message: 'Authorization has been denied for this request.' } };

const bodies: Record<number, { code: ConnectorErrorCode; message: string }> = {
  400: { code: 'BadArgument', message: 'The request is not valid.' },
  403: { code: 'BotNotInConversationRoster', message: 'The bot is not part of the conversation roster.' },
  404: { code: 'ConversationNotFound', message: 'Conversation not found.' },
  412: { code: 'PreconditionFailed', message: 'Precondition failed, please try again.' },
  413: { code: 'MessageSizeTooBig', message: 'Message size too large.' },
  429: { code: 'Throttled', message: 'Too many requests.' },
};

/** What the connector answers when this fault happens to a request; null when the fault lets it through. */
export function connectorFaultAnswer(fault: HappeningFault): SandboxResponse | null {
  if (fault.status === undefined) return null;
  const error = bodies[fault.status] ?? { code: 'ServiceError', message: 'Internal service error.' };
  return { status: fault.status, headers: faultHeaders(fault), body: fault.body === undefined ? { error } : fault.body as object };
}
