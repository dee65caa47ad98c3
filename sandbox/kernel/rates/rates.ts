import { z } from 'zod';
import { RateLimiter, type RateCounter } from './rate-limiter.ts';

export const ratesSchema = z.strictObject({
  enabled: z.boolean(),
  /** How many people the tenant counts as having, where limits go by its size; as many as it has when absent. */
  people: z.number().int().min(1).optional(),
  /** What SharePoint says when it is too much: it documents both. */
  sharePointStatus: z.union([z.literal(429), z.literal(503)]).default(429),
});

export type RateSettings = z.input<typeof ratesSchema>;

/** Microsoft's documented rates, in force when told to be; off at first. */
export class Rates {
  readonly limiter = new RateLimiter();
  /** Milliseconds of a clock that only goes forward and is not the tenant's, which may be set. */
  readonly now: () => number;
  #settings: z.output<typeof ratesSchema> = { enabled: false, sharePointStatus: 429 };

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  get settings(): z.output<typeof ratesSchema> {
    return this.#settings;
  }

  /** Begins to count anew with these settings. */
  set(settings: RateSettings): void {
    this.#settings = ratesSchema.parse(settings);
    this.limiter.forget();
  }

  /** What each limit allowed and refused. */
  get counters(): RateCounter[] {
    return this.limiter.counters;
  }
}
