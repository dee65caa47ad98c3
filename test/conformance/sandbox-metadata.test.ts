import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { GraphMetadata } from './support/graph-metadata.ts';
import { describeWithSharedData, graphMetadata, kubernetesTenant, sayWhenMissing } from './support/shared-data.ts';

sayWhenMissing();

/** Each resource that the sandbox answers, with its type in Microsoft's metadata. `{…}` is filled from the tenant. */
const resources: [path: string, type: string][] = [
  ['/me', 'user'], ['/users?$top=20', 'user'], ['/users/{user}', 'user'], ['/me/joinedTeams', 'team'],
  ['/groups?$top=20', 'group'], ['/groups/{team}', 'group'], ['/groups/{team}/members?$top=5', 'directoryObject'],
  ['/teams/{team}', 'team'], ['/teams/{team}/channels', 'channel'], ['/teams/{team}/members', 'conversationMember'],
  ['/teams/{team}/channels/{channel}', 'channel'], ['/teams/{team}/channels/{channel}/tabs', 'teamsTab'], ['/teams/{team}/installedApps?$expand=teamsApp', 'teamsAppInstallation'],
  ['/groups/{team}/drives', 'drive'], ['/groups/{team}/drive', 'drive'], ['/drives/{drive}', 'drive'], ['/drives/{drive}/root', 'driveItem'], ['/drives/{drive}/root/children?$top=20', 'driveItem'],
  ['/groups/{team}/calendar', 'calendar'], ['/groups/{team}/events', 'event'],
  ['/groups/{team}/calendarView?startDateTime=2026-10-01T00:00:00Z&endDateTime=2026-12-01T00:00:00Z', 'event'],
  ['/appCatalogs/teamsApps', 'teamsApp'], ['/groups/{team}/sites/root', 'site'],
];

describeWithSharedData('the sandbox, held against Microsoft Graph’s own metadata', () => {
  let sandbox: TestSandbox;
  let metadata: GraphMetadata;
  let token: string;
  let fill: (path: string) => string;

  beforeAll(async () => {
    metadata = new GraphMetadata(graphMetadata);
    sandbox = await startTestSandbox({ tenantFile: kubernetesTenant });
    const team = sandbox.tenant.teams[0]!;
    const person = sandbox.tenant.users.find((user) => user.id === team.owners[0])!;
    token = await sandbox.graphToken(person.userPrincipalName);
    const values: Record<string, string> = { team: team.id, user: person.id, channel: team.channels[0]!.id, drive: team.libraries[0]!.id };
    fill = (path) => path.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);
  });
  afterAll(() => sandbox?.stop());

  it('reads the metadata', () => {
    expect(metadata.size).toBeGreaterThan(1_000);
    expect(metadata.strangers('user', { displayName: 'x', nonsense: 1 })).toEqual(['user.nonsense']);
  });

  it.each(resources)('answers nothing at %s that a %s does not have', async (path, type) => {
    const { status, body } = await sandbox.graph(token, fill(path));
    expect({ status, path: fill(path), error: body.error }).toMatchObject({ status: 200 });
    const answers: unknown[] = Array.isArray(body.value) ? body.value : [body];
    expect(answers.flatMap((answer) => metadata.strangers(type, answer))).toEqual([]);
  });
});
