import type { DriveItem } from '@microsoft/microsoft-graph-types';
import { GraphError } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphCall, type GraphOptions, type GraphSession, type Outcome } from '../platform/graph/graph.ts';
import type { GraphPage } from '../platform/graph/operations.ts';
import type { Tie } from '../ties/ties-contract.ts';

type Page = Outcome<GraphPage<unknown>>;

/** How far back changes are asked for in libraries of more than one page, in days. */
const changesOfDays = 30;
/** Of that time, when one page does not hold its changes: a page that holds all of a shorter time holds what is newest, 42 minutes at the shortest. */
const shorter = [1 / 4, 1 / 16, 1 / 64, 1 / 256, 1 / 1_024] as const;

/** What changed in a library lately. */
export const changesCall = (driveId: string, now: Date, share = 1): GraphCall =>
  graphCall('listDriveItems', { params: { driveId }, query: { token: new Date(now.getTime() - share * changesOfDays * 86_400_000).toISOString() } }) as GraphCall;

/** A tie, the first page that its place gave, and what changed there lately, where that was asked for. */
export interface FirstLook { tie: Tie; page: Outcome<unknown>; changes?: Outcome<unknown> | undefined }

const isCut = (outcome: Outcome<unknown> | undefined): outcome is Extract<Page, { ok: true }> => outcome?.ok === true && (outcome.value as GraphPage<unknown>)['@odata.nextLink'] !== undefined;

/**
 * What a first look did not reach, in one more round trip, if there is anything: of libraries and folders in which more changed than a page
 * holds, what changed in shorter times; of a calendar that many share, the next page.
 * @returns by tie id, pages to be added to the first
 */
export async function lookFurther(session: GraphSession, looks: readonly FirstLook[], now: Date, options: GraphOptions): Promise<ReadonlyMap<string, Page[]>> {
  const calls: GraphCall[] = [];
  const ofDrives = new Map<string, number>();
  const wanted: { tie: Tie; at: number; count: number }[] = [];
  for (const { tie, page, changes } of looks) {
    const { target } = tie;
    if (!isCut(page)) continue;
    if ((target.kind === 'library' && (!changes || isCut(changes))) || target.kind === 'folder') {
      const at = ofDrives.get(target.driveId) ?? calls.length;
      if (at === calls.length) calls.push(...[1, ...shorter].map((share) => changesCall(target.driveId, now, share)));
      ofDrives.set(target.driveId, at);
      wanted.push({ tie, at, count: 1 + shorter.length });
    } else if (target.kind === 'calendar' && target.part) {
      wanted.push({ tie, at: calls.push({ ...graphCall('listGroupCalendarView', { params: { groupId: target.groupId } }), link: page.value['@odata.nextLink']! } as GraphCall) - 1, count: 1 });
    }
  }
  if (calls.length === 0) return new Map();
  const answers = await session.batch(calls, options).catch((error: unknown) => {
    if (error instanceof GraphError) return calls.map((): Page => ({ ok: false, error }));
    throw error;
  }) as Page[];
  return new Map(wanted.map(({ tie, at, count }) => [tie.id, answers.slice(at, at + count).map((answer) => within(tie, answer))]));
}

/** Changes are the library's: of a folder count those in it. */
function within({ target }: Tie, answer: Page): Page {
  if (target.kind !== 'folder' || !answer.ok) return answer;
  return { ...answer, value: { value: (answer.value.value as DriveItem[]).filter(({ parentReference }) => parentReference?.id === target.itemId) } };
}

/**
 * One answer of all that a place gave: the changes come last, for the last word on an item holds. They add
 * nothing to what fits on one page, so only beyond that does it count that they did not come this time.
 */
export function together(page: Outcome<unknown>, more: readonly (Outcome<unknown> | undefined)[]): Outcome<unknown> {
  if (!isCut(page)) return page;
  const added = more.filter((each) => each !== undefined) as Page[];
  return added.find((each) => !each.ok && each.error.passing) ?? { ...page, value: { value: [page, ...added].flatMap((each) => (each.ok ? each.value.value : [])) } };
}
