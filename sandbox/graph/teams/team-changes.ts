import { noteGroup } from '../directory/directory-log.ts';
import { changeGroup } from '../directory/group-changes.ts';
import { badRequest, bodyObject, graphError, graphOperation, noContent, type GraphOperation } from '../graph-operation.ts';
import { beginOperation } from './team-async-operations.ts';
import { needOwnedTeam } from './teams-area.ts';

const directory = ['Group.ReadWrite.All', 'Directory.ReadWrite.All'];
const write = ['TeamSettings.ReadWrite.All', ...directory];
const writeAsApp = [...write, 'TeamSettings.ReadWrite.Group'];
const service = 'teams';

/** Changes to teams as such: by their owners. */
export const teamChangeOperations: GraphOperation[] = [
  graphOperation({
    method: 'PATCH', path: '/teams/{team-id}', delegated: write, application: writeAsApp, service,
    handle: call => {
      const { team, group } = needOwnedTeam(call, 'change it');
      if (team.isArchived) throw graphError(403, 'Forbidden', 'The team is archived and cannot be changed.');
      const { displayName, description, visibility } = bodyObject(call);
      noteGroup(call, group.id, { changed: changeGroup(group, { displayName, description, visibility: capital(visibility) }) });
      call.events.emit('graphChanged', { kind: 'team', changeType: 'updated', teamId: team.id });
      return noContent();
    },
  }),
  graphOperation({
    method: 'POST', path: '/teams/{team-id}/archive', delegated: write, application: writeAsApp, service,
    handle: call => {
      const { team, group } = needOwnedTeam(call, 'archive it');
      if (group.owners.size === 0) throw badRequest('A team without an owner cannot be archived.');
      const isSiteReadOnly = (call.body as { shouldSetSpoSiteReadOnlyForMembers?: unknown } | undefined)?.shouldSetSpoSiteReadOnlyForMembers === true;
      return beginOperation(call, team.id, { kind: 'archiveTeam', isSiteReadOnly });
    },
  }),
  graphOperation({
    method: 'POST', path: '/teams/{team-id}/unarchive', delegated: write, application: writeAsApp, service,
    handle: call => beginOperation(call, needOwnedTeam(call, 'unarchive it').team.id, { kind: 'unarchiveTeam' }),
  }),
];

/** Teams says `private` where groups say `Private`. */
function capital(visibility: unknown): unknown {
  return typeof visibility === 'string' ? visibility.replace(/^./, first => first.toUpperCase()) : visibility;
}
