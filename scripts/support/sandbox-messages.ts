import type { Cast } from './who-to-try.ts';

/** What the sandbox's process tells the one that began it. */
export interface SandboxReady {
  type: 'sandbox-ready';
  url: string;
  teamsUrl: string;
  caFile: string;
  tenantId: string;
  cast: Cast | null;
}

export function isSandboxReady(message: unknown): message is SandboxReady {
  return typeof message === 'object' && message !== null && (message as { type?: unknown }).type === 'sandbox-ready';
}
