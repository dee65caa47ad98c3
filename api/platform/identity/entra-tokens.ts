import type { Actor } from './actor.ts';

/** Tokens that Entra ID gives Trellis, kept in memory only. */
export interface EntraTokens {
  /**
   * A Graph token for the person, through on-behalf-of.
   * @throws ConsentNeededError when Entra ID wants consent or a fresh sign-in first.
   * @throws UnavailableError (`sign-in-unavailable`) when Entra ID does not answer.
   */
  forPerson(actor: Actor): Promise<string>;
  /** A token for Trellis itself; Graph's unless another resource's `…/.default` scope is given. */
  forApp(tenantId: string, scope?: string): Promise<string>;
  /** Drops a kept token that was refused (continuous access evaluation), so that Entra ID is asked for another. */
  forget(token: string): void;
}
