/** How much of something Microsoft allows in a time, or at once. */
export interface Limit {
  /** Whose it is: the app's in the tenant (`app`), or the app's on one team or one mailbox, named by a parameter of the path. */
  of: 'app' | 'team' | 'mailbox';
  /** Requests, or resource units where `inUnits`. */
  amount: number;
  inUnits?: boolean;
  /** Length of the window in milliseconds; 0 for a limit of how many may be under way at once. */
  windowMs: number;
}

/** Microsoft's limits grow with the organisation. */
export interface TenantSize { people: number }

const second = 1_000;
const onOneTeam: Limit = { of: 'team', amount: 4, windowMs: second };
const perSecond = (amount: number): Limit[] => [{ of: 'app', amount, windowMs: second }];
const onTeams = (amount: number): Limit[] => [...perSecond(amount), onOneTeam];
const stepOf = (people: number, steps: readonly (readonly [upTo: number, amount: number])[]): number =>
  steps.find(([upTo]) => people <= upTo)?.[1] ?? steps.at(-1)![1];

/**
 * Microsoft's limits for one app in one tenant, by kind of request. Sources: "Microsoft Graph service-specific
 * throttling limits" (each line of its table for Teams is a class; directory and subscriptions), "Avoid
 * getting throttled or blocked in SharePoint Online" (resource units per app and minute).
 */
const classes = {
  /** GET channel, tab, installedApps, appCatalogs. */
  'teams-get': () => onTeams(30),
  /** GET /teams/{id}, joinedTeams. */
  'teams-team-get': () => onTeams(30),
  'teams-channels-list': () => onTeams(60),
  'teams-members-list': () => onTeams(60),
  /** Other GETs of Teams. */
  'teams-other-get': () => onTeams(30),
  /** POST and PUT of channel, tab, installedApps. */
  'teams-write': () => onTeams(30),
  'teams-patch': () => onTeams(30),
  'teams-delete': () => onTeams(15),
  /** POST /teams. */
  'teams-create': () => perSecond(10),
  /** PUT /groups/{id}/team, clone. */
  'teams-from-group': () => perSecond(6),
  'teams-notify': () => perSecond(5),
  'outlook': (): Limit[] => [{ of: 'mailbox', amount: 10_000, windowMs: 600 * second }, { of: 'mailbox', amount: 4, windowMs: 0 }],
  'directory': ({ people }: TenantSize): Limit[] => [{ of: 'app', amount: stepOf(people, [[49, 3_500], [500, 5_000], [Infinity, 8_000]]), inUnits: true, windowMs: 10 * second }],
  'sharepoint': ({ people }: TenantSize): Limit[] => [
    { of: 'app', amount: stepOf(people, [[1_000, 1_250], [5_000, 2_500], [15_000, 3_750], [50_000, 5_000], [Infinity, 6_250]]), inUnits: true, windowMs: 60 * second },
  ],
  'subscriptions': (): Limit[] => [{ of: 'app', amount: 500, windowMs: 20 * second }],
} satisfies Record<string, (size: TenantSize) => Limit[]>;

export type ThrottleClass = keyof typeof classes;

/** What a request of this class counts towards in an organisation of this size. */
export function limitsOf(throttle: ThrottleClass, size: TenantSize): Limit[] {
  return classes[throttle](size);
}

export const throttleClasses = Object.keys(classes) as ThrottleClass[];
