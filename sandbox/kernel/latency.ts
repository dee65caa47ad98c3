import { setTimeout as delay } from 'node:timers/promises';
import { drawDuration, type Duration } from './faults.ts';
import { seededRandom } from './seeded-random.ts';

/** How long each request to Graph takes on its way: timers only, no work. */
export class Latency {
  #duration: Duration = 0;
  #random = seededRandom(1);

  get duration(): Duration {
    return this.#duration;
  }

  set(duration: Duration, seed = 1): void {
    this.#duration = duration;
    this.#random = seededRandom(seed);
  }

  /** Over when the time is. */
  async wait(): Promise<void> {
    if (this.#duration !== 0) await delay(drawDuration(this.#duration, this.#random));
  }
}
