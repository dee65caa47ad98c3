import fc from 'fast-check';
import type { Charter, KeyIssue } from '../../api/charter/charter-contract.ts';
import { changedParts, charterParts, type Issue, mergeCharter, type Written } from '../../api/charter/charter-merge-contract.ts';
import { nextThing } from '../../api/charter/charter-next.ts';
import { mayCare, mayEditCharter } from '../../api/charter/charter-policy.ts';
import { whyNot } from '../../api/platform/errors.ts';

const states = ['open', 'being-worked-on', 'settled'] as const;
// Few values, so that two people often change the same, and often to the same.
const word = fc.constantFrom('', 'seams', 'pumps', 'שלום', '🌿', '<b>');
const issue: fc.Arbitrary<Issue> = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), title: word, state: fc.constantFrom(...states) });
const written: fc.Arbitrary<Written> = fc.record({ domain: word, forWhom: word, practice: word, waysOfWorking: word, keyIssues: fc.uniqueArray(issue, { selector: ({ id }) => id, maxLength: 4 }) });
const byId = ({ keyIssues }: Written, id: string): Issue | null => keyIssues.find((each) => each.id === id) ?? null;
const sorted = (text: Written) => ({ ...text, keyIssues: text.keyIssues.toSorted((a, b) => a.id.localeCompare(b.id)) });

describe('two changes of one charter', () => {
  it('come together without losing anything that either typed: it is in the result or in a conflict', () => {
    fc.assert(fc.property(written, written, written, (base, mine, theirs) => {
      const { text, conflicts } = mergeCharter(base, mine, theirs);
      for (const [who, typed] of [['mine', mine], ['theirs', theirs]] as const) {
        for (const part of charterParts) {
          if (typed[part] === base[part]) continue;
          const kept = [text[part], ...conflicts.flatMap((conflict) => (conflict.part === part ? [conflict[who]] : []))];
          expect(kept).toContain(typed[part]);
        }
        for (const id of ['a', 'b', 'c', 'd']) {
          const [was, is, merged] = [byId(base, id), byId(typed, id), byId(text, id)];
          const inConflict = conflicts.flatMap((conflict) => (conflict.part === 'keyIssue' && conflict.id === id ? [conflict[who]] : []));
          for (const field of ['title', 'state'] as const) {
            if (is && is[field] !== was?.[field]) expect([merged?.[field], ...inConflict.map((each) => each?.[field])]).toContain(is[field]);
          }
          if (was && !is) expect([merged, ...inConflict]).toContain(null);
        }
      }
    }), { numRuns: 1_000 });
  });

  it('take what one alone changed as it is, whichever of the two it was', () => {
    fc.assert(fc.property(written, written, (base, changed) => {
      for (const { text, conflicts } of [mergeCharter(base, changed, base), mergeCharter(base, base, changed), mergeCharter(base, changed, changed)]) {
        expect(conflicts).toEqual([]);
        expect(sorted(text)).toEqual(sorted(changed));
        expect(changedParts(text, changed)).toEqual([]);
      }
    }));
  });

  it('conflict for the one as for the other', () => {
    fc.assert(fc.property(written, written, written, (base, mine, theirs) => {
      const names = (one: Written, other: Written) => mergeCharter(base, one, other).conflicts.map((conflict) => ('id' in conflict ? conflict.id : conflict.part)).sort();
      expect(names(mine, theirs)).toEqual(names(theirs, mine));
    }));
  });

  it('keep apart the words of an issue and its state, and an issue removed by one and changed by the other', () => {
    const base = { domain: '', forWhom: '', practice: '', waysOfWorking: '', keyIssues: [{ id: 'a', title: 'Seals', state: 'open' as const }, { id: 'b', title: 'Noise', state: 'open' as const }] };
    const mine = { ...base, keyIssues: [{ id: 'a', title: 'Seals fail early', state: 'open' as const }] };
    const theirs = { ...base, keyIssues: [{ id: 'a', title: 'Seals', state: 'settled' as const }, { id: 'b', title: 'Noise at night', state: 'open' as const }] };
    const { text, conflicts } = mergeCharter(base, mine, theirs);
    expect(text.keyIssues).toEqual([{ id: 'a', title: 'Seals fail early', state: 'settled' }, theirs.keyIssues[1]]);
    expect(conflicts).toEqual([{ part: 'keyIssue', id: 'b', mine: null, theirs: theirs.keyIssues[1] }]);
  });
});

describe('the next useful thing', () => {
  const now = new Date('2026-11-24T09:00:00Z');
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  const anIssue = (more: Partial<KeyIssue> = {}): KeyIssue => ({ id: 'a', title: 'Seals', state: 'open', since: daysAgo(10), ...more });
  const charter = (more: Partial<Charter> = {}): Charter => ({
    domain: 'Pumps', forWhom: 'All', practice: 'Cases', waysOfWorking: 'Weekly', keyIssues: [anIssue()], version: 2, restoredFrom: null, updatedAt: daysAgo(10), updatedBy: { id: 'x', displayName: 'Ben' }, ...more,
  });
  const next = (more: Partial<Charter>, facts = { caring: 0, links: 0 }) => { const found = nextThing(charter(more), () => facts, now); return found && (found.issueId ? [found.what, found.issueId] : found.what); };

  it.each([
    [{ domain: '', keyIssues: [] }, 'write-domain'],
    [{ keyIssues: [], forWhom: '' }, 'name-an-issue'],
    [{ forWhom: '', practice: '' }, 'say-for-whom'],
    [{ keyIssues: [anIssue({ since: daysAgo(190) }), anIssue({ id: 'b', since: daysAgo(300) })] }, ['ask-who-cares', 'b']],
    [{ keyIssues: [anIssue({ state: 'being-worked-on', since: daysAgo(100) })] }, ['show-work', 'a']],
    [{ keyIssues: [anIssue({ state: 'settled' })] }, 'find-the-next-issue'],
    [{ waysOfWorking: '' }, 'say-how'], [{ practice: '' }, 'say-what-we-build'],
    [{ updatedAt: daysAgo(400) }, 'read-again'], [{}, null],
  ] as [Partial<Charter>, unknown][])('%j: %j', (more, what) => { expect(next(more)).toEqual(what); });

  it('leaves alone an issue that somebody cares about, or that has something to show', () => {
    expect(next({ keyIssues: [anIssue({ since: daysAgo(190) })] }, { caring: 1, links: 0 })).toBeNull();
    expect(next({ keyIssues: [anIssue({ state: 'being-worked-on', since: daysAgo(100) })] }, { caring: 0, links: 1 })).toBeNull();
    expect(next({ keyIssues: [anIssue({ since: daysAgo(181) })] })).toBeNull();
  });
});

describe('who writes a charter', () => {
  it('are coordinators and core group; the refusal says to sponsors and programme leads that it holds for them too', () => {
    for (const part of ['coordinator', 'core'] as const) expect(mayEditCharter(part, { roles: [], isSponsor: false }).allowed).toBe(true);
    for (const part of ['active', 'peripheral', null] as const) {
      expect(whyNot(mayEditCharter(part, { roles: [], isSponsor: true }), 'en')).toMatchObject({ detail: expect.stringMatching(/The community owns its charter.*sponsors too/) });
      expect(whyNot(mayEditCharter(part, { roles: ['ProgrammeLead'], isSponsor: false }), 'en')).toMatchObject({ detail: expect.stringContaining('programme leads too') });
      expect(mayCare(part).allowed).toBe(part !== null);
    }
  });
});
