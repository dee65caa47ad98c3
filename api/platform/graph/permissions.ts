import { type OperationName, type Operations, operations, withholdable } from './operations.ts';

export type DelegatedPermission = Exclude<Operations[OperationName]['delegated'], null>;
type AsItself = Exclude<Operations[OperationName]['application'], null>;
/** Consented in one team each, when the app is added to it. */
export type TeamPermission = Extract<AsItself, `${string}.Group`>;
/** Of the whole organisation. */
export type ApplicationPermission = Exclude<AsItself, TeamPermission>;

/** What the app has to be permitted, as the table of Graph operations says; sorted. */
export interface Permissions {
  delegated: DelegatedPermission[];
  application: ApplicationPermission[];
  resourceSpecific: TeamPermission[];
}

/**
 * What a permission is for, as a name of the texts that say what stops working without it (`permissions.without`
 * in the tab's locale file). Every permission of the table has to be here.
 */
export const purposes: {
  readonly delegated: Readonly<Record<DelegatedPermission, string>>;
  readonly application: Readonly<Record<ApplicationPermission, string>>;
  readonly resourceSpecific: Readonly<Record<TeamPermission, string>>;
} = {
  delegated: {
    'AppCatalog.Read.All': 'findOwnApp',
    'Calendars.ReadWrite': 'planTalks',
    'Channel.Create': 'makeChannels',
    'Channel.ReadBasic.All': 'seeChannels',
    'Files.Read.All': 'seeFiles',
    'Files.ReadWrite.All': 'makeFolders',
    'Group.Read.All': 'seeCalendars',
    'Group.ReadWrite.All': 'firstActivity',
    'Sites.Manage.All': 'makeLibraries',
    'Sites.Read.All': 'findSites',
    'Team.Create': 'makeTeams',
    'Team.ReadBasic.All': 'seeTeams',
    'TeamsAppInstallation.ReadForTeam': 'seeOwnAppInTeam',
    'TeamsAppInstallation.ReadWriteAndConsentSelfForTeam': 'addToTeam',
    'TeamsTab.Create': 'pinTab',
    'TeamsTab.Read.All': 'findTab',
    'TeamsTab.ReadWriteSelfForTeam': 'removeTab',
    'User.Read': 'signIn',
    'User.Read.All': 'findPeople',
  },
  application: {
    'AppCatalog.Read.All': 'findOwnAppAsItself',
    'Files.Read.All': 'followLibraries',
    'TeamsAppInstallation.ReadWriteSelfForUser.All': 'reachPeople',
    'User.Read.All': 'knowPeople',
  },
  resourceSpecific: {
    'ChannelSettings.Read.Group': 'followChannels',
    'TeamMember.Read.Group': 'followMembers',
    'TeamSettings.Read.Group': 'followTeam',
    'TeamsAppInstallation.Read.Group': 'checkTeam',
  },
};

const sorted = <T extends string>(names: readonly (T | null)[]): T[] => [...new Set(names.filter((name) => name !== null))].sort();
const isOfTeam = (name: AsItself): name is TeamPermission => name.endsWith('.Group');

export function permissionsOf(table: Record<string, { delegated: DelegatedPermission | null; application: AsItself | null }> = operations): Permissions {
  const facts = Object.values(table);
  const asItself = sorted(facts.map(({ application }) => application));
  return {
    delegated: sorted(facts.map(({ delegated }) => delegated)),
    application: asItself.filter((name): name is ApplicationPermission => !isOfTeam(name)),
    resourceSpecific: asItself.filter(isOfTeam),
  };
}

/** The operations that a permission is asked for. */
export function operationsNeeding(identity: 'delegated' | 'application', permission: string): OperationName[] {
  return (Object.keys(operations) as OperationName[]).filter((name) => operations[name][identity] === permission);
}

/** Whether Trellis works all the same without it, with less. */
export function isWithholdable(identity: 'delegated' | 'application', permission: string): boolean {
  return withholdable.some((each) => each.identity === identity && each.permission === permission);
}

/** The consent that is given when the app is added to a team: exactly what the manifest asks for, or Graph refuses it (Microsoft, "Add app to team"). */
export const consentedPermissionSet = {
  resourceSpecificPermissions: permissionsOf().resourceSpecific.map((permissionValue) => ({ permissionValue, permissionType: 'application' as const })),
};
