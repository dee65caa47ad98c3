import { z } from 'zod';
import { durationSchema } from '../faults.ts';
import type { Latency } from '../latency.ts';
import type { SandboxRequest, SandboxResponse, SandboxRoute } from '../router.ts';
import { ratesSchema, type Rates } from './rates.ts';

const latencySchema = z.strictObject({ ms: durationSchema, seed: z.number().int().optional() });

/** Control endpoints that switch Microsoft's rates and a latency of all of Graph on and off, and tell what was allowed. */
export function ratesRoutes(rates: Rates, latency: Latency): SandboxRoute[] {
  const now = (): SandboxResponse => ({ status: 200, body: { ...rates.settings, counters: rates.counters } });
  return [
    { method: 'GET', path: '/sandbox/rates', handle: now },
    { method: 'PUT', path: '/sandbox/rates', handle: request => changed(request, ratesSchema, settings => rates.set(settings)) },
    { method: 'DELETE', path: '/sandbox/rates/counters', handle: () => { rates.limiter.resetCounters(); return { status: 204 }; } },
    { method: 'GET', path: '/sandbox/latency', handle: () => ({ status: 200, body: { ms: latency.duration } }) },
    { method: 'PUT', path: '/sandbox/latency', handle: request => changed(request, latencySchema, ({ ms, seed }) => latency.set(ms, seed)) },
  ];
}

function changed<T>(request: SandboxRequest, schema: z.ZodType<T>, change: (value: T) => void): SandboxResponse {
  const given = schema.safeParse(parsed(request));
  if (!given.success) return { status: 400, body: { error: { code: 'BadRequest', message: z.prettifyError(given.error) } } };
  change(given.data);
  return { status: 204 };
}

function parsed(request: SandboxRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return null;
  }
}
