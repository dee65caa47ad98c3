import type { Assessment, Criterion, Evidence } from '../../../api/launch/criteria-contract.ts';
import { editedCriteria, scoreOf, standardCriteria, standingOf } from '../../../api/launch/criteria.ts';
import type { InterviewPage, Share, TalkTimes } from '../../../api/launch/interview-contract.ts';
import { answeredShares, proposedShares, standardQuestions } from '../../../api/launch/interview.ts';
import type { BoardCard, BoardStage, OpportunityPage } from '../../../api/launch/opportunity-contract.ts';
import { buildPerson, idOf } from './builders.ts';
import { type Handler, Refusal } from './fake-api.ts';

const nexts = { idea: 'look-closer', exploring: 'decide', preparing: 'create-community', launched: 'visit-community', 'let-go': null } as const;
const by = { id: idOf(1, 0), displayName: buildPerson(0).displayName };
const areas = ['Leaking seals', 'Data that nobody owns', 'First weeks with a new client', 'Robots in small cells', 'Learning from accidents'];

export function buildCard(number: number, more: Partial<BoardCard> = {}): BoardCard {
  const stage = more.stage ?? (['idea', 'idea', 'exploring', 'preparing', 'idea', 'launched', 'let-go'] as const)[number % 7]!;
  const name = number < areas.length ? areas[number]! : `${areas[number % areas.length]} ${number}`;
  return {
    kind: 'opportunity', id: idOf(30, number), name, about: 'The same trouble at three sites, and each solves it again for itself.', stage, movedAt: new Date(Date.UTC(2026, 10, 20, 8, 60 - number)).toISOString(),
    plan: null, launchOn: stage === 'preparing' ? '2027-02-01' : null, nextStep: number % 4 === 0 ? 'Ask the fitters in Leeds' : '', next: nexts[stage], learned: stage === 'let-go' ? 'Two people already look after it.' : '', score: scoreOf(standardCriteria, number % 2 === 0 ? [] : [{ criterionId: standardCriteria[0]!.id, verdict: 'yes' }, { criterionId: standardCriteria[2]!.id, verdict: 'partly' }]), proposedBy: by,
    community: stage === 'launched' ? { id: idOf(2, number), name, stage: 'coalescing', closed: false } : null, ...more,
  };
}

export const buildPilot = (number: number, more: Partial<BoardCard> = {}): BoardCard =>
  buildCard(number, { kind: 'pilot', id: idOf(2, number), stage: 'preparing', launchOn: null, nextStep: '', next: 'visit-community', score: null, proposedBy: null, community: { id: idOf(2, number), name: areas[number % areas.length]!, stage: 'potential', closed: false }, ...more });

export const buildAssessment = (number: number, more: Partial<Assessment> = {}): Assessment =>
  ({ by: { id: idOf(1, number), displayName: buildPerson(number).displayName }, mine: number === 0, verdict: 'yes', note: 'Three people asked me about it this month.', at: '2026-11-20T09:00:00Z', ...more });

/** The evidence of these assessments, by the place of the criterion in the list. */
export function buildEvidence(said: Record<number, Assessment[]> = {}, criteria: readonly Criterion[] = standardCriteria): Evidence {
  return {
    score: scoreOf(criteria, Object.entries(said).flatMap(([index, each]) => each.map(({ verdict }) => ({ criterionId: criteria[Number(index)]!.id, verdict })))),
    criteria: criteria.map((criterion, index) => ({ ...criterion, standing: standingOf((said[index] ?? []).map(({ verdict }) => verdict)), assessments: said[index] ?? [] })),
  };
}

export const buildOpportunity = (card: BoardCard, more: Partial<OpportunityPage> = {}): OpportunityPage => ({ ...card, kind: 'opportunity', proposedAt: '2026-11-10T09:00:00Z', proposedBy: by, evidence: buildEvidence(), moves: [], ...more });

/** A board that changes as it is told to. */
export function boardApi(start: readonly BoardCard[], { all = true } = {}): { cards: BoardCard[]; handlers: Record<string, Handler> } {
  const state = { cards: [...start] };
  const find = (id = ''): BoardCard | undefined => state.cards.find((card) => card.id === id);
  const put = (card: BoardCard): OpportunityPage => {
    state.cards = [card, ...state.cards.filter(({ id }) => id !== card.id)];
    return buildOpportunity(card);
  };
  return {
    get cards() { return state.cards; },
    handlers: {
      getBoard: () => ({ all, columns: (['idea', 'exploring', 'preparing', 'launched', 'let-go'] as const).map((stage) => {
        const items = state.cards.filter((card) => card.stage === stage);
        return { stage, count: items.length, items, next: null };
      }) }),
      getOpportunity: ({ params }) => {
        const found = find(params['opportunityId']);
        return found ? buildOpportunity(found) : new Refusal(404, 'not-found');
      },
      proposeOpportunity: ({ params, body }) => put(find(params['opportunityId']) ?? buildCard(0, { id: params['opportunityId']!, ...body as object, stage: 'idea' })),
      changeOpportunity: ({ params, body }) => put({ ...find(params['opportunityId'])!, ...Object.fromEntries(Object.entries(body as Record<string, { after: unknown }>).map(([part, { after }]) => [part, after])) }),
      moveOpportunity: ({ params, body }) => {
        const { stage, learned = '' } = body as { stage: BoardStage; learned?: string };
        return put({ ...find(params['opportunityId'])!, stage, learned, next: nexts[stage] });
      },
    },
  };
}

