import type { Settings } from '../platform/settings.ts';

/** Link that opens a community's page in the personal app (Microsoft Learn, "Deep link to an application"). */
export function communityLink(settings: Pick<Settings, 'teamsAppId' | 'publicUrl'>, community: { id: string; name: string }): string {
  const link = new URL(`https://teams.microsoft.com/l/entity/${settings.teamsAppId}/communities`);
  link.searchParams.set('webUrl', `${settings.publicUrl}/tab/communities/${community.id}`);
  link.searchParams.set('label', community.name);
  link.searchParams.set('context', JSON.stringify({ subEntityId: community.id }));
  return link.href;
}

/** Link that opens a chat with these people, by their ids in the directory (Microsoft Learn, "Deep link to start a new chat"). */
export function chatLink(personIds: readonly string[], message?: string): string {
  const link = new URL('https://teams.microsoft.com/l/chat/0/0');
  link.searchParams.set('users', personIds.map((id) => `8:orgid:${id}`).join(','));
  if (message) link.searchParams.set('message', message);
  return link.href;
}

/** Link that opens the page of a community's members in the personal app. */
export const membersLink = (settings: Pick<Settings, 'teamsAppId' | 'publicUrl'>, community: { id: string; name: string }): string => pageLink(settings, community, 'members');

/** Link that opens a community's charter. */
export const charterLink = (settings: Pick<Settings, 'teamsAppId' | 'publicUrl'>, community: { id: string; name: string }): string => pageLink(settings, community, 'charter');

/** Link that opens just this practice item, key issue or activity; of a step, the launch that it is one of. */
export const thingLink = (settings: Pick<Settings, 'teamsAppId' | 'publicUrl'>, community: { id: string; name: string }, thing: { kind: 'item' | 'issue' | 'activity' | 'step'; id: string }): string =>
  pageLink(settings, community, { item: 'practice', issue: 'charter', activity: 'rhythm', step: 'launch' }[thing.kind], thing.kind === 'step' ? undefined : thing);

function pageLink(settings: Pick<Settings, 'teamsAppId' | 'publicUrl'>, community: { id: string; name: string }, page: string, thing?: { kind: string; id: string }): string {
  const link = new URL(communityLink(settings, community));
  link.searchParams.set('webUrl', `${settings.publicUrl}/tab/communities/${community.id}/${page}${thing ? `?${thing.kind}=${thing.id}` : ''}`);
  link.searchParams.set('context', JSON.stringify({ subEntityId: `communities/${community.id}/${page}${thing ? `/${thing.id}` : ''}` }));
  return link.href;
}

/** Link that opens a community's rhythm in the personal app. */
export const rhythmLink = (settings: Pick<Settings, 'teamsAppId' | 'publicUrl'>, community: { id: string; name: string }): string => pageLink(settings, community, 'rhythm');

/** Link that opens a talk about an idea for a community, for the two who have it. */
export function interviewLink(settings: Pick<Settings, 'teamsAppId' | 'publicUrl'>, interviewId: string): string {
  const link = new URL(appLink(settings));
  link.searchParams.set('webUrl', `${settings.publicUrl}/tab/launch/talks/${interviewId}`);
  link.searchParams.set('context', JSON.stringify({ subEntityId: `talks/${interviewId}` }));
  return link.href;
}

/** Link to the app's personal tab. */
export function appLink(settings: Pick<Settings, 'teamsAppId' | 'publicUrl'>): string {
  const link = new URL(`https://teams.microsoft.com/l/entity/${settings.teamsAppId}/communities`);
  link.searchParams.set('webUrl', `${settings.publicUrl}/tab`);
  return link.href;
}
