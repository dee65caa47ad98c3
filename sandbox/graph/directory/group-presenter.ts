import type { Group } from './directory-area.ts';

export const groupProperties = [
  'classification', 'createdDateTime', 'deletedDateTime', 'description', 'displayName', 'groupTypes', 'id', 'isArchived', 'mail', 'mailEnabled',
  'mailNickname', 'proxyAddresses', 'renewedDateTime', 'resourceBehaviorOptions', 'resourceProvisioningOptions', 'securityEnabled', 'visibility',
] as const;

/** Graph's group, as it shows a Microsoft 365 group. */
export function groupRow(group: Group): Record<string, unknown> {
  return {
    id: group.id,
    deletedDateTime: null,
    classification: null,
    createdDateTime: group.createdDateTime,
    description: group.description,
    displayName: group.displayName,
    groupTypes: ['Unified'],
    isArchived: null,
    mail: group.mail,
    mailEnabled: true,
    mailNickname: group.mailNickname,
    proxyAddresses: [`SMTP:${group.mail}`],
    renewedDateTime: group.createdDateTime,
    resourceBehaviorOptions: [],
    resourceProvisioningOptions: group.hasTeam ? ['Team'] : [],
    securityEnabled: false,
    visibility: group.visibility,
  };
}
