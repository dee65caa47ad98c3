import { defineArea, type TenantState } from '../kernel/state.ts';

/** Why Graph takes a token no longer: its time is over, it is older than something it should know of, or more has to be shown. */
export type TokenRefusal = 'expired' | 'outdated' | 'challenge';

/** From when on the tokens that were out are refused. */
interface Cutoff {
  /** Milliseconds since 1970, by the tenant's clock. */
  at: number;
  personId: string | null;
  clientId: string | null;
  why: TokenRefusal;
  /** Tokens say when they were issued to the second: these were issued in the same one, but after it. */
  later: Set<string>;
}

const cutoffsArea = defineArea<Cutoff[]>('expired-tokens', () => []);

/** Has Graph refuse the tokens that are out: of a person, of an app, or all. New ones are good. */
export function expireTokens(state: TenantState, now: number, whose: Pick<Cutoff, 'personId' | 'clientId' | 'why'>): void {
  cutoffsArea.of(state).push({ ...whose, at: now, later: new Set() });
}

export function noteIssued(state: TenantState, token: { uti: string, iat: number }): void {
  for (const cutoff of cutoffsArea.of(state)) if (Math.floor(cutoff.at / 1000) === token.iat) cutoff.later.add(token.uti);
}

/** Why a token is no longer taken although its own time is not over; null when it is. */
export function refusalOfToken(state: TenantState, token: { uti: string, iat: number, personId: string | null, clientId: string }): TokenRefusal | null {
  const cutoff = cutoffsArea.of(state).find(({ at, personId, clientId, later }) =>
    (personId === null || personId === token.personId) && (clientId === null || clientId === token.clientId)
    && (token.iat < Math.floor(at / 1000) || (token.iat === Math.floor(at / 1000) && !later.has(token.uti))));
  return cutoff?.why ?? null;
}
