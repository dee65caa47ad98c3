import type { Group } from './directory-area.ts';

/** What Graph gives of a group when `$select` is absent. */
export const groupDefaults = [
  'classification', 'createdDateTime', 'deletedDateTime', 'description', 'displayName', 'expirationDateTime', 'groupTypes', 'id', 'isAssignableToRole', 'mail', 'mailEnabled',
  'mailNickname', 'membershipRule', 'membershipRuleProcessingState', 'onPremisesDomainName', 'onPremisesLastSyncDateTime', 'onPremisesNetBiosName', 'onPremisesProvisioningErrors',
  'onPremisesSamAccountName', 'onPremisesSecurityIdentifier', 'onPremisesSyncEnabled', 'preferredDataLocation', 'preferredLanguage', 'proxyAddresses', 'renewedDateTime',
  'resourceBehaviorOptions', 'resourceProvisioningOptions', 'securityEnabled', 'securityIdentifier', 'serviceProvisioningErrors', 'theme', 'visibility',
] as const;

/** What may be selected of many groups; of one, also what its mailbox knows. */
export const groupProperties = [...groupDefaults, 'hasMembersWithLicenseErrors', 'isArchived'] as const;
export const oneGroupProperties = [...groupProperties, 'allowExternalSenders', 'autoSubscribeNewMembers', 'hideFromAddressLists', 'hideFromOutlookClients', 'isSubscribedByMail', 'unseenCount'] as const;

/** Graph's group, as it shows a Microsoft 365 group. */
export function groupRow(group: Group): Record<string, unknown> {
  return {
    id: group.id,
    deletedDateTime: null,
    classification: null,
    createdDateTime: group.createdDateTime,
    description: group.description,
    displayName: group.displayName,
    expirationDateTime: null,
    groupTypes: ['Unified'],
    isAssignableToRole: null,
    mail: group.mail,
    mailEnabled: true,
    mailNickname: group.mailNickname,
    membershipRule: null,
    membershipRuleProcessingState: null,
    onPremisesDomainName: null,
    onPremisesLastSyncDateTime: null,
    onPremisesNetBiosName: null,
    onPremisesProvisioningErrors: [],
    onPremisesSamAccountName: null,
    onPremisesSecurityIdentifier: null,
    onPremisesSyncEnabled: null,
    preferredDataLocation: null,
    preferredLanguage: null,
    proxyAddresses: [`SMTP:${group.mail}`],
    renewedDateTime: group.createdDateTime,
    resourceBehaviorOptions: [],
    resourceProvisioningOptions: group.hasTeam ? ['Team'] : [],
    securityEnabled: false,
    securityIdentifier: securityIdentifier(group.id),
    serviceProvisioningErrors: [],
    theme: null,
    visibility: group.visibility,
  };
}

/** With what is given only when selected. */
export function selectableGroupRow(group: Group): Record<string, unknown> {
  return {
    ...groupRow(group), hasMembersWithLicenseErrors: false, isArchived: null, allowExternalSenders: false, autoSubscribeNewMembers: false,
    hideFromAddressLists: false, hideFromOutlookClients: false, isSubscribedByMail: false, unseenCount: 0,
  };
}

/** Entra ID writes an object's id as a Windows security identifier: four numbers, each of four bytes, lowest first. */
function securityIdentifier(id: string): string {
  const [first = '', second = '', third = '', ...rest] = id.split('-');
  const bytes = Buffer.concat([first, second, third].map(part => Buffer.from(part, 'hex').reverse()).concat(Buffer.from(rest.join(''), 'hex')));
  return `S-1-12-1-${[0, 4, 8, 12].map(at => bytes.readUInt32LE(at)).join('-')}`;
}
