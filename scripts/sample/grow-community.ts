import { editCharter, getCharter } from '../../api/charter/charter-contract.ts';
import { careAboutIssue, linkToIssue } from '../../api/charter/issues-contract.ts';
import { createCommunity, getCommunity, getHappening, stage as stageInOrder } from '../../api/communities/communities-contract.ts';
import { setStage } from '../../api/communities/stage-contract.ts';
import { changeLaunchStep, getLaunchPlan, setLaunchDate } from '../../api/launch/plan-contract.ts';
import { beginSeries, putSeriesOn } from '../../api/launch/series-contract.ts';
import { addLibraryItems, getPracticeLibrary, listLibraryItems, type NewItem } from '../../api/practice/library-contract.ts';
import { getMyManager } from '../../api/membership/membership-contract.ts';
import { askToLookAfter, lookAfterIssue } from '../../api/stewardship/stewardship-contract.ts';
import { listMyTeams, listPlaces } from '../../api/ties/ties-contract.ts';
import { personId } from '../../sandbox/tenant/default-people.ts';
import { beginningWith, type Hands, named, sampleId, type SampleCommunity } from './sample.ts';
import { keepRhythm } from './keep-rhythm.ts';
import { gatherMembers } from './gather-members.ts';

/** Makes a community as its people would, each in their own name; what is there already stays as it is. Gives its id. */
export async function growCommunity(hands: Hands, sample: SampleCommunity): Promise<string> {
  const communityId = await found(hands, sample);
  await gatherMembers(hands, communityId, sample);
  await writeCharter(hands, communityId, sample);
  await fillLibrary(hands, communityId, sample);
  await askForStewards(hands, communityId, sample);
  await keepRhythm(hands, communityId, sample);
  await linkMeetings(hands, communityId, sample);
  await layOutSeries(hands, communityId, sample);
  await prepareLaunch(hands, communityId, sample);
  await sayStage(hands, communityId, sample);
  return communityId;
}

async function found(hands: Hands, sample: SampleCommunity): Promise<string> {
  const api = await hands.as(sample.coordinator);
  const { items: teams } = await api.call(listMyTeams);
  const { groupId } = named(teams, ({ displayName }) => displayName === sample.team, sample.team);
  const places = await api.call(listPlaces, { params: { groupId } });
  const channel = named(places.channels, ({ displayName }) => displayName === sample.channel, sample.channel);
  const library = named(places.libraries, () => true, 'a library');
  const { manager } = await api.call(getMyManager);
  const { sponsor } = sample;
  const created = await api.call(createCommunity, {
    body: {
      requestId: sampleId(sample.name), templateId: sample.templateId, name: sample.name, about: sample.about, unit: sample.unit, topics: sample.topics,
      charter: { ...sample.charter, keyIssues: sample.charter.keyIssues.map((title) => ({ title })) },
      ties: [{ kind: 'team', groupId }, { kind: 'channel', groupId, channelId: channel.channelId }, { kind: 'library', groupId, driveId: library.driveId }, { kind: 'calendar', groupId }],
      pinTab: true,
      sponsor: sponsor && manager ? { sponsorId: manager.id, whyNow: sponsor.whyNow, memberHoursPerMonth: sponsor.hours, budget: sponsor.budget, visibility: 'mention-in-unit' } : null,
      opportunityId: sample.idea ? sampleId('idea', sample.idea) : null,
    },
  });
  return created.id;
}

async function writeCharter(hands: Hands, communityId: string, { coordinator, edits = [], care = {}, stewards = {} }: SampleCommunity): Promise<void> {
  const params = { communityId };
  for (const [index, { by, change }] of edits.entries()) {
    const api = await hands.as(by);
    const { charter } = await api.call(getCharter, { params });
    if (charter.version === index + 1) await api.call(editCharter, { params, body: { ...change(charter), basedOnVersion: charter.version } });
  }
  const { charter, issues } = await (await hands.as(coordinator)).call(getCharter, { params });
  for (const [beginning, people] of Object.entries(care)) {
    const issueId = beginningWith(charter.keyIssues, beginning).id;
    const caring = issues.find((issue) => issue.issueId === issueId)?.caring.map(({ id }) => id) ?? [];
    for (const person of people) {
      if (!caring.includes(personId(person))) await (await hands.as(person)).call(careAboutIssue, { params: { communityId, issueId } });
    }
  }
  for (const [beginning, person] of Object.entries(stewards)) await (await hands.as(person)).call(lookAfterIssue, { params: { communityId, issueId: beginningWith(charter.keyIssues, beginning).id } });
}

