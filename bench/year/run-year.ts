import { getHappening } from '../../api/communities/communities-contract.ts';
import { listTies } from '../../api/ties/ties-contract.ts';
import { chanceOf } from './chance.ts';
import { foundCommunities } from './found-communities.ts';
import { happenings, type Year } from './year-happenings.ts';
import { type Comparison, compareWithTruth } from './year-truth.ts';
import { hour, minute, startYearWorld, type YearOptions, type YearWorld } from './year-world.ts';

export interface YearOutcome extends Comparison {
  /** How often each thing happened. */
  happened: Map<string, number>;
  /** The product's round trips to Graph for each open community and hour, storms and refused tokens left out. */
  requestsPerCommunityAndHour: number;
  requests: number;
}

/** Jobs look at everything once more in this time: subscriptions are renewed every 64 hours, names of libraries asked every 72. */
const quietDays = 5;
/** The product's own rounds come every minute; here, often enough for subscriptions to be renewed before they end. */
const stepsADay = 3;

/** What Graph answers in a storm. It asks for pauses longer than any job waits: nothing waits by the machine's clock. */
const storms: readonly (readonly [what: string, faults: Parameters<YearWorld['sandbox']['faults']['set']>[0]])[] = [
  ['storm: everything throttled', [{ path: '^/v1.0/', status: 429, retryAfter: 900 }]],
  ['storm: half of all throttled', [{ path: '^/v1.0/', status: 429, retryAfter: 900, share: 0.5 }]],
  ['storm: Graph not available', [{ path: '^/v1.0/', status: 503, retryAfter: 900, share: 0.8 }]],
  ['storm: short pauses', [{ path: '^/v1.0/', status: 429, retryAfter: 0, share: 0.3 }]],
  ['storm: subscriptions not available', [{ path: '^/v1.0/subscriptions', status: 503, retryAfter: 900 }]],
];

/** A generated organisation, its communities and what befalls them, day by day; at the end the product's view against what is so. */
export async function runYear(options: YearOptions, say: (line: string) => void = () => undefined): Promise<YearOutcome> {
  const world = await startYearWorld(options);
  const { sandbox } = world;
  const happened = new Map<string, number>();
  const count = (what: string) => happened.set(what, (happened.get(what) ?? 0) + 1);
  try {
    const year: Year = { world, communities: await foundCommunities(world), counter: 0 };
    for (let rounds = 0; rounds < Math.ceil(options.communities / 100) + 2; rounds += 1) await world.pass(minute);
    say(`${year.communities.length} communities founded and followed`);
    let stormyHours = 0;
    let communityHours = 0;
    for (let dayNumber = 0; dayNumber < options.days; dayNumber += 1) {
      for (let step = 0; step < stepsADay; step += 1) {
        for (const [kind, { what, perYear, happen }] of happenings.entries()) {
          world.chance = chanceOf(options.seed, dayNumber, step, kind);
          for (let times = world.chance.times((perYear * options.pace * options.communities) / 365 / stepsADay); times > 0; times -= 1) if (await happen(year)) count(what);
        }
        const weather = chanceOf(options.seed, dayNumber, step, happenings.length);
        if (stormyHours <= 0 && weather.isSo(Math.min(0.2, options.pace / 40))) {
          const [what, faults] = weather.of(storms);
          sandbox.faults.set(faults, options.seed + dayNumber);
          stormyHours = 6 + weather.below(72);
          world.stormy = true;
          count(what);
        }
        // First what is told, then the rest of the step.
        await world.pass(minute);
        await world.pass((24 / stepsADay) * hour - minute);
        stormyHours -= 24 / stepsADay;
        if (stormyHours <= 0 && world.stormy) endStorm(world);
        communityHours += (year.communities.length * 24) / stepsADay;
      }
      if (dayNumber % 30 === 29) say(`day ${dayNumber + 1}: ${[...happened.values()].reduce((sum, each) => sum + each, 0)} things happened, ${world.requests.all} requests to Graph`);
    }
    endStorm(world);
    Object.assign(sandbox.settings, { lostNotifications: 0, repeatedNotifications: 0 });
    for (let steps = 0; steps < quietDays * stepsADay; steps += 1) await world.pass((24 / stepsADay) * hour);
    await visitAll(year);
    const comparison = await compareWithTruth(year);
    const { all, troubled } = world.requests;
    return { ...comparison, happened, requests: all, requestsPerCommunityAndHour: (all - troubled) / Math.max(1, communityHours) };
  } finally {
    await world.close();
  }
}

function endStorm(world: YearWorld): void {
  world.sandbox.faults.clear();
  world.stormy = false;
}

/** Where nobody tells, people's visits do: each community's coordinator visits it once more. */
async function visitAll({ world, communities }: Year): Promise<void> {
  for (const { id: communityId, coordinator, isClosed } of communities) {
    if (isClosed || !world.isEmployed(coordinator)) continue;
    const params = { communityId };
    await world.ask(getHappening, { as: coordinator, params });
    await world.ask(listTies, { as: coordinator, params });
  }
  await world.pass(10 * minute);
}

