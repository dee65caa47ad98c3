import type restify from 'restify';
import { ProblemError } from '../platform/errors.ts';
import { readJsonBody } from '../platform/http/request-body.ts';
import type { Services } from '../platform/services.ts';
import { notifications, takeUp } from './notifications.ts';

const largestBody = 1_000_000;

/**
 * Where Microsoft Graph sends change notifications and life-cycle events. It is open to everybody:
 * Graph brings no token, only each subscription's secret. Asked with `validationToken`, it gives that
 * back (Microsoft, "Receive change notifications through webhooks"); anything well formed is answered
 * 202, whether it was ours or not, so that a stranger learns nothing.
 */
export function serveNotifications(server: restify.Server, services: Services): void {
  server.post('/api/graph/notifications', async (request, response) => {
    const answer = (status: number, text = '') => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-length': Buffer.byteLength(text), ...(status === 413 ? { connection: 'close' } : {}) });
      response.end(text);
    };
    const token = new URL(request.url ?? '/', 'http://localhost').searchParams.get('validationToken');
    if (token !== null) return answer(token.length > 2_048 ? 400 : 200, token.length > 2_048 ? '' : token);
    try {
      const received = notifications.safeParse(await readJsonBody(request, largestBody));
      if (!received.success) return answer(400);
      const taken = await takeUp(services, services.settings.tenantId, received.data);
      services.logger.debug({ received: received.data.value.length, taken }, 'notifications');
      return answer(202);
    } catch (error) {
      if (!(error instanceof ProblemError)) services.logger.error({ err: error }, 'notifications could not be taken up');
      // Not taken up: Graph sends them again.
      return answer(error instanceof ProblemError ? error.status : 503);
    }
  });
}
