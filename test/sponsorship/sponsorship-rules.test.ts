import fc from 'fast-check';
import {
  answerRequest, earliestReviewDay, latestReviewDay, proposedReviewDay, withdrawRequest, type Answer, type SponsorshipRequest,
} from '../../api/sponsorship/sponsorship.ts';

const now = new Date('2026-11-23T10:00:00Z');
const people = ['ada', 'bo', 'cem', 'dia'];

function buildRequest(over: Partial<SponsorshipRequest> = {}): SponsorshipRequest {
  return {
    id: 'r', communityId: 'c', state: 'asked', version: 1, sponsorId: 'bo', askedBy: 'ada', askedAt: now,
    ask: { whyNow: 'Three teams rebuild the same thing', memberHoursPerMonth: 4, budget: '', visibility: 'mention-in-unit' },
    commitment: null, reviewOn: null, declineReason: null, decidedBy: null, decidedAt: null, passedTo: null, ...over,
  };
}

const commitment = { memberHoursPerMonth: 4, budget: '', visibility: 'none' as const };
const approve: Answer = { kind: 'approve', commitment, reviewOn: '2027-05-23' };

const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ kind: fc.constant('approve' as const), commitment: fc.constant(commitment), reviewOn: fc.constantFrom('2026-11-23', '2026-11-24', '2027-05-23', '2031-01-01') }),
  fc.record({ kind: fc.constant('decline' as const), reason: fc.constantFrom('', '  ', 'Not this year') }),
  fc.record({ kind: fc.constant('pass-on' as const), to: fc.constantFrom(...people) }),
);
const anyStep = fc.oneof(
  fc.record({ answer: anyAnswer, by: fc.constantFrom(...people) }),
  fc.record({ answer: fc.constant(null), by: fc.constantFrom(...people) }),
);

describe('a sponsoring request', () => {
  it('is decided by the first decision, whoever comes after', () => {
    fc.assert(fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
      let request = buildRequest();
      let decided: SponsorshipRequest | null = null;
      for (const { answer, by } of steps) {
        const outcome = answer ? answerRequest(request, answer, by, now) : withdrawRequest(request, by, now);
        if (decided) expect(outcome.ok).toBe(false);
        if (!outcome.ok) continue;
        request = outcome.request;
        decided = outcome.request;
      }
      if (decided) expect(request).toEqual(decided);
    }));
  });

  it('is never answered by anyone but the person asked, and never approved by the one who asks', () => {
    fc.assert(fc.property(anyAnswer, fc.constantFrom(...people), fc.constantFrom(...people), fc.constantFrom(...people), (answer, by, sponsorId, askedBy) => {
      const outcome = answerRequest(buildRequest({ sponsorId, askedBy }), answer, by, now);
      if (!outcome.ok) return;
      expect(by).toBe(sponsorId);
      expect(by).not.toBe(askedBy);
      expect(outcome.request.decidedBy).toBe(by);
      expect(outcome.request.version).toBe(2);
    }));
  });

  it('keeps what belongs to its state and nothing else', () => {
    fc.assert(fc.property(anyAnswer, (answer) => {
      const outcome = answerRequest(buildRequest(), answer, 'bo', now);
      if (!outcome.ok) return;
      const { state, commitment: agreed, reviewOn, declineReason, passedTo } = outcome.request;
      expect(agreed !== null && reviewOn !== null).toBe(state === 'approved');
      expect(declineReason !== null).toBe(state === 'declined');
      expect(passedTo !== null).toBe(state === 'passed-on');
    }));
  });

  it('does not go back to the asker, to oneself or to someone who passed it on', () => {
    const to = (person: string) => answerRequest(buildRequest(), { kind: 'pass-on', to: person }, 'bo', now, ['dia']);
    expect(to('ada')).toEqual({ ok: false, refusal: 'passed-to-asker' });
    expect(to('bo')).toEqual({ ok: false, refusal: 'passed-to-self' });
    expect(to('dia')).toEqual({ ok: false, refusal: 'passed-on-before' });
    expect(to('cem').ok).toBe(true);
  });

  it('wants a review day that is ahead, and not years away', () => {
    for (const reviewOn of ['2026-11-23', '2020-01-01', '2029-01-01']) {
      expect(answerRequest(buildRequest(), { ...approve, reviewOn } as Answer, 'bo', now)).toEqual({ ok: false, refusal: 'review-not-ahead' });
    }
  });

  it('proposes a review in six months, on a day that exists', () => {
    expect(proposedReviewDay(new Date('2026-08-31T23:00:00Z'))).toBe('2027-02-28');
    fc.assert(fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), (date) => {
      const day = proposedReviewDay(date);
      expect(day >= earliestReviewDay(date) && day <= latestReviewDay(date)).toBe(true);
      expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
    }));
  });

  it('can be taken back only while it is unanswered', () => {
    expect(withdrawRequest(buildRequest(), 'ada', now)).toMatchObject({ ok: true, request: { state: 'withdrawn', version: 2 } });
    expect(withdrawRequest(buildRequest({ state: 'approved' }), 'ada', now)).toEqual({ ok: false, refusal: 'already-decided' });
  });
});
