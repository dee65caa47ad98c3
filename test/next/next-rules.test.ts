import fc from 'fast-check';
import en from '../../src/locales/en.json' with { type: 'json' };
import fr from '../../src/locales/fr.json' with { type: 'json' };
import { mostShown, rank } from '../../api/next/next.ts';
import { type NextThing, usefulNext } from '../../api/next/next-contract.ts';

const thing = (what: NextThing['what'], title: string | null = null): NextThing => ({ what, title, count: 1, at: 'members' });

describe('what is useful to do next', () => {
  it('begins with what keeps people waiting, then what was promised, and ends with what can wait', () => {
    expect(rank(['charter-read-again', 'practice-find-steward', 'follow-up', 'welcome'].map((what) => thing(what as NextThing['what']))).map(({ what }) => what)).toEqual(['welcome', 'follow-up', 'practice-find-steward', 'charter-read-again']);
  });

  it('is little, each of it once, in one order whatever order the sources come in', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...usefulNext).map((what) => thing(what)), { maxLength: 40 }), (things) => {
      const ranked = rank(things);
      expect(ranked.length).toBe(Math.min(mostShown, new Set(things.map(({ what }) => what)).size));
      expect(rank(things.toReversed())).toEqual(ranked);
      expect(rank(ranked)).toEqual(ranked);
    }));
    expect(rank([thing('follow-up', 'first'), thing('follow-up', 'second')])).toEqual([thing('follow-up', 'first')]);
  });

  it('has words for everything that a source may say', () => {
    for (const texts of [en, fr]) {
      const wordsOf = (what: string): object => (what.startsWith('launch-') ? texts.plan.next : what.startsWith('charter-') ? texts.charter.next : what.startsWith('practice-') ? texts.practice.next : texts.next.things);
      for (const what of usefulNext) expect(Object.keys(wordsOf(what)).map((key) => key.replace(/_.*/, ''))).toContain(what.replace(/^(charter|practice|launch)-/, ''));
    }
  });
});
