import type { DriveItem, Event } from '@microsoft/microsoft-graph-types';
import { readTiesToLookAt } from '../communities/community-read-model.ts';
import type { Snapshot, Trouble } from '../communities/happening.ts';
import { toTrouble } from '../communities/look-around.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { BadInputError, NotFoundError } from '../platform/errors.ts';
import { graphCall, type GraphCall } from '../platform/graph/graph.ts';
import type { GraphPage } from '../platform/graph/operations.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { webAddress } from '../platform/web-address.ts';
import { rhythmStore } from '../rhythm/rhythm-store.ts';
import { type GraphEvent, toActivities } from '../rhythm/rhythm.ts';
import { currentSight } from '../rhythm/seen-year.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { demandIssue } from './care-about-issue.ts';
import { charterStore } from './charter-store.ts';
import { holdCharter } from './edit-charter.ts';
import type { IssueLink, LinkTarget } from './issues-contract.ts';
import { issuesStore, type Linked } from './issues-store.ts';

/** Most links of one key issue. */
const maxLinks = 20;
/** Most files and activities that are looked up in Microsoft 365 for one page: three round trips of `$batch`. */
const maxLookUps = 60;
/** What a page waits for Graph, at most. */
const deadlineMs = 6_000;
const dayMs = 86_400_000;

type Shown = Omit<IssueLink, 'id' | 'issueId'>;

/**
 * Links a file or an activity to a key issue: one that Microsoft 365 shows the person among what the
 * community is tied to. The same again is the same link.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, BadInputError
 */
export async function linkToIssue({ database, clock }: Pick<Services, 'database' | 'clock'>, actor: Actor, communityId: string, issueId: string, target: LinkTarget): Promise<IssueLink> {
  const { tenantId, personId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    await holdCharter(trx, actor, communityId);
    await demandIssue(trx, tenantId, communityId, issueId);
    const found = findShown(await viewOf(trx, actor, communityId), target);
    if (!found) throw new BadInputError([{ field: '/target', refused: 'not-shown-to-you' }]);
    const link = { ...found.link, issueId };
    const links = await issuesStore.listLinks(trx, tenantId, communityId, [issueId]);
    const isNew = !links.some(({ kind, placeId, graphId }) => kind === link.kind && placeId === link.placeId && graphId === link.graphId);
    if (isNew && links.length >= maxLinks) throw new BadInputError([{ field: '/target', refused: 'too-many-links', values: { count: links.length } }]);
    const id = await issuesStore.link(trx, tenantId, communityId, link, { personId, now: clock() });
    return { ...found.shown, id, issueId };
  });
}

/** Takes a link away; twice changes nothing. @throws NotFoundError, NotAllowedError, CommunityClosedError */
export async function unlinkFromIssue({ database, clock }: Pick<Services, 'database' | 'clock'>, actor: Actor, communityId: string, issueId: string, linkId: string): Promise<void> {
  await database.inTenant(actor.tenantId, async (trx) => {
    await holdCharter(trx, actor, communityId);
    await issuesStore.unlink(trx, actor.tenantId, communityId, issueId, linkId, clock());
  });
}

/** Brings a link back that was taken away; twice changes nothing. @throws NotFoundError when it is forgotten, NotAllowedError, CommunityClosedError */
export async function relinkToIssue({ database }: Pick<Services, 'database'>, actor: Actor, communityId: string, issueId: string, linkId: string): Promise<void> {
  await database.inTenant(actor.tenantId, async (trx) => {
    await holdCharter(trx, actor, communityId);
    if (!await issuesStore.relink(trx, actor.tenantId, communityId, issueId, linkId)) throw new NotFoundError('link');
  });
}

/**
 * What is linked to the key issues, as this person may see it: from what Microsoft 365 showed them
 * lately, and the rest asked for together, the latest links first.
 * @throws NotFoundError, and ConsentNeededError when Microsoft 365 wants the person's consent first
 */
