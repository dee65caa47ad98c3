import { graphIdOf } from '../../api/ties/ties.ts';
import type { PlacesSeen } from '../../api/ties/places.ts';
import { parseSheet, type SheetRow } from '../../api/import/parse-sheet.ts';
import { named } from '../../api/import/named.ts';
import { aboutOf, type Known, resolveRow, teamOf } from '../../api/import/resolve-row.ts';
import { whyWords } from '../../api/platform/errors.ts';

const groupId = '11111111-1111-4111-8111-111111111111';
const person = (id: number, displayName: string) => ({ id: `0000000${id}-0000-4000-8000-000000000000`, displayName, jobTitle: null, department: null });

const known: Known = {
  templates: named([{ id: 'professional-discipline', name: 'Professional discipline' }], ({ id }) => id, ({ name }) => name),
  templateWords: new Map([['trade', 'professional-discipline']]),
  importerId: '00000009-0000-4000-8000-000000000000',
  teams: named([
    { groupId, displayName: 'Welding' },
    { groupId: '22222222-2222-4222-8222-222222222222', displayName: 'Paint' },
    { groupId: '33333333-3333-4333-8333-333333333333', displayName: 'paint' },
    { groupId: '44444444-4444-4444-8444-444444444444', displayName: 'Caf\u00e9' },
  ], (team) => team.groupId, (team) => team.displayName),
  people: new Map([['ana@firm.example', person(1, 'Ana')], ['boss@firm.example', person(2, 'Boss')]]),
};

const places: PlacesSeen = {
  openToAll: { team: true, channels: new Set() }, ownMembers: new Set(),
  team: { groupId, displayName: 'Welding', description: null, webUrl: null },
  channels: [{ channelId: '19:general', displayName: 'General', webUrl: null }],
  libraries: [{ driveId: 'b!one', name: 'Documents', webUrl: null }, { driveId: 'b!two', name: 'Standards', webUrl: null }],
  calendar: { groupId, name: 'Calendar' },
};

function buildRow(changes: Partial<SheetRow> = {}): SheetRow {
  const csv = 'name,domain,template,coordinators,sponsor,team,channel,library,calendar\nWelders,How we weld.,trade,ana@firm.example,boss@firm.example,Welding,General,Documents,Welding';
  return { ...parseSheet(csv)[0]!, ...changes };
}

const refusalsOf = (changes: Partial<SheetRow>, where: PlacesSeen | null = places) =>
  resolveRow(buildRow(changes), known, where).refusals.map((why) => ({ column: why.column, value: why.value, ...whyWords(why, 'en') }));

describe('a row of the sheet', () => {
  it('is resolved by names, with a template known by another word', () => {
    const { resolved } = resolveRow(buildRow(), known, places);
    expect(resolved).toMatchObject({ templateId: 'professional-discipline', sponsor: { displayName: 'Boss' }, coordinators: [{ displayName: 'Ana' }] });
    expect(resolved?.ties.map(({ target, name }) => [target.kind, graphIdOf(target), name])).toEqual([
      ['team', groupId, 'Welding'], ['channel', '19:general', 'General'], ['library', 'b!one', 'Documents'], ['calendar', groupId, 'Welding'],
    ]);
  });

  it('is resolved by ids', () => {
    const { resolved } = resolveRow(buildRow({ team: groupId, channel: '19:general', library: 'b!two', calendar: groupId }), known, places);
    expect(resolved?.ties.map((tie) => tie.name)).toEqual(['Welding', 'General', 'Standards', 'Welding']);
  });

  it('finds a name however its letters are composed, and whatever their size', () => {
    expect(teamOf(buildRow({ team: 'CAFE\u0301' }), known)?.displayName).toBe('Caf\u00e9');
    expect(teamOf(buildRow({ team: 'cafe' }), known)).toBeNull();
    expect(refusalsOf({ team: 'Weldin' }, null)).toMatchObject([{ column: 'team', remedy: 'Did you mean “Welding”?' }]);
  });

  it('needs no channel, library, calendar or sponsor', () => {
    const { resolved } = resolveRow(buildRow({ channel: '', library: '', calendar: '', sponsor: '' }), known, places);
    expect(resolved).toMatchObject({ sponsor: null, ties: [{ target: { kind: 'team' } }] });
  });

  it('is refused for a name that two teams have, with their ids to choose from', () => {
    const row = buildRow({ team: 'Paint' });
    expect(teamOf(row, known)).toBeNull();
    expect(refusalsOf({ team: 'Paint' }, null)).toMatchObject([{
      column: 'team', reason: '2 teams have this name that you can see.',
      remedy: 'Write the id: 22222222-2222-4222-8222-222222222222 or 33333333-3333-4333-8333-333333333333.',
    }]);
  });

  it('names everything that is not there, each with its column and value', () => {
    const refusals = refusalsOf({ template: 'nonsense', coordinators: ['ana@firm.example', 'gone@firm.example'], sponsor: 'who@firm.example', channel: 'Genral', library: 'Docs', calendar: 'Other' });
    expect(refusals.map(({ column, value }) => [column, value])).toEqual([
      ['template', 'nonsense'], ['coordinators', 'gone@firm.example'], ['sponsor', 'who@firm.example'], ['channel', 'Genral'], ['library', 'Docs'], ['calendar', 'Other'],
    ]);
    for (const { reason, remedy } of refusals) expect([reason, remedy].every((text) => text.length > 10)).toBe(true);
  });

  it('is refused when its team vanished, and when the calendar is closed to the importer', () => {
    expect(refusalsOf({}, null)).toMatchObject([{ column: 'team', reason: 'This team is not to be seen any more.' }]);
    expect(refusalsOf({}, { ...places, calendar: null })).toMatchObject([{ column: 'calendar', reason: 'You may not see the calendar in the team “Welding”.' }]);
  });

  it('is refused when the importing person would ask themselves', () => {
    expect(resolveRow(buildRow(), { ...known, importerId: person(2, 'Boss').id }, places).refusals).toMatchObject([{ column: 'sponsor', value: 'boss@firm.example' }]);
  });

  it('is refused when the sponsor would be the only coordinator', () => {
    expect(refusalsOf({ sponsor: 'ana@firm.example' })).toMatchObject([{ column: 'sponsor' }]);
  });
});

describe('what a community is about, in one sentence', () => {
  it('is the first sentence of the description', () => {
    expect(aboutOf('How we weld.  And more.')).toBe('How we weld.');
    expect(aboutOf('Node.js in production, v1.2 and later')).toBe('Node.js in production, v1.2 and later');
  });
  it('is never longer than 300 characters', () => {
    const about = aboutOf('word '.repeat(200));
    expect(about.length).toBeLessThanOrEqual(300);
    expect(about.endsWith('word…')).toBe(true);
  });
});
