import type { TenantUser } from '../../tenant/tenant-file.ts';
import { findUser } from '../directory/directory-area.ts';
import { badRequest, graphError, type GraphCall } from '../graph-operation.ts';

/** The id or user principal name in `…/users('id')` or `…/users/id`, and so for other kinds. */
export function boundId(bind: unknown, kind: string): string | undefined {
  return typeof bind === 'string' ? new RegExp(`${kind}(?:/|\\(')([^/')]+)`, 'i').exec(bind)?.[1] : undefined;
}

/** Graph's aadUserConversationMember of a request: whom it names, and whether as an owner. @throws GraphError 400 or 404 */
export function boundUser(call: GraphCall, member: unknown): { user: TenantUser, isOwner: boolean } {
  const { 'user@odata.bind': bind, roles } = (member ?? {}) as Record<string, unknown>;
  const id = boundId(bind, 'users');
  if (id === undefined) throw badRequest("The property 'user@odata.bind' must name a user of the tenant.");
  const user = findUser(call, id);
  if (!user) throw graphError(404, 'NotFound', `The user '${id}' was not found.`);
  return { user, isOwner: hasOwnerRole(roles) };
}

/** @throws GraphError 400 for any role but `owner` */
export function hasOwnerRole(roles: unknown): boolean {
  if (roles === undefined || roles === null) return false;
  if (!Array.isArray(roles) || roles.some(each => each !== 'owner')) throw badRequest('Invalid role specified for member: it is owner, or none.');
  return roles.length > 0;
}
