import { defineArea } from '../../kernel/state.ts';
import type { TenantTeam, TenantUser } from '../../tenant/tenant-file.ts';
import { graphError, resourceNotFound, type GraphCall, type GraphError } from '../graph-operation.ts';

/** A Microsoft 365 group. Those of the tenant file are teams'. */
export interface Group {
  id: string;
  displayName: string;
  description: string | null;
  mailNickname: string;
  mail: string;
  visibility: string;
  createdDateTime: string;
  /** Whether the group has, or had before it was deleted, a team. */
  hasTeam: boolean;
  owners: Set<string>;
  /** Everyone in the group, owners included. */
  members: Set<string>;
}

export interface Directory { users: Map<string, TenantUser>, groups: Map<string, Group> }

export const directoryArea = defineArea<Directory>('directory', tenant => {
  const domain = (tenant.organization.verifiedDomains.find(each => each.isDefault) ?? tenant.organization.verifiedDomains[0]!).name;
  return {
    users: new Map(tenant.users.map(user => [user.id, user])),
    groups: new Map(tenant.teams.map(team => [team.id, groupOf(team, domain)])),
  };
});

function groupOf(team: TenantTeam, domain: string): Group {
  const nickname = team.mailNickname ?? (team.displayName.normalize('NFKD').replace(/[^A-Za-z0-9]/g, '') || team.id);
  return {
    id: team.id,
    displayName: team.displayName,
    description: team.description ?? null,
    mailNickname: nickname,
    mail: `${nickname}@${domain}`,
    visibility: team.visibility ?? 'Public',
    createdDateTime: team.createdDateTime ?? '2024-01-15T09:00:00Z',
    hasTeam: true,
    owners: new Set(team.owners),
    members: new Set([...team.owners, ...team.members]),
  };
}

/** The caller's person, when the call is a person's. */
export function callerId(call: GraphCall): string | null {
  return call.caller.kind === 'person' ? call.caller.person.id : null;
}

/** A user by object id or user principal name. */
export function findUser(call: GraphCall, idOrName: string): TenantUser | undefined {
  const { users } = directoryArea.of(call.state);
  const sought = idOrName.toLowerCase();
  return users.get(sought) ?? [...users.values()].find(user => user.userPrincipalName.toLowerCase() === sought);
}

/** @throws GraphError 404 */
export function needUser(call: GraphCall, idOrName: string): TenantUser {
  const user = findUser(call, idOrName);
  if (!user) throw resourceNotFound(idOrName);
  return user;
}

/** A group whose properties the caller may know: any in the tenant. @throws GraphError 404, also for one that is too new to be known everywhere */
export function needGroup(call: GraphCall, id: string): Group {
  const group = directoryArea.of(call.state).groups.get(id.toLowerCase());
  if (!group || !isReplicated(call, group)) throw resourceNotFound(id);
  return group;
}

/** Whether a group has reached every server of the directory. */
export function isReplicated(call: GraphCall, group: Group): boolean {
  return Date.parse(group.createdDateTime) + call.settings.groupReplicationMs <= call.now() || call.settings.groupReplicationMs === 0;
}

/**
 * A group whose content (members, files, calendar, channels) the caller may see: everyone's for public groups, members'
 * for others. Apps see what their permissions say, which was checked before.
 * @param refusal the service's own way of saying no; 403 Authorization_RequestDenied otherwise.
 * @throws GraphError 404 for an unknown group, else the refusal
 */
export function needGroupContent(call: GraphCall, id: string, refusal?: (group: Group) => GraphError): Group {
  const group = needGroup(call, id);
  if (seesContent(call, group)) return group;
  throw refusal?.(group) ?? graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

export function seesContent(call: GraphCall, group: Group): boolean {
  const person = callerId(call);
  return person === null || group.visibility === 'Public' || group.members.has(person);
}

/** Whether the caller may change the group's content: its members, and apps with the permission. */
export function changesContent(call: GraphCall, group: Group): boolean {
  const person = callerId(call);
  return person === null || group.members.has(person);
}