export async function lookAtLinks(services: Services, actor: Actor, communityId: string, signal: AbortSignal): Promise<{ items: IssueLink[]; hidden: Record<string, number>; trouble: Trouble | null }> {
  const { tenantId } = actor;
  const { links, addresses, view } = await services.database.inTenant(tenantId, async (trx) => {
    const charter = await charterStore.findCurrent(trx, tenantId, communityId);
    if (!charter) throw new NotFoundError('community');
    const links = await issuesStore.listLinks(trx, tenantId, communityId, charter.keyIssues.map(({ id }) => id));
    const addresses = await issuesStore.listAddresses(trx, tenantId, links.flatMap(({ kind, graphId }) => (kind === 'link' ? [graphId] : [])));
    return { links, addresses, view: links.length > 0 ? await viewOf(trx, actor, communityId) : { snapshot: null, ties: [] } };
  });
  const shown = new Map(links.flatMap((link) => { const found = link.kind === 'link' ? addresses.get(link.graphId) : shownIn(view.snapshot, link); return found ? [[link.id, found] as const] : []; }));
  const sameAs = ({ kind, placeId, graphId }: Linked): string => `${kind} ${placeId} ${graphId}`;
  const unknown = [...Map.groupBy(links.filter(({ id, kind }) => kind !== 'link' && !shown.has(id)), sameAs).values()].slice(0, maxLookUps);
  let trouble: Trouble | null = null;
  if (unknown.length > 0) {
    const outcomes = await services.graph.asPerson(actor).batch(unknown.map(([link]) => askFor(link!)), { signal, deadlineMs });
    for (const [index, outcome] of outcomes.entries()) {
      const same = unknown[index]!;
      if (outcome.ok) {
        const found = answered(same[0]!, outcome.value);
        if (found) for (const { id } of same) shown.set(id, found);
      } else if (outcome.error.passing) trouble ??= toTrouble(outcome.error);
    }
  }
  const hidden: Record<string, number> = {};
  for (const { id, issueId, kind } of links) if (kind !== 'link' && !shown.has(id)) hidden[issueId] = (hidden[issueId] ?? 0) + 1;
  return { items: links.flatMap(({ id, issueId }) => { const found = shown.get(id); return found ? [{ ...found, id, issueId }] : []; }), hidden, trouble };
}

interface View { snapshot: Snapshot | null; ties: readonly Tie[] }

async function viewOf(trx: TenantTransaction, { tenantId, personId }: Actor, communityId: string): Promise<View> {
  const found = await readTiesToLookAt(trx, tenantId, personId, communityId);
  if (!found) return { snapshot: null, ties: [] };
  const { snapshot, ties } = found;
  const year = await rhythmStore.findYear(trx, tenantId, communityId, personId);
  // What the community's page shows of a calendar ends after some weeks; a year's picture has more.
  const seen: Snapshot = { ties: { ...snapshot?.ties } };
  for (const tie of ties) {
    const more = currentSight(year, tie);
    const known = seen.ties[tie.id];
    if (more && known?.sight !== 'closed') seen.ties[tie.id] = { asOf: more.asOf, sight: 'open', ...known, activities: [...known?.activities ?? [], ...more.activities] };
  }
  return { snapshot: seen, ties };
}

/** The target in what the person was shown, and where it lies. */
function findShown({ snapshot, ties }: View, target: LinkTarget): { link: Omit<Linked, 'id' | 'issueId'>; shown: Shown } | null {
  for (const tie of ties) {
    const sight = snapshot?.ties[tie.id];
    if (target.kind === 'file') {
      const file = sight?.practice?.find(({ driveId, itemId }) => driveId === target.driveId && itemId === target.itemId);
      if (file) return { link: { kind: 'file', placeId: file.driveId, graphId: file.itemId, startsAt: null }, shown: fileShown(file) };
    } else {
      const activity = sight?.activities?.find(({ eventId }) => eventId === target.eventId);
      if (activity) return { link: { kind: 'activity', placeId: tie.target.groupId, graphId: activity.eventId, startsAt: new Date(activity.startsAt) }, shown: activityShown(activity) };
    }
  }
  return null;
}

function shownIn(snapshot: Snapshot | null, link: Linked): Shown | null {
  for (const { practice, activities } of Object.values(snapshot?.ties ?? {})) {
    const file = link.kind === 'file' ? practice?.find(({ driveId, itemId }) => driveId === link.placeId && itemId === link.graphId) : undefined;
    if (file) return fileShown(file);
    const activity = link.kind === 'activity' ? activities?.find(({ eventId }) => eventId === link.graphId) : undefined;
    if (activity) return activityShown(activity);
  }
  return null;
}

function askFor(link: Linked): GraphCall {
  if (link.kind === 'file') return graphCall('getDriveItem', { params: { driveId: link.placeId, itemId: link.graphId } }) as GraphCall;
  const at = link.startsAt!.getTime();
  return graphCall('listGroupCalendarView', {
    params: { groupId: link.placeId },
    query: { startDateTime: new Date(at - dayMs).toISOString(), endDateTime: new Date(at + dayMs).toISOString(), $orderby: 'start/dateTime' },
  }) as GraphCall;
}

function answered(link: Linked, value: unknown): Shown | null {
  if (link.kind === 'file') {
    const { name, webUrl } = value as DriveItem;
    return name ? fileShown({ name, webUrl: webAddress(webUrl) }) : null;
  }
  // Activities that are over are wanted too.
  const activity = toActivities((value as GraphPage<Event>).value as GraphEvent[], new Date(0)).find(({ eventId }) => eventId === link.graphId);
  return activity ? activityShown(activity) : null;
}

const fileShown = ({ name, webUrl }: { name: string; webUrl: string | null }): Shown => ({ kind: 'file', name, webUrl, startsAt: null, allDay: false });
const activityShown = ({ subject, webUrl, startsAt, allDay }: { subject: string; webUrl: string | null; startsAt: string; allDay: boolean }): Shown => ({ kind: 'activity', name: subject, webUrl, startsAt, allDay });
