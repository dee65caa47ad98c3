import { closeCommunity, deleteCommunity, reopenCommunity } from '../../api/communities/closing-contract.ts';
import { getCommunity, getHappening } from '../../api/communities/communities-contract.ts';
import { joinCommunity, leaveCommunity } from '../../api/membership/membership-contract.ts';
import { addTie, dropTie, listTies, pinTab, pointTieElsewhere, type Tie } from '../../api/ties/ties-contract.ts';
import { deletedItemsArea } from '../../sandbox/graph/directory/deleted-items.ts';
import type { Group } from '../../sandbox/graph/directory/directory-area.ts';
import type { StoredDrive, StoredItem } from '../../sandbox/graph/drives/drive-store.ts';
import type { Channel } from '../../sandbox/graph/teams/teams-area.ts';
import { placesIn, type YearCommunity } from './found-communities.ts';
import { day, type YearWorld } from './year-world.ts';

export interface Year { world: YearWorld; communities: YearCommunity[]; counter: number }

/** Something that happens; `perYear` is how often, for each community, on average. What cannot happen just now does not: false. */
interface Happening { what: string; perYear: number; happen(year: Year): Promise<boolean> }

const named = (year: Year, name: string) => `${name.split(' · ')[0]} · ${(year.counter += 1)}`;
const ok = ({ status }: { status: number }) => status < 300;
const enc = encodeURIComponent;

