import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { TenantState } from '../../kernel/state.ts';
import { badRequest, bodyObject, created, graphError, graphOperation, resourceNotFound, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { boundId } from '../teams/member-binding.ts';
import { callerId, directoryArea, findUser, type Group } from './directory-area.ts';
import { noteGroup } from './directory-log.ts';
import { groupRow } from './group-presenter.ts';

const binds = z.array(z.string()).max(20).default([]);
const newGroupBody = z.object({
  displayName: z.string().min(1).max(256),
  description: z.string().max(1024).nullish(),
  mailEnabled: z.boolean(),
  securityEnabled: z.boolean(),
  mailNickname: z.string().min(1).max(64).regex(/^[\u0021-\u007e]+$/).regex(/^[^@()\\[\]";:.<>,]+$/),
  groupTypes: z.array(z.string()).default([]),
  visibility: z.enum(['Public', 'Private', 'HiddenMembership']).nullish(),
  'owners@odata.bind': binds,
  'members@odata.bind': binds,
});

/** Making Microsoft 365 groups, without a team (Microsoft: "Create group"). */
export const groupCreationOperations: GraphOperation[] = [
  graphOperation({
    method: 'POST', path: '/groups', delegated: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'], application: ['Group.Create', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    handle: call => {
      const body = newGroupBody.safeParse(bodyObject(call));
      if (!body.success) throw badRequest(`Invalid value specified for property '${body.error.issues[0]!.path.join('.')}' of resource 'Group'.`, 'Request_BadRequest');
      const { groupTypes, mailEnabled, mailNickname } = body.data;
      if (!groupTypes.includes('Unified') || !mailEnabled) throw graphError(501, 'NotImplemented', 'Only Microsoft 365 groups are made here.');
      const { groups } = directoryArea.of(call.state);
      if ([...groups.values()].some(each => each.mailNickname.toLowerCase() === mailNickname.toLowerCase())) {
        throw badRequest('Another object with the same value for property mailNickname already exists.', 'Request_BadRequest');
      }
      const named = body.data['owners@odata.bind'].map(bind => boundObject(call, bind));
      const maker = callerId(call);
      const owners = named.length > 0 || maker === null ? named : [maker];
      const group = newGroup(call.state, {
        displayName: body.data.displayName, description: body.data.description ?? null, mailNickname, visibility: body.data.visibility ?? 'Public',
        owners, members: body.data['members@odata.bind'].map(bind => boundObject(call, bind)), now: call.now(),
      });
      groups.set(group.id, group);
      noteGroup(call, group.id, 'created');
      return created({ '@odata.context': `${call.baseUrl}/$metadata#groups/$entity`, ...groupRow(group) });
    },
  }),
];

/** The person that `…/directoryObjects/id` or `…/users/id` names. @throws GraphError 400 or 404 */
export function boundObject(call: GraphCall, bind: unknown): string {
  const id = boundId(bind, 'directoryObjects') ?? boundId(bind, 'users');
  if (id === undefined) throw badRequest('Invalid URL format specified in payload.', 'Request_BadRequest');
  const user = findUser(call, id);
  if (!user) throw resourceNotFound(id);
  return user.id;
}

/** A group that is nowhere yet; owners are members too. */
export function newGroup(state: TenantState, about: Pick<Group, 'displayName' | 'description' | 'mailNickname' | 'visibility'> & { owners: readonly string[], members: readonly string[], now: number }): Group {
  const { owners, members, now, ...rest } = about;
  const { verifiedDomains } = state.tenant.organization;
  const domain = (verifiedDomains.find(each => each.isDefault) ?? verifiedDomains[0]!).name;
  return {
    ...rest, id: randomUUID(), mail: `${rest.mailNickname}@${domain}`, createdDateTime: new Date(now).toISOString(), hasTeam: false,
    owners: new Set(owners), members: new Set([...owners, ...members]),
  };
}
