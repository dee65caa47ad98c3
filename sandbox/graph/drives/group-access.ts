import type { TenantState } from '../../kernel/state.ts';
import { graphError, resourceNotFound, type GraphCall, type GraphError } from '../graph-operation.ts';

/** What drives and calendars need to know of the Microsoft 365 group they belong to. */
export interface ContentGroup {
  id: string;
  displayName: string;
  mailNickname: string;
  mail: string;
  isPublic: boolean;
  createdDateTime: string;
  owners: ReadonlySet<string>;
  members: ReadonlySet<string>;
}

/** The group with this id, or undefined. */
export function findGroup(state: TenantState, id: string): ContentGroup | undefined {
  const team = state.tenant.teams.find((each) => each.id.toLowerCase() === id.toLowerCase());
  if (!team) return undefined;
  const domains = state.tenant.organization.verifiedDomains;
  const domain = (domains.find((each) => each.isDefault) ?? domains[0]!).name;
  const mailNickname = team.mailNickname ?? team.id;
  return {
    id: team.id,
    displayName: team.displayName,
    mailNickname,
    mail: `${mailNickname}@${domain}`,
    isPublic: team.visibility === 'Public',
    createdDateTime: team.createdDateTime ?? '2024-01-08T09:00:00Z',
    owners: new Set(team.owners),
    members: new Set([...team.members, ...team.owners]),
  };
}

/**
 * The group that the path names, if its content is the caller's to see: everyone in the tenant may look into a public
 * group, only members into a private one; apps may look into every one.
 * @param denied what the service says to a person who is not in the group
 */
export function contentGroup(call: GraphCall, denied: () => GraphError): ContentGroup {
  const group = findGroup(call.state, call.params['group-id']!);
  if (!group) throw resourceNotFound(call.params['group-id']!);
  if (!mayRead(call, group)) throw denied();
  return group;
}

export function mayRead(call: GraphCall, group: ContentGroup): boolean {
  return group.isPublic || isInside(call, group);
}

/** Whether the caller is a member of the group, or an app (which has the whole tenant). */
export function isInside({ caller }: GraphCall, group: ContentGroup): boolean {
  return caller.kind === 'app' || group.members.has(caller.person.id) || group.owners.has(caller.person.id);
}

export const accessDenied = () => graphError(403, 'accessDenied', 'Access denied');
export const outlookAccessDenied = () => graphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
