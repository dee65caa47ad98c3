import type { ActivityKind } from '../../../api/templates/templates-contract.ts';
import type { Person } from '../../../api/membership/membership-contract.ts';
import type { Need } from '../../../api/ties/proposals-contract.ts';
import type { TieTarget } from '../../../api/ties/ties-contract.ts';
import type { BodyOf } from '../../shared/api.ts';
import type { Ask } from '../../sponsorship/SponsorFields.tsx';
import { homeOf, withPlaces, type PickedPlace, type PlaceToMake } from './places.ts';

export const steps = ['template', 'about', 'ties', 'sponsor', 'review'] as const;
export type Step = (typeof steps)[number];

export interface FirstActivity { subject: string; /** Local date and time as typed, `2026-12-01T10:00`. */ startsAt: string; minutes: number; /** As the template proposes it. */ kind?: ActivityKind | undefined }

/** What a person has typed and chosen so far: the content of a draft. */
export interface Draft {
  step: Step;
  templateId: string;
  name: string;
  about: string;
  unit: string;
  topics: string;
  charter: { domain: string; forWhom: string; practice: string; waysOfWorking: string };
  /** What its people need to do together. */
  needs: readonly Need[];
  places: readonly PickedPlace[];
  newPlaces: readonly PlaceToMake[];
  pinTab: boolean;
  firstActivity: FirstActivity | null;
  sponsor: Ask | null;
  /** Key issues, a line each, that came from talks about the opportunity. */
  issues: string;
  /** Names of those who said that they would help to lead. */
  candidates: readonly string[];
  /** The opportunity that becomes this community; empty where there was none. */
  opportunityId: string;
}

export const emptyDraft: Draft = {
  step: 'template', templateId: '', name: '', about: '', unit: '', topics: '',
  charter: { domain: '', forWhom: '', practice: '', waysOfWorking: '' },
  needs: [], places: [], newPlaces: [], pinTab: false, firstActivity: null, sponsor: null, issues: '', candidates: [], opportunityId: '',
};

/** A stored draft as this version understands it: what it does not know is left out, what is missing is empty. */
export function readDraft(content: Record<string, unknown>): Draft {
  const known = Object.fromEntries(Object.entries(content).filter(([key, value]) => {
    if (!(key in emptyDraft)) return false;
    const expected = emptyDraft[key as keyof Draft];
    if (Array.isArray(expected)) return Array.isArray(value);
    return expected === null ? value === null || typeof value === 'object' : typeof value === typeof expected && value !== null;
  })) as Partial<Draft>;
  return {
    ...emptyDraft, places: placesBefore(content), ...known,
    charter: { ...emptyDraft.charter, ...known.charter },
    step: steps.includes(known.step as Step) ? (known.step as Step) : 'template',
  };
}

/** Drafts that were saved when a community had one team, with one place of each kind. */
function placesBefore(content: Record<string, unknown>): PickedPlace[] {
  const { team, channel, library, calendar } = content as Partial<{ team: { groupId: string; name: string } | null; channel: { channelId: string; name: string } | null; library: { driveId: string; name: string } | null; calendar: boolean }>;
  if (!team) return [];
  const { groupId, name } = team;
  const of = (target: TieTarget, called: string): PickedPlace => ({ target, name: called, location: null, team: name });
  return withPlaces([], [
    of({ kind: 'team', groupId }, name),
    ...(channel ? [of({ kind: 'channel', groupId, channelId: channel.channelId }, channel.name)] : []),
    ...(library ? [of({ kind: 'library', groupId, driveId: library.driveId }, library.name)] : []),
    ...(calendar ? [of({ kind: 'calendar', groupId }, name)] : []),
  ]);
}

/** A draft in which nothing was typed or chosen is not worth keeping. */
export function isEmpty(draft: Draft): boolean {
  return JSON.stringify({ ...draft, step: 'template' }) === JSON.stringify(emptyDraft);
}

export const topicsOf = (typed: string): string[] =>
  [...new Set(typed.split(/[,;]/).map((topic) => topic.trim().slice(0, 40)).filter(Boolean))].slice(0, 10);

/** Key issues as they were typed, a line each. */
export const issuesOf = (typed: string): string[] => [...new Set(typed.split('\n').map((issue) => issue.trim().slice(0, 200)).filter(Boolean))].slice(0, 50);

/** The first activity, where there is a calendar to put it on. */
export const activityOf = (draft: Draft): FirstActivity | null => (homeOf(draft.places, 'calendar') ? draft.firstActivity : null);

/** The request that creates the community. The draft's id is the request's: sending it twice makes one. */
export function requestOf(draft: Draft, requestId: string, timeZone: string): BodyOf<'createCommunity'> {
  const activity = activityOf(draft);
  return {
    requestId, templateId: draft.templateId, name: draft.name.trim(), about: draft.about.trim(), unit: draft.unit.trim() || null,
    topics: topicsOf(draft.topics),
    charter: { ...draft.charter, keyIssues: issuesOf(draft.issues).map((title) => ({ title })) },
    ties: draft.places.map(({ target }) => target), newPlaces: draft.newPlaces.map(({ place }) => place), pinTab: draft.pinTab && homeOf(draft.places, 'channel') !== undefined,
    firstActivity: activity && { subject: activity.subject.trim(), startsAt: new Date(activity.startsAt).toISOString(), minutes: activity.minutes, timeZone, ...(activity.kind ? { kind: activity.kind } : {}) },
    sponsor: askOf(draft.sponsor), opportunityId: draft.opportunityId || null,
  };
}

function askOf(ask: Ask | null): BodyOf<'createCommunity'>['sponsor'] {
  if (!ask?.person) return null;
  const { person, ...rest } = ask as Ask & { person: Person };
  return { ...rest, sponsorId: person.id };
}

/** What still has to be filled in before a step can be left, by the key of its words. */
export function missingIn(draft: Draft, step: Step): string[] {
  switch (step) {
    case 'template': return draft.templateId ? [] : ['create.template.needs'];
    case 'about': return [
      ...(draft.name.trim().length < 2 ? ['create.about.needsName'] : []),
      ...(draft.about.trim() === '' ? ['create.about.needsAbout'] : []),
    ];
    case 'ties': {
      const activity = activityOf(draft);
      return activity ? [
        ...(activity.subject.trim() === '' ? ['create.ties.needsSubject'] : []),
        ...(Number.isNaN(new Date(activity.startsAt).getTime()) ? ['create.ties.needsStart'] : []),
      ] : [];
    }
    case 'sponsor': return draft.sponsor ? [
      ...(draft.sponsor.person ? [] : ['sponsorship.needsPerson']),
      ...(draft.sponsor.whyNow.trim() === '' ? ['sponsorship.needsWhy'] : []),
    ] : [];
    case 'review': return [];
  }
}

/** The step on which a refused field, a JSON pointer into the request, is edited. */
export function stepOfField(pointer: string): Step {
  const [first = ''] = pointer.replace(/^\//, '').split('/');
  if (first === 'templateId') return 'template';
  if (['ties', 'newPlaces', 'pinTab', 'firstActivity'].includes(first)) return 'ties';
  return first === 'sponsor' ? 'sponsor' : 'about';
}
