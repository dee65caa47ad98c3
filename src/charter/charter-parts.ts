/** The charter's texts in reading order. */
export const charterParts = ['domain', 'forWhom', 'practice', 'waysOfWorking'] as const;
export type CharterPart = (typeof charterParts)[number];

/** Longest text of each, as the contract has them; a test compares the two. */
export const charterLimits: Record<CharterPart, number> = { domain: 4_000, forWhom: 2_000, practice: 4_000, waysOfWorking: 4_000 };
