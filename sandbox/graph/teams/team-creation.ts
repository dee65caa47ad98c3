import { callerId, directoryArea, needGroup, type Group } from '../directory/directory-area.ts';
import { ownedGroup } from '../directory/group-changes.ts';
import { newGroup } from '../directory/group-creation.ts';
import { noteGroup } from '../directory/directory-log.ts';
import { badRequest, bodyObject, created, graphError, graphOperation, type GraphAnswer, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { checkChannelDescription, checkChannelName } from './channel-names.ts';
import { newChannelId } from './channel-operations.ts';
import { boundId, boundUser } from './member-binding.ts';
import { beginOperation, isBecomingTeam } from './team-async-operations.ts';
import { teamRow } from './team-presenter.ts';
import { newChannel, newTeam, teamsArea, type Team } from './teams-area.ts';

const directory = ['Group.ReadWrite.All', 'Directory.ReadWrite.All'];
const service = 'teams';

/** New teams (Microsoft: "Create team", "Create team from group"). */
export const teamCreationOperations: GraphOperation[] = [
  graphOperation({ method: 'POST', path: '/teams', delegated: ['Team.Create', ...directory], application: ['Team.Create', ...directory], service, handle: createTeam }),
  graphOperation({
    method: 'PUT', path: '/groups/{group-id}/team', delegated: directory, application: directory, service,
    handle: call => {
      const group = ownedGroup(call);
      mustBecomeTeam(call, group);
      const team = teamOf(call, group.id, []);
      group.hasTeam = true;
      teamsArea.of(call.state).set(group.id, team);
      noteGroup(call, group.id, { changed: ['resourceProvisioningOptions'] });
      call.events.emit('graphChanged', { kind: 'team', changeType: 'created', teamId: group.id });
      return created({ '@odata.context': `${call.baseUrl}/$metadata#teams/$entity`, ...teamRow(team, group, call.state.tenantId) });
    },
  }),
];

/** Answers 202: the team is there when the operation has succeeded. */
function createTeam(call: GraphCall): GraphAnswer {
  const body = bodyObject(call);
  const template = boundId(body['template@odata.bind'], 'teamsTemplates');
  if (template !== 'standard') throw badRequest("The property 'template@odata.bind' is required; here it names the template 'standard'.");
  const groupId = body['group@odata.bind'] === undefined ? undefined : boundId(body['group@odata.bind'], 'groups');
  if (body['group@odata.bind'] !== undefined && groupId === undefined) throw badRequest("The property 'group@odata.bind' must name a group.");
  const group = groupId === undefined ? groupFor(call, body) : existingGroup(call, groupId, body);
  return beginOperation(call, group.id, { kind: 'createTeam', group, team: teamOf(call, group.id, body.channels) });
}

/** A new group for the team. An app names the owner; a person who creates a team owns it. */
function groupFor(call: GraphCall, body: Record<string, unknown>): Group {
  const { displayName, description, visibility = 'Public', members = [] } = body;
  if (typeof displayName !== 'string' || displayName.trim() === '' || displayName.length > 256) throw badRequest('The displayName of a team has 1 to 256 characters.');
  if (description !== undefined && description !== null && (typeof description !== 'string' || description.length > 1024)) throw badRequest('The description of a team has at most 1024 characters.');
  if (typeof visibility !== 'string' || !/^(public|private|hiddenMembership)$/i.test(visibility)) throw badRequest('The visibility of a team is public or private.');
  const bound = (Array.isArray(members) ? members : []).map(each => boundUser(call, each));
  const maker = callerId(call);
  const owners = [...new Set([...maker === null ? [] : [maker], ...bound.filter(each => each.isOwner).map(each => each.user.id)])];
  if (owners.length === 0) throw badRequest('A team needs an owner: a request of an app names one in members.');
  return newGroup(call.state, {
    displayName, description: description || null, mailNickname: freeNickname(call, displayName), visibility: visibility.replace(/^./, first => first.toUpperCase()),
    owners, members: bound.map(each => each.user.id), now: call.now(),
  });
}

function existingGroup(call: GraphCall, id: string, body: Record<string, unknown>): Group {
  const inherited = ['displayName', 'visibility', 'specialization', 'members', 'members@odata.bind'].find(name => body[name] !== undefined);
  if (inherited) throw badRequest(`The property '${inherited}' cannot be given with 'group@odata.bind': the team has that of the group.`);
  const group = needGroup(call, id);
  const person = callerId(call);
  if (person !== null && !group.owners.has(person)) throw graphError(403, 'Forbidden', 'Only owners of the group may make it a team.');
  mustBecomeTeam(call, group);
  return group;
}

function mustBecomeTeam(call: GraphCall, group: Group): void {
  if (teamsArea.of(call.state).has(group.id) || isBecomingTeam(call.state, group.id)) throw graphError(409, 'Conflict', 'The group is already provisioned as a team.');
  if (group.owners.size === 0) throw badRequest('The group has no owner; a team needs one.');
}

function teamOf(call: GraphCall, id: string, channels: unknown): Team {
  const now = new Date(call.now()).toISOString();
  const team = newTeam(id, [newChannel(newChannelId(), 'General', now)]);
  for (const given of Array.isArray(channels) ? channels as Record<string, unknown>[] : []) {
    // A template may say what General is like.
    if (String(given.displayName).toLowerCase() === 'general') continue;
    const channel = { ...newChannel(newChannelId(), checkChannelName(team, given.displayName, call.now()), now), description: checkChannelDescription(given.description) };
    team.channels.set(channel.id, channel);
  }
  return team;
}

/** `Old pumps` → `Oldpumps`, or with a number when that is taken. */
function freeNickname(call: GraphCall, displayName: string): string {
  const plain = displayName.normalize('NFKD').replace(/[^A-Za-z0-9]/g, '').slice(0, 55) || 'team';
  const taken = new Set([...directoryArea.of(call.state).groups.values()].map(group => group.mailNickname.toLowerCase()));
  for (let number = 0; ; number += 1) {
    const nickname = number === 0 ? plain : `${plain}${number}`;
    if (!taken.has(nickname.toLowerCase())) return nickname;
  }
}
