import { z } from 'zod';
import type { SandboxRequest, SandboxResponse, SandboxRoute } from '../../kernel/router.ts';
import { lifecycleEvents, type Notifications } from './notifications.ts';
import { subscriptionRow } from './subscription-operations.ts';

const lifecycleBody = z.strictObject({ event: z.enum(lifecycleEvents), pause: z.boolean().optional() });

/** What befalls subscriptions, made to happen from another process. Lost, repeated and late notifications are settings. */
export function subscriptionRoutes(notifications: Notifications): SandboxRoute[] {
  return [
    { method: 'GET', path: '/sandbox/subscriptions', handle: () => ({ status: 200, body: { subscriptions: notifications.subscriptions.map(subscriptionRow) } }) },
    { method: 'POST', path: '/sandbox/subscriptions/{subscription-id}/expire', handle: ({ params }) => done(notifications.expire(params['subscription-id']!)) },
    {
      method: 'POST', path: '/sandbox/subscriptions/{subscription-id}/lifecycle',
      handle: request => {
        const body = lifecycleBody.safeParse(bodyOf(request));
        if (!body.success) return { status: 400, body: { error: { code: 'BadRequest', message: z.prettifyError(body.error) } } };
        return done(notifications.lifecycle(request.params['subscription-id']!, body.data.event, { pause: body.data.pause }));
      },
    },
  ];
}

function done(isFound: boolean): SandboxResponse {
  return isFound ? { status: 204 } : { status: 404, body: { error: { code: 'NotFound', message: 'There is no such subscription.' } } };
}

function bodyOf(request: SandboxRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return null;
  }
}
