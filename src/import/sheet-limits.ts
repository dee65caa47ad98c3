/** The columns of an import sheet and its largest size in characters, as the contract has them; a test compares the two. */
export const sheetColumns = ['name', 'domain', 'template', 'coordinators', 'sponsor', 'team', 'channel', 'library', 'calendar'] as const;
export const largestSheet = 8_000_000;
