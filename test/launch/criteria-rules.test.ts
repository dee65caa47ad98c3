import fc from 'fast-check';
import { editedCriteria, type Judged, scoreOf, standardCriteria, standingOf } from '../../api/launch/criteria.ts';
import type { Criterion } from '../../api/launch/criteria-contract.ts';

const ids = Array.from({ length: 5 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);
const anyCriteria = fc.array(fc.record({
  id: fc.constantFrom(...ids), about: fc.constantFrom('potential' as const, 'readiness' as const), weight: fc.integer({ min: 0, max: 5 }), standard: fc.constant(null), name: fc.string(), hint: fc.string(), retired: fc.boolean(),
}), { maxLength: 5 }).map((criteria) => [...new Map(criteria.map((each) => [each.id, each])).values()]);
const anyJudged = fc.array(fc.record({ criterionId: fc.constantFrom(...ids), verdict: fc.constantFrom('yes' as const, 'partly' as const, 'no' as const, null) }), { maxLength: 12 });
const sides = ['potential', 'readiness'] as const;

describe('the score of an area', () => {
  it('does not depend on the order in which things are listed or said, nor on how often the same is said', () => {
    fc.assert(fc.property(anyCriteria, anyJudged, (criteria, judged) => {
      const score = scoreOf(criteria, judged);
      expect(scoreOf(criteria.toReversed(), judged.toReversed())).toEqual(score);
      expect(scoreOf(criteria, [...judged, ...judged])).toEqual(score);
    }));
  });

  it('takes nothing from a criterion of weight 0, a retired one, or one of which nobody judged', () => {
    fc.assert(fc.property(anyCriteria, anyJudged, (criteria, judged) => {
      const score = scoreOf(criteria, judged);
      expect(scoreOf(criteria.filter(({ weight, retired }) => weight > 0 && !retired), judged)).toEqual(score);
      expect(scoreOf(criteria, [...judged, ...ids.map((criterionId) => ({ criterionId, verdict: null }))])).toEqual(score);
    }));
  });

  it('spans from those who doubt to those who hope, with what nobody looked at apart', () => {
    fc.assert(fc.property(anyCriteria, anyJudged, (criteria, judged) => {
      for (const about of sides) {
        const { low, high, open, of } = scoreOf(criteria, judged)[about];
        expect([low >= 0, low <= high, high + open <= of]).toEqual([true, true, true]);
      }
    }));
  });

  it('widens and never narrows when one more person judges what was judged, so that no view goes under', () => {
    fc.assert(fc.property(anyCriteria, anyJudged, fc.constantFrom('yes' as const, 'partly' as const, 'no' as const), (criteria, judged, verdict) => {
      const [first] = judged.filter((each) => each.verdict !== null);
      fc.pre(first !== undefined);
      const [before, after] = [judged, [...judged, { criterionId: first!.criterionId, verdict } satisfies Judged]].map((each) => scoreOf(criteria, each));
      for (const about of sides) expect([after![about].low <= before![about].low, after![about].high >= before![about].high, after![about].open]).toEqual([true, true, before![about].open]);
    }));
  });

  it('tells what nobody has judged from what somebody denied', () => {
    const [problem] = standardCriteria as [Criterion];
    const of = (verdict: 'no' | null) => scoreOf([problem], [{ criterionId: problem.id, verdict }]).potential;
    expect([of('no'), of(null)]).toEqual([{ low: 0, high: 0, open: 0, of: 3 }, { low: 0, high: 0, open: 3, of: 3 }]);
    expect([standingOf([null]), standingOf(['no', null]), standingOf(['no', 'yes']), standingOf(['yes', 'yes'])]).toEqual(['open', 'no', 'differ', 'yes']);
  });
});

it('a criterion that is left out is retired and can come back as it was', () => {
  const [first, ...others] = standardCriteria as [Criterion, ...Criterion[]];
  const without = editedCriteria(standardCriteria, others);
  expect(without.at(-1)).toEqual({ ...first, retired: true });
  expect(editedCriteria(without, [first, ...others])).toEqual(standardCriteria);
});
