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
    of: 'requests', operation: /\/manager$/, deviation: /^directoryObject\.(displayName|jobTitle|department|userPrincipalName): is selected and does not exist$/,
    because: 'A manager is declared as a directory object and is a person; Graph selects a person’s properties without a cast.',
    source: 'learn.microsoft.com/graph/api/user-list-manager, example 2: $expand=manager($levels=max;$select=id,displayName)',
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
