import { z } from 'zod';
import type { SandboxClock } from './clock.ts';
import type { SandboxRequest, SandboxResponse, SandboxRoute } from './router.ts';
import { settingsSchema, type SandboxSettings } from './settings.ts';

/** Time is moved on to an instant, or by so many milliseconds. */
const clockSchema = z.strictObject({ now: z.iso.datetime({ offset: true }).optional(), advanceMs: z.number().int().min(0).optional() })
  .refine(({ now, advanceMs }) => (now === undefined) !== (advanceMs === undefined), 'either now or advanceMs');

/** The sandbox's clock and settings, for tests and demonstrations in another process. */
export function clockRoutes({ clock, settings }: { clock: SandboxClock, settings: SandboxSettings }): SandboxRoute[] {
  return [
    { method: 'GET', path: '/sandbox/settings', handle: () => ({ status: 200, body: settings }) },
    {
      method: 'PATCH', path: '/sandbox/settings',
      handle: request => {
        const changes = settingsSchema.partial().safeParse(bodyOf(request));
        if (!changes.success) return refused(z.prettifyError(changes.error));
        Object.assign(settings, changes.data);
        return { status: 204 };
      },
    },
    { method: 'GET', path: '/sandbox/clock', handle: () => ({ status: 200, body: { now: new Date(clock.now()).toISOString() } }) },
    {
      method: 'PUT', path: '/sandbox/clock',
      handle: request => {
        const moved = clockSchema.safeParse(bodyOf(request));
        if (!moved.success) return refused(z.prettifyError(moved.error));
        const by = moved.data.advanceMs ?? Date.parse(moved.data.now!) - clock.now();
        if (by < 0) return refused('The clock cannot be moved back; a reset returns it to the present.');
        clock.advance(by);
        return { status: 204 };
      },
    },
  ];
}

function bodyOf(request: SandboxRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return null;
  }
}

function refused(why: string): SandboxResponse {
  return { status: 400, body: { error: { code: 'BadRequest', message: why } } };
}
