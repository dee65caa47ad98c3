import type { CalendarPart, RemovedTab, Tie, TieKind, TieTarget, TieWhat } from '../../../api/ties/ties-contract.ts';
import type { SharedCalendars } from '../../../src/ties/ties-queries.ts';
import { buildPage, buildPerson, buildTie, idOf } from './builders.ts';
import { Refusal, type Call, type Handler } from './fake-api.ts';
import { placesApi } from './wizard-builders.ts';

const kinds: TieKind[] = ['team', 'channel', 'library', 'folder', 'calendar'];

/** One tie of each kind, in order. */
export const oneOfEach = (): Tie[] => kinds.map((kind) => buildTie(kind));
export const lostLibrary = (): Tie => buildTie('library', { state: 'lost', stateReason: 'not-there', stateSince: '2026-11-19T22:30:00Z', webUrl: null });

/** One of each kind, the library lost and the channel archived. */
export const someBroken = (): Tie[] => oneOfEach().map((tie) => (tie.kind === 'library' ? lostLibrary() : tie.kind === 'channel' ? { ...tie, state: 'archived', stateReason: 'archived' } : tie));

/** As many as a community can have, of several states and with long names. */
export const twentyTies = (): Tie[] => Array.from({ length: 20 }, (_, number) => buildTie(kinds[number % 5]!, {
  id: idOf(5, 100 + number), isHome: number < 5, name: number === 7 ? `Documents of ${'unbroken'.repeat(9)}` : `${['Manufacturing', 'Welding', 'Documents', 'Cases', 'Calendar'][number % 5]} ${number}`,
  ...(number === 11 ? { state: 'archived', stateReason: 'archived' } as const : {}), ...(number === 12 ? { state: 'lost', stateReason: 'deleted' } as const : {}),
}));

const whats: [TieWhat, string | null][] = [
  ['dropped', null], ['made-home', null], ['pointed-elsewhere', 'Files'], ['restored', null], ['lost', null], ['reopened', null], ['archived', null], ['moved', 'Documents / 2024'], ['renamed', 'Pumps'], ['tied', null],
];
export const buildTieHistory = () => whats.map(([what, before], index) => ({
  id: String(100 - index), tieId: idOf(5, index), kind: kinds[index % 5]!, what, name: what === 'renamed' ? 'Pumps and seals' : 'Documents', before,
  by: ['dropped', 'made-home', 'pointed-elsewhere', 'tied'].includes(what) ? { id: idOf(1, 0), displayName: buildPerson(0).displayName } : null, at: `2026-11-${String(20 - index).padStart(2, '0')}T22:30:00Z`,
}));

export const coordinatorsPage = (more: Parameters<typeof buildPage>[0] = {}) => buildPage({
  myPart: 'coordinator', abilities: { join: false, leave: true, editCharter: true, changeTies: true, setStage: true, askSponsor: true, withdrawAsk: true, close: true }, ...more,
});

