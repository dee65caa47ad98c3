/**
 * Where Microsoft's own sources do not agree with each other, and the sandbox or the product follows one of them: the one
 * table of all differences that the conformance tests let pass. An entry that nothing needs any more fails them.
 */
export interface Difference {
  /** What is held against what: answers and requests against the metadata, requests against the table of permissions, answers against the documentation's examples. */
  of: 'answers' | 'requests' | 'permissions' | 'examples';
  /** Operations it is about; all if absent. */
  operation?: RegExp;
  /** The deviation, as the check words it. */
  deviation: RegExp;
  /** An example that is not compared at all: the sandbox does not have what it is about, or it is of another request. */
  isSetAside?: true;
  because: string;
  source: string;
}

export const differences: Difference[] = [
  {
    of: 'answers', deviation: /^identity\.email: is not declared on this open type$/,
    because: 'Drives and items name their authors with an e-mail address.',
    source: 'learn.microsoft.com/graph/api/driveitem-get, example: lastModifiedBy.user.email',
  },
  {
    of: 'answers', deviation: /^identitySet\.group: is not declared on this open type$/,
    because: 'The owner of a group’s drive is the group.',
    source: 'learn.microsoft.com/graph/api/drive-get, example: owner.group',
  },
  {
    of: 'answers', deviation: /^answer\.@odata\.context: does not say what was selected \(driveItem\)$/, operation: /\/delta/,
    because: 'The context of a function that gives a collection of items names their type alone.',
    source: 'learn.microsoft.com/graph/api/driveitem-delta, examples: $metadata#Collection(driveItem)',
  },
  {
    of: 'requests', operation: /\/manager$/, deviation: /^directoryObject\.(displayName|jobTitle|department|userPrincipalName|preferredLanguage): is selected and does not exist$/,
    because: 'A manager is declared as a directory object and is a person; Graph selects a person’s properties without a cast.',
    source: 'learn.microsoft.com/graph/api/user-list-manager, example 2: $expand=manager($levels=max;$select=id,displayName)',
  },
  {
    of: 'permissions', operation: /^POST \/teams\/\{team-id\}\/installedApps$/, deviation: /^needs TeamsAppInstallation\.ReadWriteSelfForTeam, which/,
    because: 'Trellis is added together with the team’s consent to its resource-specific permissions, which the least permission does not cover.',
    source: 'learn.microsoft.com/graph/api/team-post-installedapps: TeamsAppInstallation.ReadWriteAndConsentSelfForTeam, example 2 with consentedPermissionSet',
  },
  {
    of: 'permissions', operation: /^GET \/users(\/\{user-id\})?$/, deviation: /^needs User\.ReadBasic\.All or User\.ReadWrite\.All/,
    because: 'Job title and department are shown, which are not among the basic properties.',
    source: 'learn.microsoft.com/graph/permissions-reference, User.ReadBasic.All: display name, first and last name, email address, open extensions and photo',
  },
  {
    of: 'permissions', operation: /^GET \/appCatalogs\/teamsApps$/, deviation: /^needs AppCatalog\.Submit/,
    because: 'AppCatalog.Submit lets an app put others into the catalogue; to read is enough.',
    source: 'learn.microsoft.com/graph/api/appcatalogs-list-teamsapps, permissions: AppCatalog.Read.All; and the permissions reference on AppCatalog.Submit',
  },
  {
    of: 'permissions', operation: /^GET \/groups$/, deviation: /^needs Group\.ReadBasic\.All/,
    because: 'Group.Read.All, without which nobody reads a group’s calendar, includes it.',
    source: 'learn.microsoft.com/graph/permissions-reference, Group.Read.All; learn.microsoft.com/graph/api/group-list-calendarview, permissions',
  },
  {
    of: 'permissions', operation: /^POST \/me\/calendar\/getSchedule$/, deviation: /^needs Calendars\.ReadBasic/,
    because: 'Calendars.ReadWrite, without which no talk is put on the calendars, includes it.',
    source: 'learn.microsoft.com/graph/api/calendar-getschedule, permissions; learn.microsoft.com/graph/permissions-reference, Calendars.ReadWrite',
  },
  {
    of: 'examples', deviation: /^has @odata\.context besides$/,
    because: 'Examples often leave out the context, with which every answer in minimal metadata begins.',
    source: 'OData JSON Format 4.01, section 4.5.1; learn.microsoft.com/graph/traverse-the-graph, its responses',
  },
  {
    of: 'examples', deviation: /^has [\w.@]+ besides$/, operation: /^GET \/(groups|users)\?\$search=/,
    because: 'The example of a search shows some of the properties that come when nothing is selected.',
    source: 'learn.microsoft.com/graph/api/group-list and user-list, Response: the default set of properties; “the response object shown here might be shortened for readability”',
  },
  {
    of: 'examples', deviation: /^has value\.(onPremises(DomainName|NetBiosName|SamAccountName)|securityIdentifier) besides$/, operation: /^GET \/groups$/,
    because: 'The list’s example is older than that of a single group, which has them.',
    source: 'learn.microsoft.com/graph/api/group-get, example 1',
  },
  {
    of: 'examples', deviation: /^has value\.\w+ besides$/, operation: /^GET \/users\/[^/]+\/memberOf$/,
    because: 'The example is shortened to the name of a role or group; without a selection the default properties of the group come.',
    source: 'learn.microsoft.com/graph/api/user-list-memberof, Response: “the response object shown here might be shortened for readability”',
  },
  {
    of: 'answers', operation: /\/operations\//, deviation: /teamsAsyncOperation\.operationType: “(un)?archiveChannel”/,
    because: 'The operation names itself to whoever began it, whether they prefer unknown members or not.',
    source: 'learn.microsoft.com/graph/api/channel-archive, Response; learn.microsoft.com/graph/api/resources/teamsasyncoperation, operationType',
  },
  {
    of: 'examples', deviation: /^(lacks value\.accountEnabled|has value\.\w+ besides)$/, operation: /^GET \/groups\/[^/]+\/owners$/,
    because: 'Owners are people with the properties that come when nothing is selected, of which accountEnabled is none.',
    source: 'learn.microsoft.com/graph/api/resources/user, accountEnabled: “Returned only on $select”; group-list-members, example 1',
  },
  {
    of: 'examples', deviation: /^has id besides$/, operation: /^GET \/users\/[^?]+\?\$select=displayName,givenName,postalCode,identities$/,
    because: 'The key comes with what is selected; other examples of the same page have it.',
    source: 'learn.microsoft.com/graph/api/user-list, example with signInActivity: id beside what is selected',
  },
  {
    of: 'examples', deviation: /^has (manager\.)+@odata\.type besides$/, operation: /^GET \/me\?\$expand=manager/,
    because: 'A manager is declared as a directory object: that it is a person has to be said.',
    source: 'OData JSON Format 4.01, section 4.6.3; learn.microsoft.com/graph/api/user-list-manager, example 1',
  },
  {
    of: 'examples', deviation: /^has (value\.|)(members\.)?(visibleHistoryStartDateTime|tenantId) besides$/, operation: /^(GET|POST|PATCH) \/(teams\/[^/]+\/(channels\/[^/]+\/)?members|users\/[^/]+\/chats)/,
    because: 'Members of teams, channels and chats have both; the examples are older.',
    source: 'learn.microsoft.com/graph/api/resources/aaduserconversationmember, properties; chat-get, example 2',
  },
  {
    of: 'examples', deviation: /^(lacks value\.chatViewpoint|has value\.(viewpoint|tenantId|onlineMeetingInfo) besides)$/, operation: /^GET \/users\/[^/]+\/chats/,
    because: 'The property is named viewpoint in the metadata and in the example of a single chat, which has the other two as well.',
    source: 'graph-v1.0.csdl.xml, chat; learn.microsoft.com/graph/api/chat-get, example 2',
  },
  {
    of: 'examples', deviation: /^has (value\.)?(isFavoriteByDefault|email|tenantId|webUrl|createdDateTime|membershipType|isArchived) besides$/, operation: /^(GET|POST) \/teams\/[^/]+\/channels/,
    because: 'A channel has them; the examples are shortened.',
    source: 'learn.microsoft.com/graph/api/resources/channel, properties; channel-get: “might be shortened for readability”',
  },
  {
    of: 'examples', deviation: /^has [\w.@]+ besides$/, operation: /^(GET|POST) \/groups\/[^/]+\/events$/,
    because: 'Events have an ETag, and properties that are newer than the examples.',
    source: 'learn.microsoft.com/graph/api/resources/event, properties and JSON representation; event-get, example 1',
  },
  {
    of: 'examples', deviation: /^has value\.\w+ besides$/, operation: /^GET \/(me\/joinedTeams|teams)(\?|$)/,
    because: 'The other properties of a team are there, without a value.',
    source: 'learn.microsoft.com/graph/api/user-list-joinedteams: “all other properties return as null”',
  },
  {
    of: 'examples', deviation: /^has [\w.]+ besides$/, operation: /^PUT \/groups\/[^/]+\/team$/,
    because: 'The example shows the settings alone; the answer is the team.',
    source: 'learn.microsoft.com/graph/api/team-put-teams, Response: “a team object in the response body”',
  },
  {
    of: 'examples', deviation: /^lacks value\.teamsAppDefinition\.(azureADAppId|requiredResourceSpecificApplicationPermissions)$|^has value\.teamsAppDefinition\.authorization besides$/, operation: /\/installedApps\?\$expand=teamsAppDefinition$/,
    because: 'The example shows two properties of the beta version; v1.0 says the same with authorization.',
    source: 'graph-v1.0.csdl.xml, teamsAppDefinition',
  },
  {
    of: 'examples', deviation: /^lacks value\.sortOrderIndex$|^has value\.teamsApp\.externalId besides$/, operation: /\/tabs\?\$expand=teamsApp$/,
    because: 'sortOrderIndex is of the beta version; an app of the organisation’s own catalogue has an external id.',
    source: 'graph-v1.0.csdl.xml, teamsTab; learn.microsoft.com/graph/api/resources/teamsapp, externalId',
  },
  {
    of: 'examples', deviation: /^lacks value\.appDefinitions(@odata\.context|\.@odata\.etag)$/, operation: /^GET \/appCatalogs\/teamsApps\?/,
    because: 'Each of the two examples has an annotation that the other has not; minimal metadata needs neither.',
    source: 'OData JSON Format 4.01, section 3.1.1; learn.microsoft.com/graph/api/appcatalogs-list-teamsapps, examples 4 and 5 beside each other',
  },
  {
    of: 'examples', deviation: /^has [\w.@]+ besides$/, operation: /^(GET|POST) \/sites\//,
    because: 'Sites and lists have these properties; the examples are shortened.',
    source: 'learn.microsoft.com/graph/api/resources/site and list, JSON representations; list-create and site-get: “shortened for readability”',
  },
  {
    of: 'examples', deviation: /^finds nothing to compare$/, operation: /membershipRuleProcessingState eq 'On'|hasMembersWithLicenseErrors/,
    because: 'Dynamic groups and licences are not played: the question is answered, with nothing.',
    source: 'learn.microsoft.com/graph/api/group-list, examples',
  },
  {
    of: 'examples', deviation: /^(lacks @odata\.nextLink|has @odata\.deltaLink besides|has value\.\w+ besides)$/, operation: /^GET \/(groups|users)\/delta$/,
    because: 'The example shows the first of several pages, with some of the properties; what fits in one page ends with the deltaLink.',
    source: 'learn.microsoft.com/graph/delta-query-overview, “State tokens”; group-delta, “might be shortened for readability”',
  },
  {
    of: 'examples', deviation: /^lacks notificationContentType$|^has \w+ besides$/, operation: /^POST \/subscriptions$/,
    because: 'notificationContentType is of the beta version; the other properties of a subscription come with it, without a value.',
    source: 'graph-v1.0.csdl.xml, subscription; learn.microsoft.com/graph/api/resources/subscription, JSON representation',
  },
  {
    of: 'examples', isSetAside: true, deviation: /^answers 400 and not 200$/, operation: /\$select=(displayName,userPrincipalName,signInActivity|customSecurityAttributes)$/,
    because: 'Both need permissions that no operation here is given for (AuditLog.Read.All, CustomSecAttributeAssignment.Read.All); they are refused.',
    source: 'learn.microsoft.com/graph/api/user-get and user-list, permissions for specific scenarios',
  },
  {
    of: 'examples', isSetAside: true, deviation: /^answers 400 and not 200$/, operation: /^GET \/sites\/[^/]+\/lists\/[^?]+\?select=id,name,lastModifiedDateTime&expand=columns/,
    because: 'The lists played are document libraries, without columns and items of their own.',
    source: 'learn.microsoft.com/graph/api/list-get, example with columns and items',
  },
  {
    of: 'examples', isSetAside: true, deviation: /^answers 400 and not 200$/, operation: /^GET \/me\/events\/[^?]+\?\$expand=multiValueExtendedProperties/,
    because: 'Of extended properties only those with a single value are played; others are refused.',
    source: 'learn.microsoft.com/graph/api/singlevaluelegacyextendedproperty-get and multivaluelegacyextendedproperty-get',
  },
  {
    of: 'examples', isSetAside: true, deviation: /^(lacks value|has [\w.@]+ besides)$/, operation: /^GET \/users\/\{usersId\}$/,
    because: 'The example is of another request: its answer is a reference to a sponsor or owner, wrapped in “value”.',
    source: 'learn.microsoft.com/graph/api/user-get, Response: “a user object in the response body”',
  },
];

/** Takes out what the table lets pass, and remembers which of its entries did. */
export class DifferenceTable {
  readonly #of: Difference['of'];
  readonly #used = new Set<Difference>();

  constructor(of: Difference['of']) {
    this.#of = of;
  }

  unjustified(operation: string, deviations: readonly string[]): string[] {
    return deviations.filter((deviation) => {
      const entry = differences.find((each) => each.of === this.#of && each.deviation.test(deviation) && (each.operation?.test(operation) ?? true));
      if (entry) this.#used.add(entry);
      return !entry;
    });
  }

  /** Whether something is in the table as not compared at all. */
  setsAside(operation: string): boolean {
    return differences.some((each) => each.of === this.#of && each.isSetAside && (each.operation?.test(operation) ?? true));
  }

  /** Entries that justified nothing. */
  get unused(): Difference[] {
    return differences.filter((each) => each.of === this.#of && !this.#used.has(each));
  }
}
