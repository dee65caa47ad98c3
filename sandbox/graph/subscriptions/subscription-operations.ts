import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { callerId } from '../directory/directory-area.ts';
import { heldPermissions } from '../graph-authorization.ts';
import { badRequest, bodyObject, created, graphError, graphOperation, noContent, ok, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection } from '../odata-collection.ts';
import { checkUrl, validateUrl } from './notification-urls.ts';
import { subscribable, subscribables, type ChangeType, type Subscribable } from './subscribable.ts';
import { subscriptionsArea, type Subscription } from './subscription-store.ts';

const text = z.string().min(1);
const newSubscription = z.object({
  changeType: text, resource: text, notificationUrl: text, expirationDateTime: z.iso.datetime({ offset: true }),
  lifecycleNotificationUrl: text.nullish(), clientState: z.string().max(128).nullish(), latestSupportedTlsVersion: z.enum(['v1_0', 'v1_1', 'v1_2', 'v1_3']).nullish(),
  includeResourceData: z.boolean().nullish(),
});
const renewal = z.object({ expirationDateTime: z.iso.datetime({ offset: true }).optional(), notificationUrl: text.optional() });

const permissions = (of: 'delegated' | 'application') => [...new Set(subscribables.flatMap(each => each[of]))];
/** Which permission is needed depends on the resource that the body or the subscription names. */
const common = { delegated: permissions('delegated'), application: permissions('application'), checksPermissions: true } as const;
const one = '/subscriptions/{subscription-id}';

/** Subscriptions to changes (Microsoft: "subscription resource type"). */
export const subscriptionOperations: GraphOperation[] = [
  graphOperation({ ...common, method: 'POST', path: '/subscriptions', handle: subscribe }),
  graphOperation({
    ...common, method: 'GET', path: '/subscriptions',
    handle: call => collection(call, own(call).map(subscriptionRow), { context: 'subscriptions' }),
  }),
  graphOperation({ ...common, method: 'GET', path: one, handle: call => ok(inContext(call, need(call))) }),
  graphOperation({ ...common, method: 'PATCH', path: one, handle: renew }),
  graphOperation({
    ...common, method: 'POST', path: `${one}/reauthorize`,
    handle: call => {
      const subscription = need(call);
      authorize(call, subscription.resource);
      subscription.isPaused = false;
      return noContent();
    },
  }),
  graphOperation({
    ...common, method: 'DELETE', path: one,
    handle: call => {
      subscriptionsArea.of(call.state).byId.delete(need(call).id);
      return noContent();
    },
  }),
];

async function subscribe(call: GraphCall) {
  const body = read(newSubscription, call);
  const kind = authorize(call, body.resource);
  if (body.includeResourceData) throw badRequest('Notifications with resource data are not offered here.', 'InvalidRequest');
  const changeTypes = body.changeType.split(',').map(each => each.trim().toLowerCase()) as ChangeType[];
  if (changeTypes.some(each => !kind.changeTypes.includes(each))) throw badRequest(`The changeType of this resource is one or more of ${kind.changeTypes.join(', ')}.`, 'InvalidRequest');
  const expires = checkExpiration(call, kind, body.expirationDateTime);
  if (kind.needsLifecycleUrl && !body.lifecycleNotificationUrl && expires > call.now() + 60 * 60 * 1000) {
    throw badRequest('lifecycleNotificationUrl is a required property for subscription creation on this resource when the expirationDateTime value is set to greater than 1 hour.', 'InvalidRequest');
  }
  const urls = [checkUrl(body.notificationUrl, 'notificationUrl'), ...body.lifecycleNotificationUrl ? [checkUrl(body.lifecycleNotificationUrl, 'lifecycleNotificationUrl')] : []];
  for (const url of new Set(urls)) await validateUrl(url);
  const personId = callerId(call);
  const subscription: Subscription = {
    id: randomUUID(), resource: body.resource, changeTypes, notificationUrl: body.notificationUrl, lifecycleNotificationUrl: body.lifecycleNotificationUrl ?? null,
    clientState: body.clientState ?? null, latestSupportedTlsVersion: body.latestSupportedTlsVersion ?? 'v1_2', expires, clientId: call.caller.app.clientId, personId,
    creatorId: personId ?? call.caller.app.clientId, isPaused: false, wasWarned: expires <= call.now() + 60 * 60 * 1000,
  };
  subscriptionsArea.of(call.state).byId.set(subscription.id, subscription);
  return created(inContext(call, subscription));
}

