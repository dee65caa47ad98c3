import { parseSheet } from '../../api/import/parse-sheet.ts';
import { type ImportDoors, type Progress, runImport } from '../../api/import/run-import.ts';
import type { KeptRow } from '../../api/import/parse-sheet.ts';
import { ConflictError, UnavailableError, whyWords } from '../../api/platform/errors.ts';
import { GraphError } from '../../api/platform/graph/graph-error.ts';
import type { GraphCall, GraphSession, Outcome } from '../../api/platform/graph/graph.ts';
import type { TieTarget } from '../../api/ties/ties-contract.ts';

const guid = (number: number) => `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`;

/** A Graph with teams "Team 1" to "Team n", each with a channel, a library and a calendar; everybody whose name begins with "gone" is not there. */
function graphWith(teams: number, trouble: { batchesThatFail?: number[] } = {}) {
  const asked: string[] = [];
  let batches = 0;
  const answer = (call: GraphCall): Outcome<unknown> => {
    asked.push(call.operation);
    switch (call.operation) {
      case 'listUsers': {
        const filter = (call.input as { query: { $filter: string } }).query.$filter;
        const upns = [...filter.matchAll(/'([^']+)'/g)].map((match) => match[1]!).filter((upn) => !upn.startsWith('gone'));
        return { ok: true, value: { value: upns.map((upn) => ({ id: guid(upn.length), displayName: upn, userPrincipalName: upn })) } };
      }
      case 'listChannels': return { ok: true, value: { value: [{ id: '19:general', displayName: 'General' }] } };
      case 'listGroupDrives': return { ok: true, value: { value: [{ id: 'b!documents', name: 'Documents' }] } };
      case 'getGroupCalendar': return { ok: true, value: { name: 'Calendar' } };
      default: throw new TypeError(`not asked for in an import: ${call.operation}`);
    }
  };
  const session = {
    list: async (operation: string) => {
      asked.push(operation);
      return Array.from({ length: teams }, (_, index) => ({ id: guid(index + 1), displayName: `Team ${index + 1}` }));
    },
    batch: async (calls: GraphCall[]) => {
      if (calls[0]?.operation !== 'listUsers') {
        batches += 1;
        if (trouble.batchesThatFail?.includes(batches)) throw new GraphError({ failure: 'unavailable', operation: 'batch', detail: 'no answer' });
      }
      return calls.map(answer);
    },
  };
  return { session: session as unknown as GraphSession, asked };
}

function sheetOf(count: number, change: (index: number) => string = () => ''): string {
  const rows = Array.from({ length: count }, (_, index) => change(index + 1) || `Circle ${index + 1},About ${index + 1}.,professional-discipline,ana@firm.example,boss@firm.example,Team ${index + 1},General,Documents,Team ${index + 1}`);
  return ['name,domain,template,coordinators,sponsor,team,channel,library,calendar', ...rows].join('\n');
}

/** Keeps what was created in memory, as the database would. */
function doorsOver(graph: GraphSession, changes: Partial<ImportDoors> = {}) {
  const communities = new Map<string, { communityId: string; ties: TieTarget[] }>();
  const noted: KeptRow[] = [];
  const progress: Progress[] = [];
  const key = (name: string, groupId: string) => `${name} ${groupId}`;
  const doors: ImportDoors = {
    graph, importerId: guid(99),
    templates: [{ id: 'professional-discipline', name: 'Professional discipline' }],
    templateWords: new Map(),
    findExisting: async (name, groupId) => communities.get(key(name, groupId)) ?? null,
    create: async (row, told) => {
      const where = key(row.name, row.ties[0]!.target.groupId);
      const existing = communities.get(where);
      const communityId = guid(1_000 + row.row);
      if (!existing) communities.set(where, { communityId, ties: row.ties.map((tie) => tie.target) });
      noted.push(told(existing ?? { communityId, founded: true }));
      return noted.at(-1)!;
    },
    note: async (rows, each) => {
      noted.push(...rows);
      progress.push(each);
    },
    ...changes,
  };
  return { doors, noted, communities, progress };
}

const never = new AbortController().signal;
const inOrder = (noted: readonly KeptRow[]) => noted.toSorted((a, b) => a.row - b.row);

