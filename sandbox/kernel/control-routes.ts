import { z } from 'zod';
import type { AppRegistration } from './app-registration.ts';
import { faultSchema, UnknownOperationError, type Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { SandboxRequest, SandboxResponse, SandboxRoute } from './router.ts';
import type { StateStore } from './state-store.ts';

export interface ControlledSandbox {
  journal: Journal;
  faults: Faults;
  store: StateStore;
  registerApp(app: AppRegistration): void;
  reset(): void;
  rotateKeys(options: { forgetOld: boolean }): void;
}

/** The sandbox's own endpoints under `/sandbox/`, for tests and demonstrations in another process. */
export function controlRoutes(sandbox: ControlledSandbox): SandboxRoute[] {
  return [
    { method: 'GET', path: '/sandbox/health', handle: () => json({ status: 'ok', tenantId: sandbox.store.current.tenantId }) },
    {
      method: 'GET', path: '/sandbox/journal',
      handle: request => json({ entries: sandbox.journal.since(Number(request.url.searchParams.get('since') ?? 0)) }),
    },
    { method: 'DELETE', path: '/sandbox/journal', handle: () => done(() => sandbox.journal.clear()) },
    { method: 'GET', path: '/sandbox/faults', handle: () => json({ faults: sandbox.faults.list }) },
    { method: 'PUT', path: '/sandbox/faults', handle: request => setFaults(sandbox.faults, bodyOf(request)) },
    { method: 'DELETE', path: '/sandbox/faults', handle: () => done(() => sandbox.faults.clear()) },
    { method: 'POST', path: '/sandbox/reset', handle: () => done(() => sandbox.reset()) },
    {
      method: 'POST', path: '/sandbox/keys/rotate',
      handle: request => done(() => sandbox.rotateKeys({ forgetOld: request.url.searchParams.get('forget') === 'true' })),
    },
    {
      method: 'PUT', path: '/sandbox/apps/{clientId}',
      handle: request => {
        const app = appSchema.safeParse({ ...bodyOf(request) as object, clientId: request.params.clientId });
        return app.success
          ? done(() => sandbox.registerApp(app.data as AppRegistration))
          : refused(z.prettifyError(app.error));
      },
    },
  ];
}

const faultsSchema = z.union([
  z.array(faultSchema).transform(faults => ({ faults, seed: undefined })),
  z.strictObject({ faults: z.array(faultSchema), seed: z.number().int().optional() }),
]);

function setFaults(faults: Faults, body: unknown): SandboxResponse {
  const wanted = faultsSchema.safeParse(body);
  if (!wanted.success) return refused(z.prettifyError(wanted.error));
  try {
    return done(() => faults.set(wanted.data.faults, wanted.data.seed));
  } catch (problem) {
    if (problem instanceof UnknownOperationError) return refused(problem.message);
    throw problem;
  }
}

const appSchema = z.object({
  clientId: z.guid(),
  clientSecret: z.string().min(1),
  appIdUri: z.string().min(1),
  displayName: z.string().min(1),
  redirectUris: z.array(z.string()),
  delegatedPermissions: z.array(z.string()),
  applicationPermissions: z.array(z.string()),
  resourceSpecific: z.array(z.string()),
  appRoles: z.array(z.looseObject({ value: z.string() })),
  botMessagingEndpoint: z.string(),
  manifest: z.looseObject({ id: z.string(), version: z.string(), name: z.looseObject({ short: z.string() }) }),
  colorIcon: z.string().startsWith('data:image/').optional(),
});

function bodyOf(request: SandboxRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return null;
  }
}

const json = (body: object): SandboxResponse => ({ status: 200, body });

function done(action: () => void): SandboxResponse {
  action();
  return { status: 204 };
}

function refused(why: string): SandboxResponse {
  return { status: 400, body: { error: { code: 'BadRequest', message: why } } };
}
