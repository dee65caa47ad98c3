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
    launchOn: stage === 'preparing' ? '2027-02-01' : null, nextStep: number % 4 === 0 ? 'Ask the fitters in Leeds' : '', next: nexts[stage], learned: stage === 'let-go' ? 'Two people already look after it.' : '', proposedBy: by,
    community: stage === 'launched' ? { id: idOf(2, number), name, stage: 'coalescing', closed: false } : null, ...more,
  };
}

export const buildPilot = (number: number, more: Partial<BoardCard> = {}): BoardCard =>
  buildCard(number, { kind: 'pilot', id: idOf(2, number), stage: 'preparing', launchOn: null, nextStep: '', next: 'visit-community', proposedBy: null, community: { id: idOf(2, number), name: areas[number % areas.length]!, stage: 'potential', closed: false }, ...more });

export const buildOpportunity = (card: BoardCard, more: Partial<OpportunityPage> = {}): OpportunityPage => ({ ...card, kind: 'opportunity', proposedAt: '2026-11-10T09:00:00Z', proposedBy: by, moves: [], ...more });

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
