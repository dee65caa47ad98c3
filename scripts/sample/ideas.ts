import type { Criterion, Verdict } from '../../api/launch/criteria-contract.ts';
import type { BoardStage } from '../../api/launch/opportunity-contract.ts';

/** An idea on the board, as its people brought it where it is. */
export interface SampleIdea {
  name: string;
  about: string;
  by: string;
  /** How it came to its stage; the last one is where it stands. A community of that name is made between preparing and launched. */
  moves: { by: string; stage: BoardStage; learned?: string }[];
  nextStep?: string;
  launchInDays?: number;
  views?: { by: string; of: NonNullable<Criterion['standard']>; verdict: Verdict | null; note: string }[];
  talks?: SampleTalk[];
}

export interface SampleTalk {
  by: string;
  with: string;
  /** Days from now, and on the calendars of both; a talk without has been. */
  inDays?: number;
  notes?: string;
  shares?: { kind: 'issue' | 'would-lead'; words: string; answer?: 'agreed' | 'declined' }[];
}

export const ideas: SampleIdea[] = [
  {
    name: 'Hydraulic modelling',
    about: 'Everyone who builds or trusts a hydraulic model: calibration, uncertainty, and what a model may be used for.',
    by: 'raquel.bettencourt',
    moves: [{ by: 'raquel.bettencourt', stage: 'exploring' }, { by: 'patricia.salgueiro', stage: 'preparing' }],
    nextStep: 'Ask Beatriz and Samuel whether they would form the core group',
    launchInDays: 24,
    views: [
      { by: 'raquel.bettencourt', of: 'talked-about', verdict: 'yes', note: 'The calibration clinic is full every second Wednesday, and the same three questions come back.' },
      { by: 'catarina.lobo', of: 'talked-about', verdict: 'yes', note: 'Half of the scripts at script hour read results of a model.' },
      { by: 'patricia.salgueiro', of: 'several-units', verdict: 'yes', note: 'Engineering, Data & Modelling, and the Tejo project; three sites.' },
      { by: 'raquel.bettencourt', of: 'coordinator', verdict: 'yes', note: 'I would, for the first year, if somebody in Toronto shares it.' },
      { by: 'patricia.salgueiro', of: 'experts', verdict: 'yes', note: 'Samuel said so and may be named; see the talks.' },
      { by: 'patricia.salgueiro', of: 'manager', verdict: 'partly', note: 'Joaquim is for it and asks what it costs.' },
      { by: 'paulo.serrano', of: 'manager', verdict: 'no', note: 'Field Services were not asked, and their hours are needed for the gauges.' },
      { by: 'raquel.bettencourt', of: 'place-or-files', verdict: 'yes', note: 'A team with two libraries that people use.' },
    ],
    talks: [
      {
        by: 'raquel.bettencourt', with: 'tomas.alvarenga',
        notes: 'Twenty minutes after the clinic. The valve of 2019 still bothers him. Would come every time if it were before eleven. Not sure that Toronto hears what Lisbon learns.',
        shares: [
          { kind: 'issue', words: 'Nobody walks the network before signing a calibration', answer: 'agreed' },
          { kind: 'issue', words: 'What Lisbon learns does not reach Toronto', answer: 'agreed' },
          { kind: 'issue', words: 'Models are trusted for more than they were made for', answer: 'declined' },
        ],
      },
      {
        by: 'patricia.salgueiro', with: 'samuel.tremblay',
        notes: 'Already looks after “Stating uncertainty”. Asks for a place where a model may be wrong in public.',
        shares: [{ kind: 'would-lead', words: 'Would look after the methods, with somebody from Lisbon', answer: 'agreed' }, { kind: 'issue', words: 'How to say how sure we are', answer: 'agreed' }],
      },
      { by: 'raquel.bettencourt', with: 'kaiwen.goh', notes: 'The gauge under the tree.', shares: [{ kind: 'issue', words: 'Gauges that nobody has visited for years' }] },
      { by: 'patricia.salgueiro', with: 'filipa.moniz', inDays: 6 },
    ],
  },
  {
    name: 'Safe work on the water', about: 'Divers, boat crews and those who plan their days: near misses, briefings, and when to stop.',
    by: 'amara.nwosu',
    moves: [{ by: 'amara.nwosu', stage: 'exploring' }],
    views: [
      { by: 'amara.nwosu', of: 'talked-about', verdict: 'yes', note: 'Three near misses this autumn, told in three different places.' },
      { by: 'diogo.mascarenhas', of: 'talked-about', verdict: 'partly', note: 'It is talked about after something happened, and then for a week.' },
      { by: 'amara.nwosu', of: 'several-units', verdict: 'partly', note: 'Toronto and Singapore dive; Lisbon has boats only.' },
      { by: 'patricia.salgueiro', of: 'coordinator', verdict: null, note: 'Jack is respected by all crews. Has anyone asked him?' },
    ],
  },
  { name: 'Bids that people like to read', about: 'Those who write bids at three sites, and what they learn from those that were lost.', by: 'renee.lachance', moves: [] },
  { name: 'Water data in the open', about: 'What we may publish of what we measure, and how others use it.', by: 'andre.valadares', moves: [] },
  {
    name: 'Drones over reservoirs', about: 'Whether drones see what boats see, sooner and more safely.', by: 'zulkifli.hassan',
    moves: [{ by: 'zulkifli.hassan', stage: 'exploring' }, { by: 'zulkifli.hassan', stage: 'let-go', learned: 'Two people at one site have the question; they do not need a community for it. It lives on as a topic of “Learning from projects”.' }],
    views: [{ by: 'zulkifli.hassan', of: 'several-units', verdict: 'no', note: 'Singapore alone may fly.' }],
  },
  {
    name: 'Learning from projects', about: 'After-action reviews, told as stories, so that the next project starts where the last one ended.', by: 'diogo.mascarenhas',
    moves: [{ by: 'diogo.mascarenhas', stage: 'exploring' }, { by: 'diogo.mascarenhas', stage: 'preparing' }, { by: 'diogo.mascarenhas', stage: 'launched' }],
    views: [{ by: 'diogo.mascarenhas', of: 'talked-about', verdict: 'yes', note: 'Every project manager asks where the lessons are.' }, { by: 'diogo.mascarenhas', of: 'experts', verdict: 'yes', note: 'Owen facilitates already.' }],
  },
];
