import { seededRandom } from '../../sandbox/kernel/seeded-random.ts';

/** Chance that comes out the same for the same seed. */
export interface Chance {
  /** From 0 to below `count`. */
  below(count: number): number;
  isSo(share: number): boolean;
  /** One of them; there must be one. */
  of<T>(all: readonly T[]): T;
  /** One of them, or undefined when there is none. */
  ofSome<T>(all: readonly T[]): T | undefined;
  /** How often something happens that happens so often on average: 0.2 is once in five times. */
  times(average: number): number;
}

/** @param parts what it is the chance of: each has its own, so that what came out otherwise once changes nothing else */
export function chanceOf(seed: number, ...parts: number[]): Chance {
  const random = seededRandom([seed, ...parts].reduce((mixed, part) => Math.imul(mixed ^ (mixed >>> 15) ^ part, 0x9e3779b1) + 0x7f4a7c15, 0) | 0);
  const below = (count: number) => Math.floor(random() * count);
  return {
    below,
    isSo: (share) => random() < share,
    of: (all) => all[below(all.length)]!,
    ofSome: (all) => (all.length === 0 ? undefined : all[below(all.length)]),
    times: (average) => Math.floor(average) + (random() < average % 1 ? 1 : 0),
  };
}
