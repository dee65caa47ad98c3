import type {
  Calendar, Channel, Chat, ConversationMember, DirectoryObject, Drive, DriveItem, Event, Group, List, ResourceSpecificPermissionGrant, ScheduleInformation, Site, Subscription, Team, TeamsApp, TeamsAppInstallation, TeamsAsyncOperation, TeamsTab, UploadSession, User,
  UserScopeTeamsAppInstallation,
} from '@microsoft/microsoft-graph-types';
import type { ThrottleClass } from './throttle-classes.ts';

/**
 * The one table of what Trellis asks of Microsoft Graph v1.0: nothing calls Graph around it, and the
 * app's permissions and the pace of its requests follow from it. Permissions are the least privileged
 * ones of Microsoft's permission reference for what is selected here.
 */
export interface Described {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/v1.0`, with `{name}` for each parameter. */
  path: string;
  /** Delegated permission; null where Trellis never asks for a person. */
  delegated: string | null;
  /** Application permission, or resource-specific consent (named `….Group`); null where Trellis never asks as itself. */
  application: string | null;
  /**
   * May it be sent again after an answer was lost? `safe`: reading. `marked`: the body carries a mark by which
   * Graph knows a repeat. `looked-up`: only after looking whether the first one took effect.
   */
  repeat: 'safe' | 'marked' | 'looked-up';
  /** Which of Microsoft's limits the request counts towards. */
  throttle: ThrottleClass;
  /** What it costs where limits are in resource units; 1 unless said. */
  units?: number;
  /** What is selected unless the caller asks for less; Graph refuses `$select` where absent. */
  select?: readonly string[];
  /** Items a page when listing, for resources that take `$top`. */
  pageSize?: number;
  headers?: Readonly<Record<string, string>>;
  /** The answer is a file, of which at most so many bytes are taken. */
  fileOf?: number;
}

/** A list's page as Graph gives it. */
export interface GraphPage<Item> { value: Item[]; '@odata.nextLink'?: string; '@odata.deltaLink'?: string; '@odata.count'?: number }

/** The answer to a write that Microsoft 365 works on for a while (202). */
export interface Begun { location: string | null }

/** Permissions without which Trellis works all the same, with less; an organisation may leave them out. */
export const withholdable: readonly { identity: 'delegated' | 'application'; permission: string }[] = [
  { identity: 'application', permission: 'Files.Read.All' },
  ...['Calendars.ReadWrite', 'Channel.Create', 'Files.ReadWrite.All', 'Sites.Manage.All', 'Sites.Read.All', 'Team.Create', 'TeamsTab.ReadWriteSelfForTeam'].map((permission) => ({ identity: 'delegated' as const, permission })),
];

declare const answer: unique symbol;
declare const list: unique symbol;
export type GraphOperation<D extends Described = Described, Answer = unknown> = D & { readonly [answer]?: Answer };
type ListOperation<D extends Described, Item> = GraphOperation<D, GraphPage<Item>> & { readonly [list]?: Item };

const one = <Answer>() => <const D extends Described>(described: D) => described as GraphOperation<D, Answer>;
const many = <Item>() => <const D extends Described>(described: D) => described as ListOperation<D, Item>;

const personFields = ['id', 'displayName', 'jobTitle', 'department', 'userPrincipalName', 'preferredLanguage'] as const;
const itemFields = ['id', 'name', 'size', 'webUrl', 'lastModifiedDateTime', 'lastModifiedBy', 'parentReference', 'file', 'folder', 'deleted'] as const;
const eventual = { consistencylevel: 'eventual' } as const;
const inUtc = { prefer: 'outlook.timezone="UTC"' } as const;

export const operations = {
  // People
  getMe: one<User>()({ method: 'GET', path: '/me', delegated: 'User.Read', application: null, repeat: 'safe', throttle: 'directory', select: personFields }),
  getMyManager: one<User>()({ method: 'GET', path: '/me/manager', delegated: 'User.Read.All', application: null, repeat: 'safe', throttle: 'directory', select: personFields }),
  getUser: one<User>()({ method: 'GET', path: '/users/{userId}', delegated: 'User.Read.All', application: 'User.Read.All', repeat: 'safe', throttle: 'directory', select: personFields }),
  /** `$search`, such as `"displayName:ann" OR "mail:ann"`, or `$filter`, such as `userPrincipalName in ('a','b')` (at most 15 values). */
  listUsers: many<User>()({ method: 'GET', path: '/users', delegated: 'User.Read.All', application: 'User.Read.All', repeat: 'safe', throttle: 'directory', units: 2, select: personFields, pageSize: 25, headers: eventual }),

  /** All people at first, then from its link who came, changed, or is `@removed`. */
  listUserChanges: many<User & { '@removed'?: { reason: string } }>()({ method: 'GET', path: '/users/delta', delegated: null, application: 'User.Read.All', repeat: 'safe', throttle: 'directory', units: 2, select: ['id', 'accountEnabled'] }),
  /** A square picture of `size`, such as `96x96`, and no JSON: asked for in batches, which bring it in base64. */
  getUserPhoto: one<string>()({ method: 'GET', path: '/users/{userId}/photos/{size}/$value', delegated: 'User.Read', application: null, repeat: 'safe', throttle: 'outlook' }),

  /** Groups, and what else the person is in; of what the app may not read, the ids. */
  listGroupsOfUser: many<DirectoryObject>()({ method: 'GET', path: '/users/{userId}/memberOf', delegated: 'User.Read', application: null, repeat: 'safe', throttle: 'directory', units: 2, select: ['id'], pageSize: 999 }),

  // Teams and what is in them: as itself with resource-specific consent, in teams to which the app was added.
  listJoinedTeams: many<Team>()({ method: 'GET', path: '/me/joinedTeams', delegated: 'Team.ReadBasic.All', application: null, repeat: 'safe', throttle: 'teams-team-get' }),
  getTeam: one<Team>()({ method: 'GET', path: '/teams/{teamId}', delegated: 'Team.ReadBasic.All', application: 'TeamSettings.Read.Group', repeat: 'safe', throttle: 'teams-team-get', select: ['id', 'displayName', 'description', 'webUrl', 'isArchived', 'visibility'] }),
  listChannels: many<Channel>()({ method: 'GET', path: '/teams/{teamId}/channels', delegated: 'Channel.ReadBasic.All', application: 'ChannelSettings.Read.Group', repeat: 'safe', throttle: 'teams-channels-list', select: ['id', 'displayName', 'webUrl', 'membershipType'] }),
  getChannel: one<Channel>()({ method: 'GET', path: '/teams/{teamId}/channels/{channelId}', delegated: 'Channel.ReadBasic.All', application: 'ChannelSettings.Read.Group', repeat: 'safe', throttle: 'teams-get', select: ['id', 'displayName', 'webUrl', 'membershipType', 'isArchived'] }),
  listTeamMembers: many<ConversationMember>()({ method: 'GET', path: '/teams/{teamId}/members', delegated: null, application: 'TeamMember.Read.Group', repeat: 'safe', throttle: 'teams-members-list', pageSize: 999 }),
  listTabs: many<TeamsTab>()({ method: 'GET', path: '/teams/{teamId}/channels/{channelId}/tabs', delegated: 'TeamsTab.Read.All', application: null, repeat: 'safe', throttle: 'teams-get' }),
  /** Known again by `configuration.entityId`. The app must be installed in the team. */
  createTab: one<TeamsTab>()({ method: 'POST', path: '/teams/{teamId}/channels/{channelId}/tabs', delegated: 'TeamsTab.Create', application: null, repeat: 'looked-up', throttle: 'teams-write' }),
  deleteTab: one<void>()({ method: 'DELETE', path: '/teams/{teamId}/channels/{channelId}/tabs/{tabId}', delegated: 'TeamsTab.ReadWriteSelfForTeam', application: null, repeat: 'marked', throttle: 'teams-delete' }),
  /** Known again by its name, which is unique in a team. */
  createChannel: one<Channel>()({ method: 'POST', path: '/teams/{teamId}/channels', delegated: 'Channel.Create', application: null, repeat: 'looked-up', throttle: 'teams-write' }),
  /** On a group (`group@odata.bind`), which has one team at most. Answers where to ask how far it is. */
  createTeam: one<Begun>()({ method: 'POST', path: '/teams', delegated: 'Team.Create', application: null, repeat: 'looked-up', throttle: 'teams-create' }),
  getTeamOperation: one<TeamsAsyncOperation>()({ method: 'GET', path: '/teams/{teamId}/operations/{operationId}', delegated: 'Team.Create', application: null, repeat: 'safe', throttle: 'teams-other-get' }),

  // Groups
  /** Known again by `mailNickname`, which is unique: a repeat is refused. */
  createGroup: one<Group>()({ method: 'POST', path: '/groups', delegated: 'Group.ReadWrite.All', application: null, repeat: 'looked-up', throttle: 'directory' }),
  getGroup: one<Group>()({ method: 'GET', path: '/groups/{groupId}', delegated: 'Group.Read.All', application: null, repeat: 'safe', throttle: 'directory', select: ['id', 'displayName', 'description', 'visibility'] }),
  /** Teams by name: `$filter` with `resourceProvisioningOptions/Any(x:x eq 'Team')`. */
  listGroups: many<Group>()({ method: 'GET', path: '/groups', delegated: 'Group.Read.All', application: null, repeat: 'safe', throttle: 'directory', select: ['id', 'displayName', 'description'], pageSize: 100 }),

  // Libraries. An organisation may withhold the application permission: then they are followed when people visit.
  listGroupDrives: many<Drive>()({ method: 'GET', path: '/groups/{groupId}/drives', delegated: 'Files.Read.All', application: 'Files.Read.All', repeat: 'safe', throttle: 'sharepoint', units: 2, select: ['id', 'name', 'webUrl', 'driveType'] }),
  getGroupDrive: one<Drive>()({ method: 'GET', path: '/groups/{groupId}/drive', delegated: 'Files.Read.All', application: null, repeat: 'safe', throttle: 'sharepoint', select: ['id', 'name', 'webUrl', 'driveType'] }),
  getDrive: one<Drive>()({ method: 'GET', path: '/drives/{driveId}', delegated: 'Files.Read.All', application: 'Files.Read.All', repeat: 'safe', throttle: 'sharepoint', select: ['id', 'name', 'webUrl', 'driveType'] }),
  /** Every item of the library at any depth; with `token`, an instant (ISO 8601), what changed since, without the folders around it. Items carry their parent's id but no path. */
  listDriveItems: many<DriveItem>()({ method: 'GET', path: '/drives/{driveId}/root/delta', delegated: 'Files.Read.All', application: 'Files.Read.All', repeat: 'safe', throttle: 'sharepoint', units: 2, select: itemFields, pageSize: 200, headers: { deltaexcludeparent: 'true' } }),
  getDriveItem: one<DriveItem>()({ method: 'GET', path: '/drives/{driveId}/items/{itemId}', delegated: 'Files.Read.All', application: 'Files.Read.All', repeat: 'safe', throttle: 'sharepoint', select: itemFields }),
  /** Null when it is larger than Trellis takes. Graph leads on to an address of SharePoint that wants no token. */
  getFileContent: one<Uint8Array<ArrayBuffer> | null>()({ method: 'GET', path: '/drives/{driveId}/items/{itemId}/content', delegated: 'Files.Read.All', application: 'Files.Read.All', repeat: 'safe', throttle: 'sharepoint', fileOf: 25 * 1024 * 1024 }),
  /** What lies at the top of a library, one level deep, files and folders mixed; SharePoint filters neither. */
  listRootItems: many<DriveItem>()({ method: 'GET', path: '/drives/{driveId}/root/children', delegated: 'Files.Read.All', application: null, repeat: 'safe', throttle: 'sharepoint', units: 2, select: itemFields, pageSize: 200 }),
  /** What lies in a folder, one level deep: SharePoint gives the changes of whole libraries only. */
  listFolderItems: many<DriveItem>()({ method: 'GET', path: '/drives/{driveId}/items/{itemId}/children', delegated: 'Files.Read.All', application: null, repeat: 'safe', throttle: 'sharepoint', units: 2, select: itemFields, pageSize: 200 }),
  /** Files and folders of the group's first library whose names or words match; a quote in `text` is doubled. */
  searchGroupDrive: many<DriveItem>()({ method: 'GET', path: "/groups/{groupId}/drive/root/search(q='{text}')", delegated: 'Files.Read.All', application: null, repeat: 'safe', throttle: 'sharepoint', units: 2, select: itemFields, pageSize: 25 }),
  getDriveRoot: one<DriveItem>()({ method: 'GET', path: '/drives/{driveId}/root', delegated: 'Files.Read.All', application: null, repeat: 'safe', throttle: 'sharepoint', select: ['id', 'name', 'webUrl'] }),
  /** Known again by its name, which is unique in the folder around it. */
  createFolder: one<DriveItem>()({ method: 'POST', path: '/drives/{driveId}/items/{itemId}/children', delegated: 'Files.ReadWrite.All', application: null, repeat: 'looked-up', throttle: 'sharepoint', units: 2 }),
  /**
   * A way for the person's own browser to bring a file of any size, below a folder by its name: an address that wants no
   * token, good for this one file. A file of that name that is there is told with 409, or keeps its place, as the body says.
   */
  createUploadSession: one<UploadSession>()({ method: 'POST', path: '/drives/{driveId}/items/{itemId}:/{name}:/createUploadSession', delegated: 'Files.ReadWrite.All', application: null, repeat: 'marked', throttle: 'sharepoint', units: 2 }),
  getGroupSite: one<Site>()({ method: 'GET', path: '/groups/{groupId}/sites/root', delegated: 'Sites.Read.All', application: null, repeat: 'safe', throttle: 'sharepoint', select: ['id', 'webUrl'] }),
  /** Known again by its name, which is unique in a site. */
  createLibrary: one<List>()({ method: 'POST', path: '/sites/{siteId}/lists', delegated: 'Sites.Manage.All', application: null, repeat: 'looked-up', throttle: 'sharepoint', units: 2 }),

  // Calendars: for a person only, Graph gives group calendars to no application.
  getGroupCalendar: one<Calendar>()({ method: 'GET', path: '/groups/{groupId}/calendar', delegated: 'Group.Read.All', application: null, repeat: 'safe', throttle: 'outlook', select: ['id', 'name'] }),
  /** Needs `startDateTime` and `endDateTime` (ISO 8601); answers in UTC. */
  listGroupCalendarView: many<Event>()({
    method: 'GET', path: '/groups/{groupId}/calendarView', delegated: 'Group.Read.All', application: null, repeat: 'safe', throttle: 'outlook', pageSize: 50, headers: inUtc,
    select: ['id', 'subject', 'start', 'end', 'originalStartTimeZone', 'originalStart', 'isAllDay', 'isCancelled', 'location', 'onlineMeeting', 'onlineMeetingUrl', 'webLink', 'type', 'seriesMasterId', 'categories', 'transactionId'],
  }),
  /** Carries `transactionId`: Graph answers a repeat with the event that is there. */
  createGroupEvent: one<Event>()({ method: 'POST', path: '/groups/{groupId}/events', delegated: 'Group.ReadWrite.All', application: null, repeat: 'marked', throttle: 'outlook' }),
  deleteGroupEvent: one<void>()({ method: 'DELETE', path: '/groups/{groupId}/events/{eventId}', delegated: 'Group.ReadWrite.All', application: null, repeat: 'marked', throttle: 'outlook' }),

  // The person's own calendar.
  /** Carries `transactionId`: Graph answers a repeat with the event that is there. Who attends gets it in their own calendar. */
  createOwnEvent: one<Event>()({ method: 'POST', path: '/me/events', delegated: 'Calendars.ReadWrite', application: null, repeat: 'marked', throttle: 'outlook' }),
  /**
   * When people are free, by their addresses, for whoever may see that in Outlook. Calendars.ReadBasic would do, but
   * Calendars.ReadWrite, which puts a talk on the calendar, includes it.
   */
  getSchedule: one<{ value: ScheduleInformation[] }>()({ method: 'POST', path: '/me/calendar/getSchedule', delegated: 'Calendars.ReadWrite', application: null, repeat: 'safe', throttle: 'outlook' }),
  /** Who attends is told that it is cancelled. */
  deleteOwnEvent: one<void>()({ method: 'DELETE', path: '/me/events/{eventId}', delegated: 'Calendars.ReadWrite', application: null, repeat: 'marked', throttle: 'outlook' }),

  // Change notifications, as itself. The permission is that to read what is subscribed to (Microsoft, "Create subscription").
  subscribeToTeam: one<Subscription>()({ method: 'POST', path: '/subscriptions', delegated: null, application: 'TeamSettings.Read.Group', repeat: 'looked-up', throttle: 'subscriptions' }),
  subscribeToChannels: one<Subscription>()({ method: 'POST', path: '/subscriptions', delegated: null, application: 'ChannelSettings.Read.Group', repeat: 'looked-up', throttle: 'subscriptions' }),
  subscribeToMembers: one<Subscription>()({ method: 'POST', path: '/subscriptions', delegated: null, application: 'TeamMember.Read.Group', repeat: 'looked-up', throttle: 'subscriptions' }),
  /** Whatever it is to; the team's permission is there with the others. */
  renewSubscription: one<Subscription>()({ method: 'PATCH', path: '/subscriptions/{subscriptionId}', delegated: null, application: 'TeamSettings.Read.Group', repeat: 'marked', throttle: 'subscriptions' }),
  endSubscription: one<void>()({ method: 'DELETE', path: '/subscriptions/{subscriptionId}', delegated: null, application: 'TeamSettings.Read.Group', repeat: 'marked', throttle: 'subscriptions' }),

  // The app itself
  listCatalogApps: many<TeamsApp>()({ method: 'GET', path: '/appCatalogs/teamsApps', delegated: 'AppCatalog.Read.All', application: 'AppCatalog.Read.All', repeat: 'safe', throttle: 'teams-get' }),
  listTeamApps: many<TeamsAppInstallation>()({ method: 'GET', path: '/teams/{teamId}/installedApps', delegated: 'TeamsAppInstallation.ReadForTeam', application: 'TeamsAppInstallation.Read.Group', repeat: 'safe', throttle: 'teams-get' }),
  /** Which apps have resource-specific consent in the team, and to what; takes no OData options. */
  listTeamGrants: many<ResourceSpecificPermissionGrant>()({ method: 'GET', path: '/teams/{teamId}/permissionGrants', delegated: null, application: 'TeamsAppInstallation.Read.Group', repeat: 'safe', throttle: 'teams-other-get' }),
  /**
   * Gives the app's resource-specific consent too, which has to be named in full (`consentedPermissionSet`);
   * the narrower ReadWriteSelfForTeam cannot (Microsoft, "Add app to team").
   */
  installTeamApp: one<void>()({ method: 'POST', path: '/teams/{teamId}/installedApps', delegated: 'TeamsAppInstallation.ReadWriteAndConsentSelfForTeam', application: null, repeat: 'looked-up', throttle: 'teams-write' }),
  listUserApps: many<UserScopeTeamsAppInstallation>()({ method: 'GET', path: '/users/{userId}/teamwork/installedApps', delegated: null, application: 'TeamsAppInstallation.ReadWriteSelfForUser.All', repeat: 'safe', throttle: 'teams-get' }),
  installUserApp: one<void>()({ method: 'POST', path: '/users/{userId}/teamwork/installedApps', delegated: null, application: 'TeamsAppInstallation.ReadWriteSelfForUser.All', repeat: 'looked-up', throttle: 'teams-write' }),
  getUserAppChat: one<Chat>()({ method: 'GET', path: '/users/{userId}/teamwork/installedApps/{installationId}/chat', delegated: null, application: 'TeamsAppInstallation.ReadWriteSelfForUser.All', repeat: 'safe', throttle: 'teams-other-get' }),
} satisfies Record<string, Described>;

export type Operations = typeof operations;
export type OperationName = keyof Operations;

/** What an operation answers. */
export type GraphAnswer<N extends OperationName> = Operations[N] extends GraphOperation<Described, infer A> ? A : never;
/** Operations that answer a list, and what is in it. */
export type ListName = { [N in OperationName]: GraphAnswer<N> extends GraphPage<unknown> ? N : never }[OperationName];
export type ListItem<N extends ListName> = GraphAnswer<N> extends GraphPage<infer Item> ? Item : never;

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamNames<Rest> : never;
export type GraphParams<N extends OperationName> = Record<ParamNames<Operations[N]['path']>, string>;

/** OData options, and the query of delta and of calendar views; values are not yet encoded. */
export interface GraphQuery {
  $select?: readonly string[];
  $filter?: string;
  $search?: string;
  $orderby?: string;
  $expand?: string;
  $top?: number;
  $count?: boolean;
  token?: string;
  startDateTime?: string;
  endDateTime?: string;
}

export type GraphInput<N extends OperationName> =
  & {
    query?: GraphQuery; body?: object; headers?: Record<string, string>;
    /** The eTag that is known: change it only while it is that (else the failure `changed`), or give it only when it is another (else `unchanged`). */
    ifMatch?: string; ifNoneMatch?: string;
  }
  & (keyof GraphParams<N> extends never ? { params?: undefined } : { params: GraphParams<N> });
