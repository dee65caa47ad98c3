import { createHash } from 'node:crypto';
import type { Group } from './directory-area.ts';

/** SharePoint's host of a tenant: the first label of its mail domain. */
export function sharePointHost(group: Pick<Group, 'mail'>): string {
  const domain = group.mail.split('@')[1] ?? 'sandbox';
  return `${domain.split('.')[0]}.sharepoint.com`;
}

/** The web address of a group's site: the sandbox's own, where its files open. `baseUrl` is Graph's. */
export function siteUrl(group: Pick<Group, 'mailNickname'>, baseUrl: string): string {
  return `${new URL(baseUrl).origin}/sites/${encodeURIComponent(group.mailNickname)}`;
}

/** Every item shown has one, and looking for a site compares all. */
const ids = new WeakMap<Pick<Group, 'id' | 'mail'>, string>();

/** Graph's id of a site: host, site collection, web. */
export function siteId(group: Pick<Group, 'id' | 'mail'>): string {
  let id = ids.get(group);
  if (id === undefined) ids.set(group, id = `${sharePointHost(group)},${guidOf(`site ${group.id}`)},${guidOf(`web ${group.id}`)}`);
  return id;
}

/** Graph's site of a group. */
export function siteOf(group: Group, baseUrl: string): Record<string, unknown> {
  return {
    createdDateTime: group.createdDateTime,
    description: group.description ?? '',
    id: siteId(group),
    lastModifiedDateTime: group.createdDateTime,
    name: group.mailNickname,
    webUrl: siteUrl(group, baseUrl),
    displayName: group.displayName,
    isPersonalSite: false,
    root: {},
    siteCollection: { hostname: sharePointHost(group) },
  };
}

function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