/** Criteria and evidence that change as they are told to. */
export function evidenceApi(card: BoardCard, start: Record<number, Assessment[]> = {}): Record<string, Handler> {
  const said = { ...start };
  let criteria = { version: 0, updatedBy: null as { id: string; displayName: string } | null, updatedAt: null as string | null, items: [...standardCriteria], mayEdit: true };
  return {
    getOpportunity: () => buildOpportunity(card, { evidence: buildEvidence(said) }),
    findEvidence: () => ({ communities: [{ id: idOf(2, 1), name: 'Data stewards' }], teams: [{ groupId: idOf(4, 1), name: 'Manufacturing', hasFiles: true }], trouble: null }),
    assess: ({ params, body }) => {
      const index = standardCriteria.findIndex(({ id }) => id === params['criterionId']);
      const { verdict, note } = body as Pick<Assessment, 'verdict' | 'note'>;
      said[index] = [...(said[index] ?? []).filter(({ mine }) => !mine), ...(verdict === null && note === '' ? [] : [buildAssessment(0, { verdict, note })])];
      return buildEvidence(said);
    },
    getCriteria: () => criteria,
    editCriteria: ({ body }) => {
      const { items, basedOnVersion } = body as { items: Pick<Criterion, 'id' | 'about' | 'weight' | 'name' | 'hint'>[]; basedOnVersion: number };
      return (criteria = { ...criteria, version: basedOnVersion + 1, updatedBy: by, updatedAt: '2026-11-24T09:00:00Z', items: editedCriteria(criteria.items, items) });
    },
  };
}

export function buildTalk(more: Partial<InterviewPage> = {}): InterviewPage {
  const person = (number: number) => ({ id: idOf(1, number), displayName: buildPerson(number).displayName });
  return {
    id: idOf(31, 0), opportunity: { id: idOf(30, 0), name: areas[0]!, about: 'The same trouble at three sites.' }, interviewer: person(0), interviewee: person(1), mine: 'interviewer', state: 'planned',
    startsAt: '2027-01-15T09:00:00Z', minutes: 45, timeZone: 'Europe/Berlin', calendar: 'done', asked: false, notes: '', shares: [], sharingVersion: 0, ...more,
  };
}

export const buildTalkTimes = (more: Partial<TalkTimes> = {}): TalkTimes => ({
  calendars: 'read', hoursAssumed: false, times: ['2026-11-26T08:00:00Z', '2026-11-27T12:30:00Z', '2026-11-30T08:00:00Z', '2026-12-01T11:00:00Z', '2026-12-03T09:30:00Z'], ...more,
});

/** A talk that changes as it is told to. */
export function talkApi(start: InterviewPage): Record<string, Handler> {
  let talk = start;
  const put = (next: Partial<InterviewPage>): InterviewPage => (talk = { ...talk, ...next });
  const shares = (next: Share[]) => put({ shares: next, sharingVersion: talk.sharingVersion + 1, asked: next.some(({ state }) => state === 'asked') });
  return {
    getInterview: () => talk,
    listInterviews: () => ({ items: [talk] }),
    getQuestions: () => ({ version: 0, updatedBy: null, updatedAt: null, items: [...standardQuestions], mayEdit: true }),
    planInterview: ({ params, body }) => put({ id: params['interviewId']!, state: 'planned', calendar: (body as { time: unknown }).time ? 'done' : 'none' }),
    proposeTalkTimes: () => buildTalkTimes(),
    cancelInterview: () => put({ state: 'cancelled', calendar: 'none' }),
    writeInterviewNotes: ({ body }) => put({ notes: (body as { after: string }).after }),
    proposeSharing: ({ body }) => shares(proposedShares(talk.shares, (body as { items: Share[] }).items)),
    answerSharing: ({ body }) => shares(answeredShares(talk.shares, (body as { answers: { id: string; agreed: boolean; words?: string }[] }).answers)),
    withdrawFromInterview: () => put({ state: 'withdrawn', shares: [], notes: null }),
  };
}
