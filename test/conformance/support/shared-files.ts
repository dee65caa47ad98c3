import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The data folder beside the project; never part of it. */
export const sharedFolder = path.resolve(process.env.SHARED ?? '../shared');
export const hasSharedData = existsSync(path.join(sharedFolder, 'data/tenants/kubernetes.json'));

export const kubernetesTenant = path.join(sharedFolder, 'data/tenants/kubernetes.json');
export const kubernetesSheet = path.join(sharedFolder, 'data/communities/kubernetes.csv');
export const graphMetadata = path.join(sharedFolder, 'graph/graph-v1.0.csdl.xml');

export function readShared<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
