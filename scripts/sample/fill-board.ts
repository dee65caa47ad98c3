import { answerSharing, getInterview, planInterview, proposeSharing, writeInterviewNotes } from '../../api/launch/interview-contract.ts';
import { assess, getCriteria } from '../../api/launch/criteria-contract.ts';
import { type BoardStage, changeOpportunity, getOpportunity, moveOpportunity, proposeOpportunity } from '../../api/launch/opportunity-contract.ts';
import { personId } from '../../sandbox/tenant/default-people.ts';
import type { SampleIdea, SampleTalk } from './ideas.ts';
import { type Hands, named, sampleId } from './sample.ts';

const idOf = (idea: SampleIdea) => sampleId('idea', idea.name);

/** The idea, as far as whoever proposed it brings it before there is a community. */
export async function proposeIdea(hands: Hands, idea: SampleIdea): Promise<void> {
  const opportunityId = idOf(idea);
  await (await hands.as(idea.by)).call(proposeOpportunity, { params: { opportunityId }, body: { name: idea.name, about: idea.about } });
  await moveOn(hands, idea, { launch: false });
}

/** What others say of it, the talks about it, and that it was launched. Those who coordinate a community see the board. */
export async function bringOn(hands: Hands, idea: SampleIdea): Promise<void> {
  const params = { opportunityId: idOf(idea) };
  const proposer = await hands.as(idea.by);
  await moveOn(hands, idea, { launch: true });
  const page = await proposer.call(getOpportunity, { params });
  const nextStep = idea.nextStep && page.nextStep === '' ? { nextStep: { before: '', after: idea.nextStep } } : {};
  const launchOn = idea.launchInDays && page.launchOn === null ? { launchOn: { before: null, after: hands.today.plus({ days: idea.launchInDays }).toISODate() } } : {};
  if ('nextStep' in nextStep || 'launchOn' in launchOn) await proposer.call(changeOpportunity, { params, body: { ...nextStep, ...launchOn } });
  const { items: criteria } = await proposer.call(getCriteria);
  for (const { by, of, verdict, note } of idea.views ?? []) {
    const criterion = criteria.find(({ standard }) => standard === of);
    const said = page.evidence.criteria.find(({ id }) => id === criterion?.id)?.assessments.some((each) => each.by.id === personId(by));
    if (criterion && !said) await (await hands.as(by)).call(assess, { params: { ...params, criterionId: criterion.id }, body: { verdict, note } });
  }
  for (const talk of idea.talks ?? []) await haveTalk(hands, idea, talk);
}

async function moveOn(hands: Hands, idea: SampleIdea, { launch }: { launch: boolean }): Promise<void> {
  const params = { opportunityId: idOf(idea) };
  const { stage: now } = await (await hands.as(idea.by)).call(getOpportunity, { params });
  const made = idea.moves.findIndex(({ stage }) => stage === now);
  // Somebody moved it elsewhere meanwhile.
  if (made < 0 && now !== 'idea') return;
  let from: BoardStage = now;
  for (const { by, stage, learned = '' } of idea.moves.slice(made + 1)) {
    if (stage === 'launched' && !launch) return;
    await (await hands.as(by)).call(moveOpportunity, { params, body: { from, stage, learned } });
    from = stage;
  }
}

async function haveTalk(hands: Hands, idea: SampleIdea, talk: SampleTalk): Promise<void> {
  const params = { interviewId: sampleId('talk', idea.name, talk.with) };
  const interviewer = await hands.as(talk.by);
  const at = talk.inDays === undefined ? null : { at: `${onAWorkday(hands.today.plus({ days: talk.inDays })).toISODate()}T15:30`, timeZone: hands.zoneOf(talk.by), minutes: 30 };
  const planned = await interviewer.call(planInterview, { params, body: { opportunityId: idOf(idea), intervieweeId: personId(talk.with), time: at } });
  if (talk.notes && planned.notes === '') await interviewer.call(writeInterviewNotes, { params, body: { before: '', after: talk.notes } });
  const { shares = [] } = talk;
  if (shares.length > 0 && planned.sharingVersion === 0) {
    await interviewer.call(proposeSharing, { params, body: { basedOnVersion: 0, items: shares.map(({ kind, words }) => ({ id: sampleId('share', words), kind, words })) } });
  }
  const answered = shares.filter(({ answer }) => answer);
  if (answered.length === 0) return;
  const interviewee = await hands.as(talk.with);
  const { shares: asked, sharingVersion } = await interviewee.call(getInterview, { params });
  if (!asked.every(({ state }) => state === 'asked')) return;
  await interviewee.call(answerSharing, { params, body: { version: sharingVersion, answers: answered.map(({ words, answer }) => ({ id: named(asked, (share) => share.words === words, words).id, agreed: answer === 'agreed' })) } });
}

const onAWorkday = (day: Hands['today']) => (day.weekday > 5 ? day.plus({ days: 8 - day.weekday }) : day);
