import { randomUUID } from 'node:crypto';
import { createCommunity } from '../../api/communities/communities-contract.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import type { TieTarget } from '../../api/ties/ties-contract.ts';
import { childNamed, type StoredDrive } from '../../sandbox/graph/drives/drive-store.ts';
import { crafts } from './year-tenant.ts';
import type { YearWorld } from './year-world.ts';

/** A community as the year knows it. */
export interface YearCommunity { id: string; coordinator: string; isClosed: boolean }

const charter = { domain: 'What we do', forWhom: 'Whoever does it', practice: 'Cases', waysOfWorking: 'A clinic each week', keyIssues: [{ title: 'It fails early' }] };

/** The libraries of a group. */
export const librariesOf = (world: YearWorld, groupId: string): StoredDrive[] => [...world.drives.values()].filter((drive) => drive.groupId === groupId && !drive.isDeleted);

/** A folder by the names that lead to it. */
export function folderAt(drive: StoredDrive, ...names: string[]): string | undefined {
  let item = drive.items.get(drive.rootId);
  for (const name of names) item = item && childNamed(drive, item, name);
  return item?.id;
}

/** What a person can tie a community to in a team they are in. */
export function placesIn(world: YearWorld, groupId: string, personId: string): TieTarget[] {
  const channels = [...world.teams.get(groupId)?.channels.values() ?? []].filter(({ members }) => members === null || members.has(personId));
  const libraries = librariesOf(world, groupId);
  const folders = libraries.flatMap((drive) => [...drive.items.values()].filter((item) => item.isFolder && !item.isDeleted && item.parentId !== null).map((item) => ({ driveId: drive.id, itemId: item.id })));
  return [
    { kind: 'team', groupId }, { kind: 'calendar', groupId },
    ...channels.map(({ id }) => ({ kind: 'channel' as const, groupId, channelId: id })),
    ...libraries.map(({ id }) => ({ kind: 'library' as const, groupId, driveId: id })),
    ...folders.map((folder) => ({ kind: 'folder' as const, groupId, ...folder })),
  ];
}

/** Communities through the API, each by an owner of its team: most with the tab pinned, by which the team consents to be followed. */
export async function foundCommunities(world: YearWorld): Promise<YearCommunity[]> {
  const { chance, options } = world;
  const teams = [...world.groups.values()];
  const founded: YearCommunity[] = [];
  for (let number = 0; number < options.communities; number += 1) {
    const home = teams[number % teams.length]!;
    const coordinator = chance.of([...home.owners]);
    const places = placesIn(world, home.id, coordinator);
    const channel = places.find((place) => place.kind === 'channel')!;
    const ties = [channel, ...places.filter((place) => place !== channel && chance.isSo(0.35))];
    const other = teams.find((team) => team !== home && team.members.has(coordinator));
    if (other && chance.isSo(0.3)) ties.push(chance.of(placesIn(world, other.id, coordinator)));
    // Every second team in ten or so is never asked to consent.
    const pinTab = teams.indexOf(home) % 7 !== 3;
    const { status, body } = await world.ask(createCommunity, {
      as: coordinator, body: { requestId: randomUUID(), templateId: 'professional-discipline', name: `${chance.of(crafts)} people ${number}`, about: 'What we do, and how it gets better', charter, ties: ties.slice(0, 12), pinTab },
    });
    if (status !== 201) throw new Error(`A community was not created: ${status} ${JSON.stringify(body)}`);
    founded.push({ id: body.id, coordinator, isClosed: false });
    for (const personId of [...home.members].slice(2, 2 + chance.below(4))) await world.ask(joinCommunity, { as: personId, params: { communityId: body.id } });
  }
  return founded;
}
