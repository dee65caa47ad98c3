import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The data folder beside the project; never part of it. */
export const sharedFolder = path.resolve(process.env.SHARED ?? '../shared');
export const hasSharedData = existsSync(path.join(sharedFolder, 'data/tenants/kubernetes.json'));

export const kubernetesTenant = path.join(sharedFolder, 'data/tenants/kubernetes.json');
export const kubernetesSheet = path.join(sharedFolder, 'data/communities/kubernetes.csv');
export const graphMetadata = path.join(sharedFolder, 'graph/graph-v1.0.csdl.xml');

/** `describe`, or a skipped one whose name says that nothing ran, and why. */
export const describeWithSharedData: typeof describe | typeof describe.skip = hasSharedData ? describe : describe.skip;

/** Says once, where people see it, that conformance ran nothing. */
export function sayWhenMissing(): void {
  if (!hasSharedData) process.stderr.write(`\nCONFORMANCE RAN NOTHING: there is no data in ${sharedFolder}. Set SHARED to the folder that holds data/ and graph/.\n\n`);
}

export function readShared<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
