import { badRequest, graphError, graphOperation, ok, type GraphAnswer, type GraphCall, type GraphError, type GraphOperation } from '../graph-operation.ts';
import type { FilterExpression } from '../odata-filter.ts';
import { directoryArea } from './directory-area.ts';
import { directoryLogArea, type LoggedObject } from './directory-log.ts';
import { isRestorable } from './deleted-items.ts';
import { groupProperties, groupRow } from './group-presenter.ts';
import { userDefaults, userProperties, userRow } from './user-presenter.ts';

type Kind = 'groups' | 'users';
type Relation = 'members' | 'owners';
type Row = Record<string, unknown>;

/** Where a reader of changes stands: all up to `since` is known, this round tells what is up to `until`, its last page ended after an object. */
interface Position {
  epoch: string;
  kind: Kind;
  /** -1: the reader knows nothing yet. */
  since: number;
  until: number;
  after: { id: string, chunk: number } | null;
  select: string[] | null;
  ids: string[] | null;
  at: number;
}

/** Microsoft, "Use delta query": tokens of directory objects are good for seven days. */
const tokenMilliseconds = 7 * 24 * 60 * 60 * 1000;
const pageSize = 100;
/** A group with more members is told of in several parts, with some of them each. */
const membersInPart = 500;
const mostIds = 50;

