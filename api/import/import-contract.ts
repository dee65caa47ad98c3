import { z } from 'zod';
import { id, instant, operation } from '../platform/http/operation-contract.ts';
import { tieKind } from '../ties/ties-contract.ts';

export const importColumns = ['name', 'domain', 'template', 'coordinators', 'sponsor', 'team', 'channel', 'library', 'calendar'] as const;

/** What is wrong with one value of the sheet. `row` counts from 1, the heading not included. */
export const importRefusal = z.object({
  row: z.number().int(), column: z.string(), value: z.string(), reason: z.string(), remedy: z.string(),
});
export type ImportRefusal = z.infer<typeof importRefusal>;

export const importRow = z.object({
  row: z.number().int(),
  name: z.string(),
  /** `unchanged`: a community with this name and team is here already and matches the sheet. */
  outcome: z.enum(['would-create', 'created', 'unchanged', 'refused']),
  communityId: id.nullable(),
  /** What it is or would be tied to, in words: kind and name. */
  ties: z.array(z.object({ kind: tieKind, name: z.string() })),
  /** Who is or would be asked to sponsor; asked, never assumed. */
  sponsorAsked: z.string().nullable(),
  refusals: z.array(importRefusal),
});
export type ImportRow = z.infer<typeof importRow>;

export const importRun = z.object({
  id,
  state: z.enum(['running', 'finished', 'stopped']),
  dryRun: z.boolean(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  /** At the rate that was reached, and no less than Microsoft's limits ask for; null when it is over or not known yet. */
  secondsLeft: z.number().int().min(1).nullable(),
  total: z.number().int(),
  done: z.number().int(),
  created: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
});
export type ImportRun = z.infer<typeof importRun>;

export const startImport = operation({
  name: 'startImport', method: 'POST', path: '/api/imports',
  summary: 'Import a sheet of communities (CSV text, `,` or `;`, with heading). Programme leads only. A sheet whose import was interrupted goes on where it stood.',
  body: z.object({ csv: z.string().max(8_000_000), dryRun: z.boolean().default(false) }),
  response: importRun, status: 202,
});

export const getImport = operation({
  name: 'getImport', method: 'GET', path: '/api/imports/:importId',
  summary: 'How far an import is.', params: z.object({ importId: id }), response: importRun,
});

export const listImports = operation({
  name: 'listImports', method: 'GET', path: '/api/imports',
  summary: 'The newest imports of whoever asks, newest first.', response: z.object({ items: z.array(importRun).max(10) }),
});

export const continueImport = operation({
  name: 'continueImport', method: 'POST', path: '/api/imports/:importId/continue',
  summary: 'Go on with an import that was interrupted, where it stood; one that runs is left as it is.', params: z.object({ importId: id }), response: importRun, status: 202,
});

export const stopImport = operation({
  name: 'stopImport', method: 'POST', path: '/api/imports/:importId/stop',
  summary: 'Stop an import after the row it is at. It can go on later.', params: z.object({ importId: id }), response: importRun,
});

export const listImportRows = operation({
  name: 'listImportRows', method: 'GET', path: '/api/imports/:importId/rows',
  summary: 'The rows done so far with what became of each.',
  params: z.object({ importId: id }),
  query: z.object({
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    outcome: z.enum(['would-create', 'created', 'unchanged', 'refused']).optional(),
  }),
  response: z.object({ items: z.array(importRow) }),
});