/** What nobody looks after yet, a member is asked about; they have not answered. */
async function askForStewards(hands: Hands, communityId: string, { coordinator, items = [] }: SampleCommunity): Promise<void> {
  const api = await hands.as(coordinator);
  const params = { communityId };
  for (const { file, asked } of items) {
    if (!asked) continue;
    // A title that nobody wrote is the file's name, without what it ends in.
    const item = beginningWith((await api.call(listLibraryItems, { params, query: {} })).items, file.replace(/\.\w+$/, ''));
    if (!item.steward) await api.call(askToLookAfter, { params, body: { personId: personId(asked), thing: { kind: 'item', id: item.id } } });
  }
}

async function fillLibrary(hands: Hands, communityId: string, { items = [] }: SampleCommunity): Promise<void> {
  const params = { communityId };
  for (const by of new Set(items.map((item) => item.by))) {
    const api = await hands.as(by);
    // Files are proposed once Microsoft 365 showed them, as it does on the community's page.
    await api.call(getHappening, { params });
    const { proposed, issues } = await api.call(getPracticeLibrary, { params });
    const wanted = items.filter((item) => item.by === by).flatMap((item): NewItem[] => {
      const words = {
        kind: item.kind, summary: item.summary, topics: item.topics, lookAfter: !item.unattended,
        reviewOn: item.reviewInDays === undefined ? null : hands.today.plus({ days: item.reviewInDays }).toISODate(),
        issueIds: item.answers ? [beginningWith(issues, item.answers).id] : [],
      };
      if (item.file.startsWith('https:')) return [{ source: 'link', url: item.file, title: item.title ?? item.file, ...words }];
      // What is in the library already is proposed no more.
      const file = proposed.find(({ name }) => name === item.file);
      return file ? [{ source: 'file', driveId: file.driveId, fileId: file.itemId, title: item.title ?? '', ...words }] : [];
    });
    if (wanted.length > 0) await api.call(addLibraryItems, { params, body: { items: wanted } });
  }
}

async function linkMeetings(hands: Hands, communityId: string, { coordinator, links = [] }: SampleCommunity): Promise<void> {
  if (links.length === 0) return;
  const api = await hands.as(coordinator);
  const { activities } = await api.call(getHappening, { params: { communityId } });
  const { charter } = await api.call(getCharter, { params: { communityId } });
  for (const { subject, issue } of links) {
    // One that has been since the community began is no longer to come.
    const next = activities.find((activity) => activity.subject === subject);
    if (next) await api.call(linkToIssue, { params: { communityId, issueId: beginningWith(charter.keyIssues, issue).id }, body: { target: { kind: 'activity', eventId: next.eventId } } });
  }
}

async function layOutSeries(hands: Hands, communityId: string, { coordinator, series }: SampleCommunity): Promise<void> {
  if (!series) return;
  const api = await hands.as(coordinator);
  const params = { communityId };
  const laidOut = await api.call(beginSeries, { params, body: { startsOn: hands.today.plus({ weeks: 1 }).toISODate()!, time: '09:30', timeZone: hands.zoneOf(coordinator) } });
  if (series === 'on-the-calendar' && laidOut.series?.put === null) await api.call(putSeriesOn, { params });
}

async function prepareLaunch(hands: Hands, communityId: string, { coordinator, launch }: SampleCommunity): Promise<void> {
  if (!launch) return;
  const api = await hands.as(coordinator);
  const params = { communityId };
  let plan = await api.call(getLaunchPlan, { params });
  if (!plan.begun) plan = await api.call(setLaunchDate, { params, body: { before: plan.launchOn, after: hands.today.plus({ days: launch.inDays }).toISODate() } });
  for (const { id, done } of plan.steps.slice(0, launch.stepsDone)) {
    if (!done) await api.call(changeLaunchStep, { params: { communityId, stepId: id }, body: { done: true } });
  }
}

async function sayStage(hands: Hands, communityId: string, { coordinator, stage }: SampleCommunity): Promise<void> {
  const api = await hands.as(coordinator);
  const { stage: now } = await api.call(getCommunity, { params: { communityId } });
  const stages = stageInOrder.options;
  for (const next of stages.slice(stages.indexOf(now) + 1, stages.indexOf(stage) + 1)) await api.call(setStage, { params: { communityId }, body: { stage: next } });
}