const readGroups = ['Group.ReadBasic.All', 'GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const readUsers = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];

/** What changed in the directory (Microsoft: "group: delta", "user: delta"). */
export const directoryDeltaOperations: GraphOperation[] = [
  ...['/groups/delta', '/groups/delta()'].map(path => graphOperation({
    method: 'GET', path, delegated: readGroups, application: readGroups,
    query: { select: [...groupProperties, 'members', 'owners'], filter: ['id'], delta: true }, handle: call => delta(call, 'groups'),
  })),
  ...['/users/delta', '/users/delta()'].map(path => graphOperation({
    method: 'GET', path, delegated: readUsers, application: readUsers,
    query: { select: userProperties, filter: ['id'], delta: true }, handle: call => delta(call, 'users'),
  })),
];

function delta(call: GraphCall, kind: Kind): GraphAnswer {
  const log = directoryLogArea.of(call.state);
  const { deltaToken } = call.query;
  const fresh: Position = {
    epoch: log.epoch, kind, since: -1, until: log.change, after: null, select: call.query.select, ids: call.query.filter && idsOf(call.query.filter), at: call.now(),
  };
  if (deltaToken?.toLowerCase() === 'latest') return answer(call, kind, [], { ...fresh, since: log.change }, false);
  const position = deltaToken ? read(call, kind, deltaToken, fresh) : fresh;
  const rows: Row[] = [];
  for (const { row, id, chunk } of rowsOf(call, position)) {
    if (rows.length === pageSize) return answer(call, kind, rows, position, true);
    rows.push(row);
    position.after = { id, chunk };
  }
  return answer(call, kind, rows, { ...position, since: position.until, after: null, at: call.now() }, false);
}

function answer(call: GraphCall, kind: Kind, rows: Row[], position: Position, more: boolean): GraphAnswer {
  const token = Buffer.from(JSON.stringify(position)).toString('base64url');
  return ok({
    '@odata.context': `${call.baseUrl}/$metadata#${kind}${position.select ? `(${position.select.join(',')})` : ''}`,
    [more ? '@odata.nextLink' : '@odata.deltaLink']: `${call.baseUrl}/${kind}/delta?${more ? '$skiptoken' : '$deltatoken'}=${token}`,
    value: rows,
  });
}

/** In the order of ids, so that a page goes on where the last one ended whatever changed meanwhile. What changes later is told again in the next round. */
function* rowsOf(call: GraphCall, position: Position): Generator<{ row: Row, id: string, chunk: number }> {
  const { kind, since, after, ids } = position;
  const log = directoryLogArea.of(call.state)[kind];
  const present = directoryArea.of(call.state)[kind];
  const candidates = (since < 0 ? [...present.keys()] : [...log].filter(([, entry]) => entry.change > since).map(([id]) => id))
    .filter(id => ids === null || ids.includes(id)).filter(id => after === null || id >= after.id).sort();
  for (const id of candidates) {
    const parts = partsOf(call, position, id, log.get(id));
    for (const [chunk, row] of parts.entries()) {
      if (after === null || id > after.id || chunk > after.chunk) yield { row, id, chunk };
    }
  }
}

/** How an object is told of: once, or in several parts when many of its members are. Nothing when nothing that was asked for changed. */
function partsOf(call: GraphCall, position: Position, id: string, entry: LoggedObject | undefined): Row[] {
  const { kind, since, select } = position;
  if (entry?.isDeleted) return [{ id, '@removed': { reason: isRestorable(call, id) ? 'changed' : 'deleted' } }];
  const isNew = since < 0 || (entry?.whole ?? 0) > since;
  const changed = (names: readonly string[]) => names.filter(name => (entry?.properties.get(name) ?? 0) > since);
  const names = propertiesOf(kind, select);
  const relations = kind === 'users' ? [] : (['members', 'owners'] as const).filter(each => select === null ? each === 'members' : select.includes(each));
  const people = relations.flatMap(relation => relationChanges(call, relation, id, isNew ? null : entry!, since));
  if (!isNew && people.length === 0 && changed(names).length === 0) return [];
  const all = kind === 'groups' ? groupRow(directoryArea.of(call.state).groups.get(id)!) : userRow(directoryArea.of(call.state).users.get(id)!);
  // Microsoft: with return=minimal, only what changed; what was never set is left out either way.
  const shown = !isNew && /return=minimal/i.test(String(call.headers.prefer ?? '')) ? changed(names) : names.filter(name => all[name] !== null || (entry?.properties.has(name) ?? false));
  const row: Row = { ...Object.fromEntries(shown.map(name => [name, all[name]])), id };
  const parts: Row[] = [];
  for (let start = 0; start < Math.max(people.length, 1); start += membersInPart) {
    const part = people.slice(start, start + membersInPart);
    parts.push({ ...row, ...Object.fromEntries(relations.map(relation => [`${relation}@delta`, part.filter(each => each.relation === relation).map(each => each.object)]).filter(([, some]) => some!.length > 0)) });
  }
  return parts;
}

function relationChanges(call: GraphCall, relation: Relation, groupId: string, entry: LoggedObject | null, since: number): { relation: Relation, object: Row }[] {
  const object = (id: string) => ({ '@odata.type': '#microsoft.graph.user', id });
  if (entry === null) return [...directoryArea.of(call.state).groups.get(groupId)![relation]].map(id => ({ relation, object: object(id) }));
  return [...entry[relation]].filter(([, { change }]) => change > since)
    .map(([id, { isRemoved }]) => ({ relation, object: isRemoved ? { ...object(id), '@removed': { reason: 'deleted' } } : object(id) }));
}

function propertiesOf(kind: Kind, select: string[] | null): string[] {
  const all: readonly string[] = kind === 'groups' ? groupProperties : select ? userProperties : userDefaults;
  const wanted = select?.map(name => name.toLowerCase());
  return wanted ? all.filter(name => name !== 'id' && wanted.includes(name.toLowerCase())) : all.filter(name => name !== 'id');
}

/** `id eq '…' or id eq '…'`: the only filter there is. @throws GraphError 400 */
function idsOf(filter: FilterExpression): string[] {
  const ids = (expression: FilterExpression): string[] => {
    if (expression.kind === 'or') return [...ids(expression.left), ...ids(expression.right)];
    if (expression.kind === 'compare' && expression.operator === 'eq') return [String(expression.value).toLowerCase()];
    throw badRequest('The filter of a delta query can only name objects by their id.', 'Request_UnsupportedQuery');
  };
  const found = ids(filter);
  if (found.length > mostIds) throw badRequest(`The filter of a delta query can name at most ${mostIds} objects.`, 'Request_UnsupportedQuery');
  return found;
}

/** A token goes on for as long as this life of the tenant does. Options given beside it, `$select`, count from now on. */
function read(call: GraphCall, kind: Kind, token: string, fresh: Position): Position {
  const position = parse(token);
  if (position?.kind !== kind) throw badRequest('Badly formed token.', 'Request_BadRequest');
  if (position.epoch !== fresh.epoch || position.at + tokenMilliseconds <= call.now()) throw resync(call, kind);
  return { ...position, select: fresh.select ?? position.select, until: position.after === null ? fresh.until : position.until };
}

function resync(call: GraphCall, kind: Kind): GraphError {
  return graphError(410, 'syncStateNotFound', 'The sync state is not found: begin again with a full synchronization.', { headers: { Location: `${call.baseUrl}/${kind}/delta?$deltatoken=` } });
}

function parse(token: string): Position | null {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as Position;
  } catch {
    return null;
  }
}
