import { hasSharedData, sharedFolder } from './shared-files.ts';

export * from './shared-files.ts';

/** `describe`, or a skipped one whose name says that nothing ran, and why. */
export const describeWithSharedData: typeof describe | typeof describe.skip = hasSharedData ? describe : describe.skip;

/** Says once, where people see it, that conformance ran nothing. */
export function sayWhenMissing(): void {
  if (!hasSharedData) process.stderr.write(`\nCONFORMANCE RAN NOTHING: there is no data in ${sharedFolder}. Set SHARED to the folder that holds data/ and graph/.\n\n`);
}