/** A community's ties that can be changed, as the API would: what was done shows in the next answer. */
export function tiesApi(start: Tie[], added: { pinned?: string[]; planned?: string[]; removed?: RemovedTab[]; shared?: SharedCalendars; trouble?: boolean } = {}): { now(): Tie[]; handlers: Record<string, Handler> } {
  let ties = start;
  let pinned = added.pinned ?? [];
  let removed = added.removed ?? [];
  /** The tie whose tab Microsoft 365 refused to pin. */
  let refused: string | null = null;
  const unfinished = () => (refused ? [{ id: idOf(8, 1), going: false, step: 'pin-tab' as const, code: 'graph-forbidden', detail: 'The tab could not be pinned in the channel: you may not add tabs to this channel.', remedy: 'Ask an owner of the team to let members add tabs, then try again.' }] : []);
  const overview = () => ({ items: ties, pinned, removed, shared: added.shared ?? [], planned: added.planned ?? [], unfinished: unfinished() });
  let made = 0;
  const find = ({ params }: Call): Tie => ties.find(({ id }) => id === params['tieId'])!;
  const names = { team: 'Welding', channel: 'Welding', library: 'Site files', folder: '2026', calendar: 'Welding' };
  return {
    now: () => ties,
    handlers: {
      ...placesApi,
      getCommunity: () => coordinatorsPage({ ties, unfinished: unfinished(), removedTabs: removed }),
      listTies: overview,
      pinTab: ({ params }) => {
        if (added.trouble) refused = params['tieId']!;
        else pinned = [...pinned, params['tieId']!];
        removed = removed.filter(({ tieId }) => tieId !== params['tieId']);
        return overview();
      },
      removeTab: ({ params }) => {
        pinned = pinned.filter((tieId) => tieId !== params['tieId']);
        removed = removed.filter(({ tieId }) => tieId !== params['tieId']);
        return overview();
      },
      finishCreating: () => {
        if (refused) pinned = [...pinned, refused];
        refused = null;
        return coordinatorsPage({ ties });
      },
      chooseCalendarPart: (call) => {
        const { part } = call.body as { part: CalendarPart | null };
        const before = find(call);
        const tie: Tie = { ...before, target: { kind: 'calendar', groupId: before.target.groupId, ...(part ? { part } : {}) } };
        ties = ties.map((each) => (each.id === tie.id ? tie : each));
        return tie;
      },
      listTieHistory: () => ({ items: buildTieHistory(), next: null }),
      listFolders: ({ query }) => ({ items: query['itemId'] ? [{ itemId: '01INNER', name: '2026', webUrl: null }] : [{ itemId: '01CASES', name: 'Cases', webUrl: null }, { itemId: '01METHODS', name: 'Methods', webUrl: null }], next: null }),
      addTie: ({ body }) => {
        const { target } = body as { target: TieTarget };
        if (ties.length >= 20) return new Refusal(409, 'too-many-ties', { title: 'Something else was there first', detail: 'A community has at most 20 ties.', remedy: 'Drop one that is not needed any more first.' });
        const again = start.find((tie) => JSON.stringify(tie.target) === JSON.stringify(target));
        const tie = buildTie(target.kind, { id: idOf(5, 200 + (made += 1)), target, name: again?.name ?? names[target.kind], isHome: !ties.some(({ kind, isHome }) => kind === target.kind && isHome) });
        ties = [...ties, tie];
        return tie;
      },
      makeTieHome: (call) => {
        const tie = { ...find(call), isHome: true };
        ties = ties.map((each) => (each.id === tie.id ? tie : each.kind === tie.kind ? { ...each, isHome: false } : each));
        return tie;
      },
      pointTieElsewhere: (call) => {
        const { target } = call.body as { target: TieTarget };
        const tie: Tie = { ...find(call), target, name: names[target.kind], state: 'sound', stateReason: null, stateSince: '2026-11-24T08:00:00Z' };
        ties = ties.map((each) => (each.id === tie.id ? tie : each));
        return tie;
      },
      makePlace: ({ body }) => {
        const { mends, place } = body as { mends: string; place: { name: string } };
        ties = ties.map((tie) => (tie.id === mends ? { ...tie, name: place.name, state: 'sound', stateReason: null, stateSince: '2026-11-24T08:00:00Z' } : tie));
        return overview();
      },
      dropTie: (call) => {
        const gone = find(call);
        ties = ties.filter(({ id }) => id !== gone.id);
        if (gone.isHome) { const next = ties.find(({ kind }) => kind === gone.kind); ties = ties.map((each) => (each.id === next?.id ? { ...each, isHome: true } : each)); }
        return undefined;
      },
    },
  };
}

export const buildBrokenTies = (count: number) => Array.from({ length: count }, (_, number) => ({
  tie: buildTie(kinds[number % 5]!, { id: idOf(5, 300 + number), state: 'lost', stateReason: number % 2 ? 'deleted' : 'not-there', stateSince: '2026-11-19T22:30:00Z', ...(number === 1 ? { name: `Files of ${'unbroken'.repeat(9)}` } : {}) }),
  community: { id: idOf(2, number), name: ['Welding and joining', 'Data stewards', 'Client onboarding'][number % 3]! },
  coordinators: number === 2 ? [] : [buildPerson(number), buildPerson(number + 1)].map(({ id, displayName }) => ({ id, displayName })),
}));