describe('importing a sheet', () => {
  it('creates a community for each row and asks its sponsor', async () => {
    const { doors, noted, communities } = doorsOver(graphWith(3).session);
    await runImport(parseSheet(sheetOf(3)), false, doors, never);
    expect(noted.map(({ row, outcome, sponsorAsked }) => [row, outcome, sponsorAsked])).toEqual([[1, 'created', 'boss@firm.example'], [2, 'created', 'boss@firm.example'], [3, 'created', 'boss@firm.example']]);
    expect(communities.size).toBe(3);
    expect(noted[0]?.ties).toEqual([{ kind: 'team', name: 'Team 1' }, { kind: 'channel', name: 'General' }, { kind: 'library', name: 'Documents' }, { kind: 'calendar', name: 'Team 1' }]);
  });

  it('changes nothing the second time', async () => {
    const { doors, noted } = doorsOver(graphWith(3).session);
    const rows = parseSheet(sheetOf(3));
    await runImport(rows, false, doors, never);
    await runImport(rows, false, doors, never);
    expect(noted.slice(3).map(({ outcome, communityId }) => [outcome, communityId])).toEqual(noted.slice(0, 3).map(({ communityId }) => ['unchanged', communityId]));
  });

  it('says in a dry run what it would do, and does none of it', async () => {
    const { doors, noted, communities } = doorsOver(graphWith(2).session);
    await runImport(parseSheet(sheetOf(3)), true, doors, never);
    expect(inOrder(noted).map(({ outcome }) => outcome)).toEqual(['would-create', 'would-create', 'refused']);
    expect(communities.size).toBe(0);
  });

  it('goes on after bad rows, each of which says why', async () => {
    const { doors, noted } = doorsOver(graphWith(4).session);
    const bad: Record<number, string> = { 2: 'X', 3: 'Circle 3,About,professional-discipline,gone@firm.example,,Team 3,,,' };
    await runImport(parseSheet(sheetOf(4, (row) => bad[row] ?? '')), false, doors, never);
    expect(inOrder(noted).map(({ outcome }) => outcome)).toEqual(['created', 'refused', 'refused', 'created']);
    expect(inOrder(noted)[2]?.refusals).toMatchObject([{ row: 3, column: 'coordinators', value: 'gone@firm.example' }]);
  });

  it('goes on when one row cannot be created', async () => {
    const { doors, noted } = doorsOver(graphWith(3).session);
    const { create } = doors;
    doors.create = async (row, told) => {
      if (row.row === 2) throw new ConflictError({ code: 'sponsor-asked-already' });
      return create(row, told);
    };
    await runImport(parseSheet(sheetOf(3)), false, doors, never);
    expect(inOrder(noted).map(({ outcome, refusals }) => [outcome, refusals[0] && whyWords(refusals[0], 'en').reason])).toEqual([['created', undefined], ['refused', 'Someone has been asked to sponsor this community and has not answered yet.'], ['created', undefined]]);
  });

  it('leaves a community alone that is tied otherwise, and says so', async () => {
    const { doors, noted, communities } = doorsOver(graphWith(1).session);
    communities.set(`Circle 1 ${guid(1)}`, { communityId: guid(7), ties: [{ kind: 'team', groupId: guid(1) }] });
    for (const dryRun of [false, true]) await runImport(parseSheet(sheetOf(1)), dryRun, doors, never);
    expect(noted).toMatchObject([1, 2].map(() => ({ outcome: 'refused', refusals: [{ column: 'channel', value: 'General' }] })));
  });

  it('refuses only the rows for which Microsoft 365 did not answer', async () => {
    const { doors, noted } = doorsOver(graphWith(14, { batchesThatFail: [2] }).session);
    await runImport(parseSheet(sheetOf(14)), false, doors, never);
    expect(inOrder(noted).map(({ outcome }) => outcome).join(' ')).toBe([...Array(6).fill('created'), ...Array(6).fill('refused'), 'created', 'created'].join(' '));
  });

  it('stops when the database is gone; the rows before are kept, and the rest comes when it is run again', async () => {
    const { doors, noted } = doorsOver(graphWith(10).session);
    const { create } = doors;
    doors.create = async (row, told) => {
      if (row.row === 7) throw new UnavailableError({ code: 'database-unavailable' });
      return create(row, told);
    };
    const rows = parseSheet(sheetOf(10));
    await expect(runImport(rows, false, doors, never)).rejects.toMatchObject({ code: 'database-unavailable' });
    // What was begun beside it is still noted.
    expect(inOrder(noted).map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 8, 9]);
    doors.create = create;
    noted.length = 0;
    await runImport(rows, false, doors, never);
    expect(inOrder(noted).map(({ outcome }) => outcome)).toEqual([...Array(6).fill('unchanged'), 'created', 'unchanged', 'unchanged', 'created']);
  });

  it('looks a few batches of teams ahead while rows are stored, and says what is left', async () => {
    const { session, asked } = graphWith(50);
    const looked = () => asked.filter((operation) => operation === 'listChannels').length;
    const { doors, progress } = doorsOver(session);
    const { create } = doors;
    let atFirst = 0;
    doors.create = async (row, told) => {
      if (row.row === 1) atFirst = looked();
      return create(row, told);
    };
    await runImport(parseSheet(sheetOf(50)), false, doors, never);
    expect(atFirst).toBe(30);
    expect(looked()).toBe(50);
    expect(progress.map(({ left }) => [left.rows, left.teams])).toEqual([44, 38, 32, 26, 20, 14, 8, 2, 0].map((left) => [left, left]));
  });

  it('ends with the row it is at when it is stopped, and looks no further', async () => {
    const { session, asked } = graphWith(50);
    const { doors, noted } = doorsOver(session);
    const { create } = doors;
    const stopping = new AbortController();
    doors.create = async (row, told) => {
      if (row.row === 3) stopping.abort(new Error('stopped'));
      return create(row, told);
    };
    await expect(runImport(parseSheet(sheetOf(50)), false, doors, stopping.signal)).rejects.toThrow('stopped');
    expect(noted.map(({ row }) => row)).toEqual([1, 2, 3]);
    expect(asked.filter((operation) => operation === 'listChannels')).toHaveLength(30);
  });

  it('asks Graph at most 5 times for each community', async () => {
    const { session, asked } = graphWith(35);
    const { doors } = doorsOver(session);
    await runImport(parseSheet(sheetOf(35)), false, doors, never);
    expect(asked.length / 35).toBeLessThanOrEqual(5);
  });
});
