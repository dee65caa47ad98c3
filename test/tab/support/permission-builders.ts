import type { PermissionLine, PermissionReport } from '../../../api/permissions/permissions-contract.ts';
import { permissionsOf, purposes } from '../../../api/platform/graph/permissions.ts';
import { idOf } from './builders.ts';

const wanted = permissionsOf();
const lines = (identity: 'delegated' | 'application', state: PermissionLine['state'] = 'granted'): PermissionLine[] =>
  wanted[identity].map((permission) => ({ permission, state, without: (purposes[identity] as Record<string, string>)[permission] ?? null }));

/** Everything is granted; no community has a team yet. */
export function buildReport(more: Partial<PermissionReport> = {}): PermissionReport {
  return {
    delegated: lines('delegated'), application: lines('application'), trouble: [], adminConsentUrl: null,
    catalogue: { state: 'same', version: '0.1.0', ours: '0.1.0', lacks: [], adds: [] }, teams: [], teamsTotal: 0, sound: true, ...more,
  };
}

/** One of each kind of trouble, and many teams. */
export function buildTroubledReport(): PermissionReport {
  const states = ['gone', 'not-added', 'consent-missing', 'unknown', 'ready'] as const;
  return buildReport({
    delegated: [...lines('delegated', 'missing'), { permission: 'Mail.ReadWrite', state: 'unneeded', without: null }], application: lines('application', 'withheld'), sound: false,
    trouble: [{ about: 'teams', code: 'graph-throttled', detail: 'Microsoft 365 asks for a pause: too much was asked of it at once.' }],
    adminConsentUrl: 'https://login.microsoftonline.com/0b7a5f5e-6a5e-4d0b-9d55-0d6a5ad0c001/adminconsent?client_id=0b7a5f5e-6a5e-4d0b-9d55-0d6a5ad0c001',
    catalogue: { state: 'other-permissions', version: '0.0.9', ours: '0.1.0', lacks: ['TeamSettings.Read.Group'], adds: ['ChannelMessage.Read.Group'] },
    teams: Array.from({ length: 40 }, (_, index) => ({ groupId: idOf(4, index), name: index === 0 ? `Pumps ${'unbroken'.repeat(12)}` : `Pumps ${index}`, state: states[Math.min(4, index)]!, missing: index === 2 ? wanted.resourceSpecific : [] })),
    teamsTotal: 240,
  });
}
