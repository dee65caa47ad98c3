export { charterParts, type CharterPart } from '../../api/charter/charter-merge-contract.ts';
import type { CharterPart } from '../../api/charter/charter-merge-contract.ts';

/** Longest text of each, as the contract has them; a test compares the two. */
export const charterLimits: Record<CharterPart, number> = { domain: 4_000, forWhom: 2_000, practice: 4_000, waysOfWorking: 4_000 };
/** Longest title of a key issue, and most key issues. */
export const titleLimit = 200;
export const maxIssues = 50;

export const issueStates = ['open', 'being-worked-on', 'settled'] as const;
export const stateColor = { open: 'warning', 'being-worked-on': 'brand', settled: 'success' } as const;
