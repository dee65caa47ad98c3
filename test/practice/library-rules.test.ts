import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { titleOf } from '../../api/practice/file-seen.ts';
import { type LibraryFacts, nextThings, statesOf } from '../../api/practice/library-next.ts';
import { piecesOf, wordsTyped } from '../../api/practice/search-practice.ts';
import { mayAddItems, mayEditItem } from '../../api/practice/library-policy.ts';
import { mayEndStewardship, mayLookAfter } from '../../api/stewardship/stewardship-policy.ts';

const none = { first: null, count: 0 };
const some = (title: string, count = 1) => ({ first: { id: title, title }, count });
const facts = (changes: Partial<LibraryFacts> = {}): LibraryFacts => ({ gone: none, stale: none, orphaned: none, unanswered: [], proposed: 0, ...changes });

describe('the next useful things to do with a library', () => {
  it('begin with what leads readers astray, then what nobody looks after, then what is missing, then what is new', () => {
    const all = facts({ gone: some('g'), stale: some('s', 4), orphaned: some('o'), unanswered: [{ id: 'i', title: 'Seals' }], proposed: 7 });
    expect(nextThings(all, false).map(({ what, title, count }) => [what, title, count])).toEqual([['replace-gone', 'g', 1], ['read-again', 's', 4], ['find-steward', 'o', 1]]);
    expect(nextThings({ ...all, gone: none, stale: none }, false).map(({ what }) => what)).toEqual(['find-steward', 'answer-issue', 'look-at-new']);
    expect(nextThings(facts(), false)).toEqual([]);
  });

  it('begin, in an empty library, with the files that are there', () => {
    expect(nextThings(facts({ unanswered: [{ id: 'i', title: 'Seals' }], proposed: 2 }), true)).toEqual([
      { what: 'look-at-new', itemId: null, issueId: null, title: null, count: 2 }, { what: 'answer-issue', itemId: null, issueId: 'i', title: 'Seals', count: 1 },
    ]);
  });

  it('are never more than three, and never about nothing', () => {
    const part = fc.oneof(fc.constant(none), fc.integer({ min: 1, max: 99 }).map((count) => some('x', count)));
    fc.assert(fc.property(fc.record({ gone: part, stale: part, orphaned: part, unanswered: fc.array(fc.constant({ id: 'i', title: 't' })), proposed: fc.nat(9) }), fc.boolean(), (known, isEmpty) => {
      const next = nextThings(known, isEmpty);
      expect(next.length).toBeLessThanOrEqual(3);
      expect(new Set(next.map(({ what }) => what)).size).toBe(next.length);
      expect(next.every(({ count }) => count > 0)).toBe(true);
    }));
  });
});

describe('an item', () => {
  it('is stale from the day after its review date, orphaned once its steward left, gone once its file is', () => {
    const item = { reviewOn: '2026-11-24', stewardId: 'a', stewardIsMember: true, goneAt: null };
    expect([statesOf(item, '2026-11-24'), statesOf(item, '2026-11-25'), statesOf({ ...item, stewardIsMember: false, goneAt: new Date() }, '2026-11-24')]).toEqual([[], ['stale'], ['orphaned', 'gone']]);
  });

  it('is called what its file is called, without the ending', () => {
    expect(['starting-a-pump.md', 'v1.2 notes.docx', '.gitignore', 'README', 'minutes 3.12.2025', 'a'.repeat(300)].map(titleOf)).toEqual(['starting-a-pump', 'v1.2 notes', '.gitignore', 'README', 'minutes 3.12', 'a'.repeat(200)]);
  });

  it('is added by members, changed by its steward, coordinators and core, and taken on by whoever offers', () => {
    expect([mayAddItems('peripheral').allowed, mayAddItems(null).allowed]).toEqual([true, false]);
    expect([mayEditItem('coordinator', false), mayEditItem('core', false), mayEditItem('active', true), mayEditItem('active', false), mayEditItem(null, true)].map(({ allowed }) => allowed)).toEqual([true, true, true, false, false]);
    const theirs = { isMember: true, isMe: false };
    const left = { isMember: false, isMe: false };
    const mine = { isMember: true, isMe: true };
    expect([mayLookAfter('peripheral', null), mayLookAfter('peripheral', left), mayLookAfter('coordinator', theirs), mayLookAfter(null, null)].map(({ allowed }) => allowed)).toEqual([true, true, false, false]);
    expect([mayEndStewardship('active', mine), mayEndStewardship('core', left), mayEndStewardship('core', theirs), mayEndStewardship('active', left)].map(({ allowed }) => allowed)).toEqual([true, true, false, false]);
  });
});

describe('what is typed', () => {
  it('is words, the last of which may be half typed until a blank follows, or it is a whole sentence', () => {
    expect([wordsTyped('Pump-seals, dry'), wordsTyped('pump '), wordsTyped('énergie'), wordsTyped('which seals last the longest here'), wordsTyped('"!?')]).toEqual([
      { words: ['Pump', 'seals', 'dry'], completing: true }, { words: ['pump'], completing: false }, { words: ['énergie'], completing: true },
      { words: ['which', 'seals', 'last', 'the', 'longest', 'here'], completing: false }, { words: [], completing: false },
    ]);
  });

  it('is marked in pieces that hold all of the text', () => {
    expect(piecesOf('a \u0001hit\u0002 and \u0001two\u0002')).toEqual([{ text: 'a ', hit: false }, { text: 'hit', hit: true }, { text: ' and ', hit: false }, { text: 'two', hit: true }]);
    expect([piecesOf(''), piecesOf('plain')]).toEqual([[], [{ text: 'plain', hit: false }]]);
  });
});