/** Another time, another address; and the subscriber has shown that it still may. */
async function renew(call: GraphCall) {
  const subscription = need(call);
  if ('lifecycleNotificationUrl' in bodyObject(call)) throw badRequest('lifecycleNotificationUrl cannot be changed: delete the subscription and create it with the property.', 'InvalidRequest');
  const { expirationDateTime, notificationUrl } = read(renewal, call);
  const kind = authorize(call, subscription.resource);
  const expires = expirationDateTime === undefined ? subscription.expires : checkExpiration(call, kind, expirationDateTime);
  if (notificationUrl !== undefined) await validateUrl(checkUrl(notificationUrl, 'notificationUrl'));
  Object.assign(subscription, { expires, notificationUrl: notificationUrl ?? subscription.notificationUrl, isPaused: false, wasWarned: expires <= call.now() + 60 * 60 * 1000 });
  return ok(inContext(call, subscription));
}

function read<T extends z.ZodType>(schema: T, call: GraphCall): z.infer<T> {
  const given = schema.safeParse(bodyObject(call));
  if (given.success) return given.data;
  const { path, message } = given.error.issues[0]!;
  throw badRequest(`The property ${path.join('.')} is not valid: ${message}`, 'InvalidRequest');
}

/** What is subscribed to, if the caller may read it. @throws GraphError 400, 403 or 404 */
function authorize(call: GraphCall, resource: string): Subscribable {
  const found = subscribable(resource);
  if (!found) throw badRequest(`Resource '${resource}' is not supported for subscriptions.`, 'InvalidRequest');
  const { kind, params } = found;
  const enough = call.caller.kind === 'person' ? kind.delegated : kind.application;
  const held = heldPermissions(call.caller, params, call.state);
  if (!enough.some(name => held.includes(name))) {
    throw graphError(403, 'ExtensionError', enough.length === 0
      ? `Operation: Create; Exception: this resource is not supported in ${call.caller.kind === 'person' ? 'delegated' : 'application-only'} context.`
      : 'Operation: Create; Exception: the caller does not have access to the resource.');
  }
  kind.check?.({ ...call, params });
  return kind;
}

function checkExpiration(call: GraphCall, kind: Subscribable, text: string): number {
  const expires = Date.parse(text);
  if (expires <= call.now()) throw badRequest('The expirationDateTime of a subscription must be in the future.', 'InvalidRequest');
  if (expires > call.now() + kind.longestMinutes * 60_000) throw badRequest(`Subscription expiration can only be ${kind.longestMinutes} minutes in the future.`, 'InvalidRequest');
  return expires;
}

/** An app has those it made as itself, and, for a person, those it made for that person. */
function own(call: GraphCall): Subscription[] {
  const personId = callerId(call);
  return [...subscriptionsArea.of(call.state).byId.values()]
    .filter(each => each.clientId === call.caller.app.clientId && each.personId === personId && each.expires > call.now());
}

function need(call: GraphCall): Subscription {
  const id = call.params['subscription-id']!.toLowerCase();
  const found = own(call).find(each => each.id === id);
  if (!found) throw graphError(404, 'ResourceNotFound', 'The object was not found.');
  return found;
}

function inContext(call: GraphCall, subscription: Subscription): Record<string, unknown> {
  return { '@odata.context': `${call.baseUrl}/$metadata#subscriptions/$entity`, ...subscriptionRow(subscription) };
}

export function subscriptionRow(subscription: Subscription): Record<string, unknown> {
  const { id, resource, clientId, changeTypes, clientState, notificationUrl, lifecycleNotificationUrl, expires, creatorId, latestSupportedTlsVersion } = subscription;
  return {
    id, resource, applicationId: clientId, changeType: changeTypes.join(','), clientState, notificationUrl, notificationQueryOptions: null, lifecycleNotificationUrl,
    expirationDateTime: new Date(expires).toISOString(), creatorId, includeResourceData: null, latestSupportedTlsVersion, encryptionCertificate: null,
    encryptionCertificateId: null, notificationUrlAppId: null,
  };
}
