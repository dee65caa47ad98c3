/**
 * Operations and permissions of Microsoft Graph v1.0 that its API reference describes but the published file of
 * permissions leaves out: by method and path, with the page that says so.
 */
export const documentedElsewhere: Record<string, { page: string, delegated: string[], application: string[] }> = {};

function say(keys: string[], page: string, permissions: string[], application = permissions): void {
  for (const key of keys) documentedElsewhere[key] = { page, delegated: permissions, application };
}

const readDeleted = ['Group.Read.All', 'Group.ReadWrite.All', 'User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const writeDeleted = ['Group.ReadWrite.All', 'User.DeleteRestore.All', 'User.ReadWrite.All'];
say(['GET /directory/deleteditems/microsoft.graph.group', 'GET /directory/deleteditems/microsoft.graph.user'], 'List deletedItems (directory objects)', readDeleted);
say(['GET /directory/deleteditems/{}'], 'Get deleted item (directory object)', readDeleted);
say(['POST /directory/deleteditems/{}/restore'], 'Restore deleted item (directory object)', writeDeleted);
say(['DELETE /directory/deleteditems/{}'], 'Permanently delete item (directory object)', writeDeleted);

// The page of the resource says who reads an operation: whoever may have begun one.
const operations = ['Team.Create', 'TeamSettings.ReadWrite.All', 'ChannelSettings.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'];
say(['GET /teams/{}/operations/{}'], 'teamsAsyncOperation resource type', operations, [...operations, 'TeamSettings.ReadWrite.Group']);
const writeOwners = ['Group.ReadWrite.All', 'Directory.ReadWrite.All'];
const writeMembers = ['GroupMember.ReadWrite.All', ...writeOwners];
say(['POST /groups/{}/members/$ref'], 'Add members', writeMembers);
say(['POST /groups/{}/owners/$ref'], 'Add owners', writeOwners);
say(['DELETE /groups/{}/members/{}/$ref'], 'Remove member', writeMembers);
say(['DELETE /groups/{}/owners/{}/$ref'], 'Remove group owner', writeOwners);

say(['GET /sites/{}/lists/{}/drive'], 'list resource type', ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All']);

const subscribe = ['Team.ReadBasic.All', 'TeamSettings.Read.All', 'TeamSettings.ReadWrite.All', 'Channel.ReadBasic.All', 'ChannelSettings.Read.All', 'ChannelSettings.ReadWrite.All', 'TeamMember.Read.All', 'TeamMember.ReadWrite.All', 'ChannelMember.Read.All', 'Group.Read.All', 'User.Read.All', 'Files.ReadWrite.All'];
say(['POST /subscriptions', 'GET /subscriptions', 'GET /subscriptions/{}', 'PATCH /subscriptions/{}', 'DELETE /subscriptions/{}', 'POST /subscriptions/{}/reauthorize'], 'Create subscription, and the pages on notifications for teams, channels and members',
  subscribe, [...subscribe, 'TeamSettings.Read.Group', 'TeamSettings.ReadWrite.Group', 'ChannelSettings.Read.Group', 'ChannelSettings.ReadWrite.Group', 'TeamMember.Read.Group']);
