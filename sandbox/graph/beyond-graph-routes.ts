import { z } from 'zod';
import type { SandboxEventEmitter } from '../kernel/events.ts';
import type { SandboxRequest, SandboxResponse, SandboxRoute } from '../kernel/router.ts';
import type { TenantState } from '../kernel/state.ts';
import { forgetDirectoryChanges } from './directory/directory-log.ts';
import { drivesArea, forgetChanges, type StoredDrive } from './drives/drive-store.ts';

/** What these routes need of the sandbox. */
export interface TenantPlace { readonly state: TenantState; readonly events: SandboxEventEmitter; now(): number }

/**
 * What people do in Microsoft 365 but Graph v1.0 has no operation for: renaming, deleting and restoring a document
 * library in SharePoint. And what Microsoft 365 does by itself: it forgets what readers of changes know.
 */
export function beyondGraphRoutes(place: TenantPlace): SandboxRoute[] {
  const onDrive = (method: string, suffix: string, act: (drive: StoredDrive, request: SandboxRequest) => SandboxResponse | void): SandboxRoute => ({
    method, path: `/sandbox/drives/{drive-id}${suffix}`,
    handle: request => {
      const drive = drivesArea.of(place.state).byId.get(request.params['drive-id']!);
      return drive ? act(drive, request) ?? { status: 204 } : notFound('drive');
    },
  });
  return [
    onDrive('PATCH', '', (drive, request) => {
      const name = z.object({ name: z.string().trim().min(1).max(255) }).safeParse(JSON.parse(request.body.toString('utf8')));
      if (!name.success) return { status: 400, body: { error: { code: 'BadRequest', message: z.prettifyError(name.error) } } };
      drive.name = name.data.name;
      return undefined;
    }),
    onDrive('DELETE', '', drive => { drive.isDeleted = true; }),
    onDrive('POST', '/restore', drive => { drive.isDeleted = false; }),
    onDrive('POST', '/resync', forgetChanges),
    { method: 'POST', path: '/sandbox/directory/resync', handle: () => { forgetDirectoryChanges(place.state); return { status: 204 }; } },
  ];
}

function notFound(what: string): SandboxResponse {
  return { status: 404, body: { error: { code: 'NotFound', message: `There is no such ${what}.` } } };
}