/** A team that is there, with its group. */
function someTeam({ world }: Year): { group: Group; isArchived: boolean } | undefined {
  const team = world.chance.ofSome([...world.teams.values()]);
  const group = team && world.groups.get(team.id);
  return group && { group, isArchived: team.isArchived };
}
function someChannel(year: Year, fits: (channel: Channel, isGeneral: boolean) => boolean): { teamId: string; channel: Channel } | undefined {
  const found = someTeam(year);
  if (!found || found.isArchived) return undefined;
  const team = year.world.teams.get(found.group.id)!;
  const channel = year.world.chance.ofSome([...team.channels.values()].filter((each) => fits(each, each.id === team.generalId)));
  return channel && { teamId: team.id, channel };
}
const someDrive = ({ world }: Year, isDeleted: boolean): StoredDrive | undefined => world.chance.ofSome([...world.drives.values()].filter((drive) => drive.isDeleted === isDeleted && world.groups.has(drive.groupId)));
function someFolder(year: Year): { drive: StoredDrive; folder: StoredItem } | undefined {
  const drive = someDrive(year, false);
  const folder = drive && year.world.chance.ofSome([...drive.items.values()].filter((item) => item.isFolder && !item.isDeleted && item.parentId !== null));
  return folder && { drive, folder };
}
const someMember = ({ world }: Year, group: Group): string | undefined => world.chance.ofSome([...group.members].filter((id) => world.isEmployed(id) && !group.owners.has(id)));
const somebody = ({ world }: Year): string => {
  for (;;) {
    const { id } = world.chance.of(world.sandbox.tenant.users);
    if (world.isEmployed(id)) return id;
  }
};
const open = (year: Year): YearCommunity | undefined => year.world.chance.ofSome(year.communities.filter(({ isClosed }) => !isClosed));
const reference = (personId: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${personId}` });
/** An open community with its ties, if its coordinator is still there to change them. */
async function withTies(year: Year): Promise<{ community: YearCommunity; ties: Tie[] } | undefined> {
  const community = open(year);
  if (!community || !year.world.isEmployed(community.coordinator)) return undefined;
  const { status, body } = await year.world.ask(listTies, { as: community.coordinator, params: { communityId: community.id } });
  // Their ids are made anew each time, their places are the same.
  const place = ({ target }: Tie) => JSON.stringify(target);
  return status === 200 ? { community, ties: body.items.sort((a, b) => place(a).localeCompare(place(b))) } : undefined;
}

/** A person looks at a community's page: one of a team that it is tied to, its coordinator or somebody else. */
async function visit(year: Year): Promise<boolean> {
  const community = open(year);
  if (!community) return false;
  const { world } = year;
  const group = someTeam(year)?.group;
  const candidates = [community.coordinator, group && world.chance.ofSome([...group.members]), somebody(year)].filter((id) => id !== undefined && world.isEmployed(id));
  const as = world.chance.of(candidates) as string;
  const params = { communityId: community.id };
  await world.ask(getCommunity, { as, params });
  return ok(await world.ask(getHappening, { as, params }));
}

/** A subscription of the product's, and what befalls it. */
function onSubscription(act: (year: Year, id: string) => boolean): Happening['happen'] {
  return async (year) => {
    const subscription = year.world.chance.ofSome(year.world.sandbox.notifications.subscriptions.sort((a, b) => a.resource.localeCompare(b.resource)));
    return subscription !== undefined && act(year, subscription.id);
  };
}

export const happenings: readonly Happening[] = [
  // Teams
  { what: 'team renamed', perYear: 0.6, happen: async (year) => {
    const { group } = someTeam(year) ?? {};
    return group !== undefined && ok(await year.world.admin('PATCH', `/groups/${group.id}`, { displayName: named(year, group.displayName) }));
  } },
  { what: 'team made public or private', perYear: 0.3, happen: async (year) => {
    const { group } = someTeam(year) ?? {};
    return group !== undefined && ok(await year.world.admin('PATCH', `/groups/${group.id}`, { visibility: group.visibility === 'Public' ? 'Private' : 'Public' }));
  } },
  { what: 'team archived', perYear: 0.25, happen: async (year) => {
    const found = someTeam(year);
    return found !== undefined && !found.isArchived && ok(await year.world.admin('POST', `/teams/${found.group.id}/archive`, {}));
  } },
  { what: 'team unarchived', perYear: 4, happen: async (year) => {
    const found = someTeam(year);
    return found?.isArchived === true && ok(await year.world.admin('POST', `/teams/${found.group.id}/unarchive`));
  } },
  { what: 'team deleted', perYear: 0.2, happen: async (year) => {
    const { group } = someTeam(year) ?? {};
    return group !== undefined && ok(await year.world.admin('DELETE', `/groups/${group.id}`));
  } },
  { what: 'team restored', perYear: 1, happen: async (year) => {
    const { world } = year;
    const deleted = [...deletedItemsArea.of(world.sandbox.state).values()].filter((each) => each.kind === 'group' && Date.parse(each.deletedDateTime) + 30 * day > world.now().getTime());
    const found = world.chance.ofSome(deleted);
    return found !== undefined && world.chance.isSo(0.3) && ok(await world.admin('POST', `/directory/deletedItems/${found.id}/restore`));
  } },
  { what: 'app removed from a team', perYear: 0.15, happen: async (year) => {
    const { group } = someTeam(year) ?? {};
    const installation = group && [...year.world.teams.get(group.id)!.installedApps.values()][0];
    return installation !== undefined && ok(await year.world.admin('DELETE', `/teams/${group!.id}/installedApps/${enc(installation.id)}`));
  } },
  // Channels
  { what: 'channel renamed', perYear: 0.8, happen: async (year) => {
    const found = someChannel(year, (channel, isGeneral) => !isGeneral && !channel.isArchived);
    return found !== undefined && ok(await year.world.admin('PATCH', `/teams/${found.teamId}/channels/${enc(found.channel.id)}`, { displayName: named(year, found.channel.displayName) }));
  } },
  { what: 'channel archived', perYear: 0.3, happen: async (year) => {
    const found = someChannel(year, (channel, isGeneral) => !isGeneral && !channel.isArchived);
    return found !== undefined && ok(await year.world.admin('POST', `/teams/${found.teamId}/channels/${enc(found.channel.id)}/archive`));
  } },
  { what: 'channel unarchived', perYear: 0.6, happen: async (year) => {
    const found = someChannel(year, ({ isArchived }) => isArchived);
    return found !== undefined && ok(await year.world.admin('POST', `/teams/${found.teamId}/channels/${enc(found.channel.id)}/unarchive`));
  } },
  { what: 'channel deleted', perYear: 0.25, happen: async (year) => {
    const found = someChannel(year, (_channel, isGeneral) => !isGeneral);
    return found !== undefined && ok(await year.world.admin('DELETE', `/teams/${found.teamId}/channels/${enc(found.channel.id)}`));
  } },
  { what: 'channel made', perYear: 0.3, happen: async (year) => {
    const { group, isArchived } = someTeam(year) ?? {};
    return group !== undefined && !isArchived && ok(await year.world.admin('POST', `/teams/${group.id}/channels`, { displayName: named(year, 'New') }));
  } },
  // Libraries
  { what: 'library renamed', perYear: 0.4, happen: async (year) => {
    const drive = someDrive(year, false);
    if (drive) await year.world.beyondGraph('PATCH', `/drives/${enc(drive.id)}`, { name: named(year, drive.name) });
    return drive !== undefined;
  } },
  { what: 'library deleted', perYear: 0.1, happen: async (year) => {
    const drive = someDrive(year, false);
    if (drive) await year.world.beyondGraph('DELETE', `/drives/${enc(drive.id)}`);
    return drive !== undefined;
  } },
  { what: 'library restored', perYear: 0.1, happen: async (year) => {
    const drive = someDrive(year, true);
    if (drive) await year.world.beyondGraph('POST', `/drives/${enc(drive.id)}/restore`);
    return drive !== undefined;
  } },
  { what: 'changes of a library forgotten (410)', perYear: 0.2, happen: async (year) => {
    const drive = someDrive(year, false);
    if (drive) await year.world.beyondGraph('POST', `/drives/${enc(drive.id)}/resync`);
    return drive !== undefined;
  } },
  { what: 'folder renamed', perYear: 1.2, happen: async (year) => {
    const { drive, folder } = someFolder(year) ?? {};
    return drive !== undefined && ok(await year.world.admin('PATCH', `/drives/${enc(drive.id)}/items/${folder!.id}`, { name: named(year, folder!.name) }));
  } },
  { what: 'folder moved', perYear: 0.5, happen: async (year) => {
    const { drive, folder } = someFolder(year) ?? {};
    if (!drive || !folder) return false;
    const into = year.world.chance.of([...drive.items.values()].filter((item) => item.isFolder && !item.isDeleted && item !== folder));
    return ok(await year.world.admin('PATCH', `/drives/${enc(drive.id)}/items/${folder.id}`, { parentReference: { id: into.id } }));
  } },
  { what: 'folder deleted', perYear: 0.2, happen: async (year) => {
    const { drive, folder } = someFolder(year) ?? {};
    return drive !== undefined && ok(await year.world.admin('DELETE', `/drives/${enc(drive.id)}/items/${folder!.id}`));
  } },
  { what: 'folder made', perYear: 0.4, happen: async (year) => {
    const { drive, folder } = someFolder(year) ?? {};
    return drive !== undefined && ok(await year.world.admin('POST', `/drives/${enc(drive.id)}/items/${folder!.id}/children`, { name: named(year, 'Cases'), folder: {} }));
  } },
  { what: 'file written', perYear: 4, happen: async (year) => {
    const { drive, folder } = someFolder(year) ?? {};
    return drive !== undefined && ok(await year.world.admin('PUT', `/drives/${enc(drive.id)}/items/${folder!.id}:/note-${year.counter += 1}.md:/content`, {}));
  } },
  // People
  { what: 'member joined a team', perYear: 5, happen: async (year) => {
    const { group } = someTeam(year) ?? {};
    return group !== undefined && ok(await year.world.admin('POST', `/groups/${group.id}/members/$ref`, reference(somebody(year))));
  } },
  { what: 'member left a team', perYear: 4, happen: async (year) => {
    const { group } = someTeam(year) ?? {};
    const personId = group && someMember(year, group);
    return personId !== undefined && ok(await year.world.admin('DELETE', `/groups/${group!.id}/members/${personId}/$ref`));
  } },
  { what: 'owner of a team changed', perYear: 0.6, happen: async (year) => {
    const { group } = someTeam(year) ?? {};
    const next = group && someMember(year, group);
    const before = group && [...group.owners][0];
    if (!group || !next || !ok(await year.world.admin('POST', `/groups/${group.id}/owners/$ref`, reference(next)))) return false;
    return before === undefined || ok(await year.world.admin('DELETE', `/groups/${group.id}/owners/${before}/$ref`));
  } },
  { what: 'person left the organisation (deleted)', perYear: 0.5, happen: async (year) => {
    const { group } = someTeam(year) ?? {};
    const personId = group && year.world.chance.ofSome([...group.members]);
    return personId !== undefined && ok(await year.world.admin('DELETE', `/users/${personId}`));
  } },
  { what: 'person came back (restored)', perYear: 0.1, happen: async (year) => {
    const { world } = year;
    const deleted = [...deletedItemsArea.of(world.sandbox.state).values()].filter((each) => each.kind === 'user');
    const found = world.chance.ofSome(deleted);
    return found !== undefined && ok(await world.admin('POST', `/directory/deletedItems/${found.id}/restore`));
  } },
  { what: 'account disabled or enabled', perYear: 0.3, happen: async (year) => {
    const { group } = someTeam(year) ?? {};
    const personId = group && year.world.chance.ofSome([...group.members]);
    return personId !== undefined && ok(await year.world.admin('PATCH', `/users/${personId}`, { accountEnabled: !year.world.isEmployed(personId) }));
  } },
  // Notifications and subscriptions
  { what: 'notifications lost', perYear: 1.2, happen: async ({ world }) => { world.sandbox.settings.lostNotifications += 1 + world.chance.below(3); return true; } },
  { what: 'notifications sent twice', perYear: 1.2, happen: async ({ world }) => { world.sandbox.settings.repeatedNotifications += 1 + world.chance.below(3); return true; } },
  { what: 'life-cycle: missed', perYear: 0.3, happen: onSubscription(({ world }, id) => world.sandbox.notifications.lifecycle(id, 'missed')) },
  { what: 'life-cycle: wants to be authorised again', perYear: 0.3, happen: onSubscription(({ world }, id) => world.sandbox.notifications.lifecycle(id, 'reauthorizationRequired', { pause: true })) },
  { what: 'life-cycle: subscription removed', perYear: 0.3, happen: onSubscription(({ world }, id) => world.sandbox.notifications.lifecycle(id, 'subscriptionRemoved')) },
  { what: 'subscription gone without a word', perYear: 0.3, happen: onSubscription(({ world }, id) => world.sandbox.notifications.expire(id)) },
  // Communities
  { what: 'visit', perYear: 15, happen: visit },
  { what: 'joined a community', perYear: 2, happen: async (year) => {
    const community = open(year);
    return community !== undefined && ok(await year.world.ask(joinCommunity, { as: somebody(year), params: { communityId: community.id } }));
  } },
  { what: 'left a community', perYear: 0.5, happen: async (year) => {
    const community = open(year);
    return community !== undefined && ok(await year.world.ask(leaveCommunity, { as: somebody(year), params: { communityId: community.id } }));
  } },
  { what: 'tie dropped', perYear: 0.3, happen: async (year) => {
    const { community, ties } = await withTies(year) ?? {};
    const tie = ties && year.world.chance.ofSome(ties);
    return tie !== undefined && ok(await year.world.ask(dropTie, { as: community!.coordinator, params: { communityId: community!.id, tieId: tie.id } }));
  } },
  { what: 'tie added', perYear: 0.5, happen: async (year) => {
    const { community, ties = [] } = await withTies(year) ?? {};
    const { group } = someTeam(year) ?? {};
    if (!community || !group || ties.length > 12) return false;
    const groupId = year.world.chance.isSo(0.5) ? group.id : ties[0]?.target.groupId ?? group.id;
    const target = year.world.chance.ofSome(placesIn(year.world, groupId, community.coordinator));
    return target !== undefined && ok(await year.world.ask(addTie, { as: community.coordinator, params: { communityId: community.id }, body: { target } }));
  } },
  { what: 'lost tie mended', perYear: 2, happen: async (year) => {
    const { community, ties } = await withTies(year) ?? {};
    const tie = ties?.find(({ state }) => state === 'lost');
    const group = tie && year.world.chance.ofSome([...year.world.groups.values()].filter(({ members }) => members.has(community!.coordinator)));
    const target = group && year.world.chance.ofSome(placesIn(year.world, group.id, community!.coordinator).filter(({ kind }) => kind === tie.kind));
    return target !== undefined && ok(await year.world.ask(pointTieElsewhere, { as: community!.coordinator, params: { communityId: community!.id, tieId: tie!.id }, body: { target } }));
  } },
  { what: 'tab pinned', perYear: 0.5, happen: async (year) => {
    const { community, ties } = await withTies(year) ?? {};
    const tie = ties?.find(({ kind, state }) => kind === 'channel' && state === 'sound');
    return tie !== undefined && ok(await year.world.ask(pinTab, { as: community!.coordinator, params: { communityId: community!.id, tieId: tie.id } }));
  } },
  { what: 'community closed', perYear: 0.12, happen: async (year) => {
    const community = open(year);
    if (!community || !year.world.isEmployed(community.coordinator)) return false;
    const { status } = await year.world.ask(closeCommunity, { as: community.coordinator, params: { communityId: community.id }, body: { removeAdded: year.world.chance.isSo(0.5) } });
    community.isClosed ||= status < 300;
    return status < 300;
  } },
  { what: 'community reopened', perYear: 0.06, happen: async (year) => {
    const community = year.world.chance.ofSome(year.communities.filter((each) => each.isClosed && year.world.isEmployed(each.coordinator)));
    if (!community) return false;
    const { status } = await year.world.ask(reopenCommunity, { as: community.coordinator, params: { communityId: community.id } });
    if (status < 300) community.isClosed = false;
    return status < 300;
  } },
  { what: 'community deleted', perYear: 0.03, happen: async (year) => {
    const community = year.world.chance.ofSome(year.communities.filter((each) => each.isClosed && year.world.isEmployed(each.coordinator)));
    if (!community || !ok(await year.world.ask(deleteCommunity, { as: community.coordinator, params: { communityId: community.id } }))) return false;
    year.communities = year.communities.filter((each) => each !== community);
    return true;
  } },
];
