import type { TenantUser } from '../../tenant/tenant-file.ts';

/** What Graph gives of a user when `$select` is absent. */
export const userDefaults = [
  'businessPhones', 'displayName', 'givenName', 'id', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation', 'preferredLanguage', 'surname', 'userPrincipalName',
] as const;

/** Properties that may be selected beyond the defaults. */
export const userProperties = [
  ...userDefaults, 'accountEnabled', 'city', 'companyName', 'country', 'createdDateTime', 'department', 'employeeId', 'identities',
  'mailNickname', 'mailboxSettings', 'postalCode', 'state', 'streetAddress', 'usageLocation', 'userType',
] as const;

/** Every search looks at all people. One who changes becomes another object. */
const rows = new WeakMap<TenantUser, Readonly<Record<string, unknown>>>();

/** Graph's user. What the tenant file does not say is null, as in Graph. */
export function userRow(user: TenantUser): Readonly<Record<string, unknown>> {
  let row = rows.get(user);
  if (!row) {
    row = Object.freeze(makeRow(user));
    rows.set(user, row);
  }
  return row;
}

function makeRow(user: TenantUser): Record<string, unknown> {
  const nothing = Object.fromEntries(userProperties.map(name => [name, null]));
  const row: Record<string, unknown> = {
    ...nothing, businessPhones: [], ...user, mail: user.mail ?? null,
    identities: [{ signInType: 'userPrincipalName', issuer: user.userPrincipalName.split('@').at(-1), issuerAssignedId: user.userPrincipalName }],
  };
  // A relation, not a property.
  delete row.manager;
  return row;
}

/** Members of a group and managers are directory objects: the type comes along. */
export function userObject(user: TenantUser): Record<string, unknown> {
  return { '@odata.type': '#microsoft.graph.user', ...userRow(user) };
}
