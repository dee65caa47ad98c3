import { z } from 'zod';
import { id, instant, operation } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';

const byWhom = z.object({ id, displayName: z.string() });
const about = z.enum(['potential', 'readiness']);
const weight = z.number().int().min(0).max(5);

/** A criterion by which areas are looked at (start-up guide G2). */
export const criterion = z.object({
  id, about, weight,
  /** One that Trellis proposes: the tab has its words while `name` is null. */
  standard: z.enum(['talked-about', 'several-units', 'coordinator', 'experts', 'manager', 'place-or-files']).nullable(),
  /** The organisation’s own words. */
  name: z.string().nullable(),
  hint: z.string(),
  /** Not looked at any more; what was noted on it stays. */
  retired: z.boolean(),
});
export type Criterion = z.infer<typeof criterion>;

export const verdict = z.enum(['yes', 'partly', 'no']);
export type Verdict = z.infer<typeof verdict>;
/** `open`: nobody has judged it. `differ`: people see it differently, and both stands. */
export const standing = z.enum(['open', 'yes', 'partly', 'no', 'differ']);
export type Standing = z.infer<typeof standing>;

/** By weight: what speaks for it at least and at most, what nobody has looked at, and all there is. */
export const side = z.object({ low: z.number(), high: z.number(), open: z.number(), of: z.number() });
export type Side = z.infer<typeof side>;
export const score = z.object({ potential: side, readiness: side });

export const assessment = z.object({ by: byWhom, mine: z.boolean(), verdict: verdict.nullable(), note: z.string(), at: instant });
export type Assessment = z.infer<typeof assessment>;

/** An opportunity’s evidence: the score with everything it is made of. Of retired criteria only those with notes. */
export const evidence = z.object({ score, criteria: z.array(criterion.extend({ standing, assessments: z.array(assessment) })) });
export type Evidence = z.infer<typeof evidence>;

/** Most criteria of an organisation, without the retired. */
export const maxCriteria = 30;
const criteria = z.object({ version: z.number().int(), updatedBy: byWhom.nullable(), updatedAt: instant.nullable(), items: z.array(criterion), mayEdit: z.boolean() });

export const getCriteria = operation({
  name: 'getCriteria', method: 'GET', path: '/api/launch/criteria', summary: 'The criteria by which the organisation looks at opportunities, the retired last.', response: criteria,
});

export const editCriteria = operation({
  name: 'editCriteria', method: 'PUT', path: '/api/launch/criteria',
  summary: 'Change the criteria, for programme leads. Those left out are retired and keep their notes; those given again count again. 409 when somebody changed them since `basedOnVersion`.',
  body: z.object({
    basedOnVersion: z.number().int().min(0),
    items: z.array(z.object({ id, about, weight, name: writtenText().min(2).max(120).nullable(), hint: writtenText().max(300).default('') })).min(1).max(maxCriteria),
  }).refine(({ items }) => new Set(items.map((each) => each.id)).size === items.length, { path: ['items'], message: 'input.sameCriterion' }),
  response: criteria,
});

const path = '/api/launch/opportunities/:opportunityId';

export const assess = operation({
  name: 'assess', method: 'PUT', path: `${path}/assessments/:criterionId`,
  summary: 'Say how one sees a criterion of an opportunity, and why. It stands beside what others say. Without verdict and note, one’s own is taken away.',
  params: z.object({ opportunityId: id, criterionId: id }), body: z.object({ verdict: verdict.nullable(), note: writtenText().max(2_000) }), response: evidence,
});

export const findEvidence = operation({
  name: 'findEvidence', method: 'GET', path: `${path}/found`,
  summary: 'What is there already and speaks for an opportunity: communities and teams named alike, and files about it, as far as the signed-in person sees them. Changes nothing.',
  params: z.object({ opportunityId: id }),
  response: z.object({
    communities: z.array(z.object({ id, name: z.string() })),
    teams: z.array(z.object({ groupId: id, name: z.string(), hasFiles: z.boolean() })),
    /** Why Microsoft 365 could not be asked; null when it could. */
    trouble: z.object({ code: z.string(), detail: z.string() }).nullable(),
  }),
});
