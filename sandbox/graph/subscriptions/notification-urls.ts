import { randomUUID } from 'node:crypto';
import { badRequest, type GraphError } from '../graph-operation.ts';

/** Microsoft: "Receive change notifications through webhooks", notificationUrl validation. */
const validationMilliseconds = 10_000;
/** A notification that is not acknowledged within this time was not. */
const deliveryMilliseconds = 3_000;

/** Graph takes https only; here, http too on the machine itself. @throws GraphError 400 */
export function checkUrl(url: unknown, name: string): string {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !(parsed.protocol === 'https:' || (parsed.protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(parsed.hostname)))) {
    throw badRequest(`The property ${name} must be an https address.`, 'ValidationError');
  }
  return url as string;
}

/**
 * Asks an address to prove that it wants notifications: it answers 200 with the token in plain text, within ten seconds.
 * @throws GraphError 400 ValidationError
 */
export async function validateUrl(url: string): Promise<void> {
  // Signs that are encoded in an address: who sends back what it did not decode fails.
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()} & more`;
  const address = new URL(url);
  address.searchParams.append('validationToken', token);
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'text/plain; charset=utf-8' }, redirect: 'manual', signal: AbortSignal.timeout(validationMilliseconds) });
    text = await response.text();
  } catch (problem) {
    throw (problem as Error).name === 'TimeoutError' ? failed('Subscription validation request timed out.') : failed('Subscription validation request failed. The notification endpoint could not be reached.');
  }
  if (response.status !== 200) throw failed(`Subscription validation request failed. HTTP status code is '${response.status}'. Notification endpoint must respond with 200 OK to validation request.`);
  if (!/^text\/plain\b/i.test(response.headers.get('content-type') ?? '')) throw failed('Subscription validation request failed. Response must be of content type text/plain.');
  if (text !== token) throw failed('Subscription validation request failed. Response must exactly match validationToken query parameter.');
}

function failed(message: string): GraphError {
  return badRequest(message, 'ValidationError');
}

/** Whether the address acknowledged the notifications. */
export async function deliver(url: string, notifications: object[]): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ value: notifications }), redirect: 'manual', signal: AbortSignal.timeout(deliveryMilliseconds),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
