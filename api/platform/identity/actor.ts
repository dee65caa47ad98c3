/** App roles that the organisation gives in Entra ID. */
export type Role = 'ProgrammeLead';

/** The person for whom something is done, as the validated token names them. Identity is tenant and object id, never a name. */
export interface Actor {
  readonly tenantId: string;
  /** Entra object id (`oid`). */
  readonly personId: string;
  readonly displayName: string;
  /** As the token has it (`preferred_username`). It changes, and says who nobody is: only what was written down by it is found by it. */
  readonly signInName?: string;
  readonly roles: readonly Role[];
  /**
   * The person's own token, exchanged on their behalf when Graph is asked; never stored.
   * Undefined where the person is known without one (a card's or message extension's activity): Graph cannot be asked for them there.
   */
  readonly assertion?: string;
}
