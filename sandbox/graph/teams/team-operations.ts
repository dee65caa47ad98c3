import { graphError, graphOperation, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { needGroup, needUser, seesContent } from '../directory/directory-area.ts';
import { collection, entity } from '../odata-collection.ts';
import { joinedTeamRow, teamRow } from './team-presenter.ts';
import { joinedGroups, needTeam, teamsArea } from './teams-area.ts';

const directory = ['Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const basic = ['Team.ReadBasic.All', 'TeamSettings.Read.All', 'TeamSettings.ReadWrite.All'];
const users = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];

const service = 'teams';

/** Teams, as they are found. */
export const teamOperations: GraphOperation[] = [
  graphOperation({
    method: 'GET', path: '/me/joinedTeams', delegated: [...basic, ...users], application: [], service,
    handle: call => joined(call),
  }),
  graphOperation({
    method: 'GET', path: '/users/{user-id}/joinedTeams', delegated: [...basic, ...users], application: [...basic, ...users], service,
    handle: call => joined(call),
  }),
  graphOperation({
    method: 'GET', path: '/teams', delegated: basic, application: basic, service, query: { select: true, filter: ['displayName', 'id', 'description'], top: 999, count: true },
    handle: call => {
      const seen = [...teamsArea.of(call.state).values()].map(team => ({ team, group: needGroup(call, team.id) })).filter(({ group }) => seesContent(call, group));
      return collection(call, seen.map(({ team, group }) => joinedTeamRow(group, team, call.state.tenantId)), { context: 'teams' });
    },
  }),
  graphOperation({
    method: 'GET', path: '/teams/{team-id}', delegated: [...basic, ...directory],
    application: [...basic, ...directory, 'TeamSettings.Read.Group', 'TeamSettings.ReadWrite.Group'], service, query: { select: true },
    handle: call => {
      const { team, group } = needTeam(call);
      return entity(call, teamRow(team, group, call.state.tenantId), 'teams/$entity');
    },
  }),
];

/** Microsoft, "List joinedTeams": takes no OData options. */
function joined(call: GraphCall) {
  const user = needUser(call, call.params['user-id']!);
  // Someone else's teams: Graph tells an app, and a person only about themselves.
  if (call.caller.kind === 'person' && call.caller.person.id !== user.id) {
    throw graphError(403, 'Forbidden', 'Requested user is not the signed-in user.');
  }
  return collection(call, joinedGroups(call, user.id).map(group => joinedTeamRow(group, teamsArea.of(call.state).get(group.id)!, call.state.tenantId)), { context: 'teams' });
}
