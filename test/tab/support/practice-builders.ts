import type { LibraryItem, PracticeLibrary } from '../../../api/practice/library-contract.ts';
import { buildPerson, idOf } from './builders.ts';
import type { Handler } from './fake-api.ts';

const titles = ['Seam checklist', 'How the tank was welded twice', 'Choosing a filler metal', 'Cost of a seam, calculated', 'Standard for thin sheet'];
const kinds = ['tool', 'case', 'method', 'tool', 'document'] as const;

/** The n-th practice item of a community. */
export const buildItem = (number: number, more: Partial<LibraryItem> = {}): LibraryItem => ({
  id: idOf(12, number), kind: kinds[number % 5]!, title: number < 5 ? titles[number]! : `${titles[number % 5]} ${number}`, titleGiven: true,
  summary: number % 2 ? '' : 'What to look at before, while and after, on one page that fits into a pocket.', topics: number % 3 ? [] : ['seams', 'inspection'],
  steward: number % 2 ? null : { id: buildPerson(number).id, displayName: buildPerson(number).displayName, isMember: true, isMe: number === 0 }, reviewOn: number % 4 ? null : '2027-03-01',
  source: number % 5 === 2 ? { kind: 'link' } : { kind: 'file', driveId: 'b!drive', fileId: `01ITEM${number}` }, webUrl: `https://files.example/${number}`,
  modifiedAt: number % 5 === 2 ? null : '2026-10-01T08:00:00Z', modifiedBy: number % 5 === 2 ? null : buildPerson(number + 3).displayName, issueIds: number === 0 ? [idOf(13, 1)] : [], states: [], unsearched: null,
  addedBy: { id: buildPerson(1).id, displayName: buildPerson(1).displayName }, addedAt: '2026-11-01T08:00:00Z', abilities: { edit: true, lookAfter: number % 2 === 1, ask: false, giveUp: number === 0 }, ...more,
});

export const buildLibrary = (more: Partial<PracticeLibrary> = {}): PracticeLibrary => ({
  kinds: [{ value: 'tool', count: 2 }, { value: 'case', count: 1 }], topics: [{ value: 'seams', count: 2 }], stewards: [{ id: buildPerson(0).id, displayName: buildPerson(0).displayName, count: 1 }],
  issues: [{ id: idOf(13, 1), title: 'Seams on thin sheet warp', state: 'open' }, { id: idOf(13, 2), title: 'Fumes', state: 'being-worked-on' }],
  next: [
    { what: 'read-again', itemId: idOf(12, 1), issueId: null, title: titles[1]!, count: 3 }, { what: 'answer-issue', itemId: null, issueId: idOf(13, 2), title: 'Fumes', count: 1 },
    { what: 'look-at-new', itemId: null, issueId: null, title: null, count: 2 },
  ],
  proposed: [1, 2].map((number) => ({
    driveId: 'b!drive', itemId: `01NEW${number}`, name: number === 1 ? 'preheating guide.docx' : `${'minutes-of-a-very-long-meeting-'.repeat(3)}.md`, kind: number === 1 ? 'method' : 'document', webUrl: `https://files.example/new/${number}`, sizeBytes: 100,
    modifiedAt: '2026-11-20T08:00:00Z', modifiedBy: buildPerson(5).displayName,
  })),
  uploadTo: [{ tieId: idOf(14, 1), name: 'Documents' }, { tieId: idOf(14, 2), name: 'Seams' }], textsWait: false, abilities: { add: true }, whyNotAdd: null, ...more,
});

export const libraryApi = (items: LibraryItem[], data: PracticeLibrary = buildLibrary(), next: string | null = null): Record<string, Handler> => ({
  getPracticeLibrary: () => data, listLibraryItems: () => ({ items, next, withheld: 0, trouble: null }),
});

/** So many files that are no items yet, on two pages of the API. */
export const filesApi = (count: number): Record<string, Handler> => {
  const files = Array.from({ length: count }, (_, number) => ({
    driveId: 'b!drive', itemId: `01FILE${number}`, name: `${number % 3 ? 'minutes' : 'gauge'} ${number}.md`, kind: number % 2 ? 'document' as const : 'case' as const, webUrl: `https://files.example/all/${number}`, sizeBytes: 100,
    modifiedAt: `2019-0${1 + number % 9}-20T08:00:00Z`, modifiedBy: buildPerson(number).displayName,
  }));
  const half = Math.ceil(count / 2);
  return { listFilesOfLibraries: ({ query }) => (query.cursor === 'half' ? { items: files.slice(half), next: null } : { items: files.slice(0, half), next: count > 1 ? 'half' : null }) };
};

/** Five items, each with something the matter. */
export const troubledItems = (): LibraryItem[] => [
  buildItem(0, { states: ['stale'], reviewOn: '2026-10-01' }), buildItem(1, { states: ['orphaned'], steward: { ...buildItem(2).steward!, isMember: false } }), buildItem(2, { title: `<b>${'unbroken'.repeat(12)}`, states: [] }),
  buildItem(3, { states: ['gone', 'stale', 'orphaned'] }), buildItem(4, { unsearched: 'protected' }),
];
