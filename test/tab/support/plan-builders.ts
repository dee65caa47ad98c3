import type { LaunchEventToBe, LaunchPlan, LaunchStep } from '../../../api/launch/plan-contract.ts';
import { inOrder, nextForLaunch } from '../../../api/launch/plan.ts';
import { moveDay } from '../../../api/launch/series-times-contract.ts';
import type { Handler } from './fake-api.ts';
import { idOf } from './builders.ts';

const today = (): string => new Date().toISOString().slice(0, 10);
const amara = { id: idOf(1, 0), displayName: 'Amara Lindqvist' };

/** Nobody does it yet, and the reader may. */
const nobody = (): LaunchStep['lookedAfter'] => ({ steward: null, abilities: { takeOn: true, giveUp: false, ask: true } });

const words: readonly (readonly [string, LaunchStep['leadsTo'], number])[] = [
  ['Ask ten people what they would come for', null, -42], ['Meet as a core group', 'members', -35], ['Write down what it is about', 'charter', -28], ['Lay out the first activities', 'series', -21],
  ['Put the launch event on the calendar', 'event', -20], ['Announce it in the channel', 'announcement', -7], ['Hold the launch event', null, 0], ['Look back, and choose what comes next', 'rhythm', 14],
];

/** So many steps around a launch that is in so many days. */
export const someSteps = (count = words.length, inDays = 38): LaunchStep[] => Array.from({ length: count }, (_, index) => {
  const [title, leadsTo, day] = words[index % words.length]!;
  return {
    id: idOf(41, index), title, about: 'Their words say what the launch should be about, and some of them will want to help.', role: index % 2 === 0 ? 'coordinator' : 'core', leadsTo,
    dueOn: moveDay(today(), inDays + day), follows: true, done: null, lookedAfter: nobody(),
  };
});

export const buildPlan = (steps: LaunchStep[] = someSteps(), more: Partial<LaunchPlan> = {}): LaunchPlan => {
  const plan = { name: 'Welding and joining', about: 'Seams that hold the first time.', proposedOn: null, channel: 'Welding', announcement: null, template: 'Professional discipline', begun: true, launchOn: moveDay(today(), 38), launched: false, steps: inOrder(steps), calendar: 'Manufacturing', event: null, eventRefused: null, toTakeOff: 0, mayChange: true, ...more };
  return { ...plan, next: nextForLaunch(plan, today()) };
};

/** An API that keeps the plan as it is changed. */
export function planApi(plan: LaunchPlan): { handlers: Record<string, Handler>; current: () => LaunchPlan } {
  let shown = plan;
  const left = new Map<string, LaunchStep>();
  const put = (more: Partial<LaunchPlan>): LaunchPlan => (shown = buildPlan(more.steps ?? shown.steps, { ...shown, ...more, steps: inOrder(more.steps ?? shown.steps) }));
  return {
    current: () => shown,
    handlers: {
      getLaunchPlan: () => shown,
      setLaunchDate: ({ body }) => put({ launchOn: (body as { after: string | null }).after, begun: true, ...(shown.begun ? {} : { steps: someSteps(4) }) }),
      putLaunchEvent: ({ body }) => put({ event: shown.event ?? { ...body as LaunchEventToBe, startsAt: `${(body as LaunchEventToBe).day}T14:00:00Z`, put: { by: amara, at: `${today()}T10:00:00Z` }, there: true, trouble: null, joinUrl: 'https://teams.microsoft.com/l/meetup-join/1' } }),
      takeLaunchEventOff: () => put({ event: null }),
      lookAfterStep: ({ params }) => {
        const lookedAfter: LaunchStep['lookedAfter'] = { steward: { ...amara, isMe: true }, abilities: { takeOn: false, giveUp: true, ask: true } };
        put({ steps: shown.steps.map((step) => (step.id === params['stepId'] ? { ...step, lookedAfter } : step)) });
        return lookedAfter;
      },
      stopLookingAfterStep: ({ params }) => {
        put({ steps: shown.steps.map((step) => (step.id === params['stepId'] ? { ...step, lookedAfter: nobody() } : step)) });
        return nobody();
      },
      announceLaunch: ({ body }) => put({ announcement: { words: (body as { words: string }).words, by: amara, at: `${today()}T10:00:00Z`, state: 'sent', why: null } }),
      sayAnnouncementIsThere: () => put({ announcement: { ...shown.announcement!, state: 'sent' } }),
      sayLaunched: ({ body }) => put({ launched: (body as { launched: boolean }).launched }),
      addLaunchStep: ({ params, body }) => put({ steps: [...shown.steps, { ...body as { title: string; about: string; dueOn: string | null }, id: params['stepId']!, role: null, leadsTo: null, follows: false, done: null, lookedAfter: nobody() }] }),
      changeLaunchStep: ({ params, body }) => {
        const id = params['stepId']!;
        const { title, about, dueOn, done, dropped } = body as { title?: { after: string }; about?: { after: string }; dueOn?: { after: string | null }; done?: boolean; dropped?: boolean };
        const step = shown.steps.find((each) => each.id === id) ?? left.get(id)!;
        left.set(id, step);
        const next: LaunchStep = {
          ...step, ...(title && { title: title.after }), ...(about && { about: about.after }), ...(dueOn && { dueOn: dueOn.after }), ...(done !== undefined && { done: done ? { by: amara, at: `${today()}T10:00:00Z` } : null }),
        };
        const others = shown.steps.filter((each) => each.id !== id);
        return put({ steps: dropped ? others : [...others, next] });
      },
    },
  };
}
