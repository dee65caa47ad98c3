import fc from 'fast-check';
import { newestItems, practiceKindOf, toPracticeItems, type GraphItem } from '../../api/practice/practice.ts';
import { practiceItem } from '../../api/practice/practice-contract.ts';

describe('the kind of a practice item', () => {
  it.each([
    ['1205-bound-service-account-tokens.md', [], 'document'],
    ['How to run a clinic.docx', [], 'method'],
    ['Onboarding guide.pdf', [], 'method'],
    ['Estimate.xlsx', [], 'tool'],
    ['Kick-off checklist.md', [], 'tool'],
    ['Case study harbour crane.docx', [], 'case'],
    ['Lessons from the harbour.pptx', [], 'story'],
    ['Anything.docx', ['Methods'], 'method'],
    ['Old tool list.xlsx', ['Tools', 'Stories'], 'story'],
    ['CaseHarbour.pdf', [], 'case'],
    ['Casework.pdf', [], 'document'],
    ['', [], 'document'],
  ] as const)('of “%s” in %j is %s', (name, folders, kind) => {
    expect(practiceKindOf(name, folders)).toBe(kind);
  });
});

describe('practice items', () => {
  const file = (over: Partial<GraphItem> = {}): GraphItem => ({
    id: '01A', name: 'Clinic.md', size: 12, file: {}, webUrl: 'https://contoso.example/Clinic.md', lastModifiedDateTime: '2026-03-01T10:00:00Z',
    lastModifiedBy: { user: { displayName: 'Mara Lind' } }, parentReference: { id: 'f2' }, ...over,
  });

  const folders: GraphItem[] = [
    { id: 'f2', name: 'Old', folder: {}, parentReference: { id: 'f1' } }, { id: 'f1', name: 'Fall studies of 2026', folder: {}, parentReference: { id: 'root' } },
    { id: 'root', name: 'Tools', folder: {}, parentReference: {} },
  ];

  it('are the files, with who changed them, and leave out folders and what is deleted', () => {
    const items = toPracticeItems('d1', [file(), ...folders, file({ id: '02', folder: {} }), file({ id: '03', deleted: {} })]);
    expect(items).toHaveLength(1);
    expect(practiceItem.parse(items[0])).toMatchObject({ itemId: '01A', kind: 'case', modifiedBy: 'Mara Lind' });
  });

  it('are as the last of several tellings says, gone included', () => {
    expect(toPracticeItems('d1', [file(), file({ name: 'Newer.md' })]).map((item) => item.name)).toEqual(['Newer.md']);
    expect(toPracticeItems('d1', [file(), { id: '01A', deleted: {} }])).toEqual([]);
  });

  it.each([['that is not told of', []], ['of the library itself', [folders[2]!]], ['that lies in itself', [{ id: 'f2', name: 'Odds', folder: {}, parentReference: { id: 'f2' } }]]])('get no kind from a folder %s', (_what, told) => {
    expect(toPracticeItems('d1', [file({ parentReference: { id: told[0]?.id ?? 'f2' } }), ...told])[0]?.kind).toBe('document');
  });

  it('never send anybody to an address that is not of the web', () => {
    expect(toPracticeItems('d1', [file({ webUrl: 'javascript:alert(1)' })])[0]?.webUrl).toBeNull();
  });

  it('come newest first and at most thirty, whatever Graph sends', () => {
    const item = fc.record({
      id: fc.uuid(), name: fc.string({ minLength: 1 }), size: fc.integer({ min: -1, max: 1e9 }),
      lastModifiedDateTime: fc.date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((at) => at.toISOString()),
      parentReference: fc.oneof(fc.constant(null), fc.record({ id: fc.oneof(fc.string(), fc.constant(null)) })),
    });
    fc.assert(fc.property(fc.uniqueArray(item, { selector: (each) => each.id, maxLength: 50 }), (items) => {
      const newest = newestItems(toPracticeItems('d1', items));
      for (const each of newest) practiceItem.parse(each);
      const times = newest.map((each) => each.modifiedAt);
      expect(times).toEqual([...times].sort().reverse());
      expect(newest).toHaveLength(Math.min(30, items.length));
    }));
  });
});
