import { z } from 'zod';
import { operation } from '../platform/http/operation-contract.ts';

/** `granted`; `missing`; `withheld`: missing, and Trellis works without it, with less; `unneeded`: granted, and nothing asks for it. */
export const permissionState = z.enum(['granted', 'missing', 'withheld', 'unneeded']);

const permissionLine = z.object({
  permission: z.string(),
  state: permissionState,
  /** Which text says what stops working without it; null for one that nothing asks for. */
  without: z.string().nullable(),
});

/** How one team stands that communities are tied to. `not-added`: Trellis is not in it, or was never given consent there; `unknown`: Microsoft 365 did not say. */
const teamLine = z.object({
  groupId: z.guid(), name: z.string(),
  state: z.enum(['ready', 'consent-missing', 'not-added', 'gone', 'unknown']),
  missing: z.array(z.string()),
});

export const permissionReport = z.object({
  /** For the person who asks, with what is consented for everybody. */
  delegated: z.array(permissionLine),
  application: z.array(permissionLine),
  /** Null where Microsoft 365 could not be asked; a problem's detail says why. */
  trouble: z.array(z.object({ about: z.enum(['delegated', 'application', 'catalogue', 'teams']), code: z.string(), detail: z.string() })),
  /** Where an administrator consents to everything that the registration asks for; null when nothing is missing. */
  adminConsentUrl: z.url().nullable(),
  catalogue: z.object({
    /** `same` also in what it asks of teams. */
    state: z.enum(['same', 'other-version', 'other-permissions', 'absent', 'unknown']),
    version: z.string().nullable(), ours: z.string(),
    /** Asked of teams by one and not by the other. */
    lacks: z.array(z.string()), adds: z.array(z.string()),
  }),
  /** At most 200, those with trouble first. */
  teams: z.array(teamLine),
  teamsTotal: z.number().int(),
  /** Whether anything needs somebody to act; what is withheld does not. */
  sound: z.boolean(),
});
export type PermissionReport = z.infer<typeof permissionReport>;
export type PermissionLine = PermissionReport['delegated'][number];
export type TeamLine = PermissionReport['teams'][number];

export const checkPermissions = operation({
  name: 'checkPermissions', method: 'GET', path: '/api/permissions',
  summary: 'Which permissions Trellis has, lacks or does not need, and how it stands in the teams that communities are tied to. For programme leads.', response: permissionReport,
});
