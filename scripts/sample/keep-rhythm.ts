import { addFollowUp, changeActivityRecord, changeFollowUp, getActivityRecord } from '../../api/rhythm/record-contract.ts';
import { publishActivity } from '../../api/rhythm/feed-contract.ts';
import { getRhythm, setActivityKind, type YearActivity } from '../../api/rhythm/year-contract.ts';
import { type Hands, sampleId, type SampleCommunity, type SampleRecord } from './sample.ts';

/** Says of which kind the meetings are, keeps notes beside those that have been, and publishes what everybody may know. */
export async function keepRhythm(hands: Hands, communityId: string, { coordinator, kinds = {}, records = [], published = [] }: SampleCommunity): Promise<void> {
  const api = await hands.as(coordinator);
  const { activities } = await api.call(getRhythm, { params: { communityId } });
  for (const [subject, kind] of Object.entries(kinds)) {
    const one = activities.find((activity) => activity.subject === subject);
    if (one && (one.kind !== kind || one.kindBy === 'subject')) await api.call(setActivityKind, { params: { communityId, activityId: one.id }, body: { kind, series: one.seriesId !== null } });
  }
  for (const subject of published) {
    const one = activities.find((activity) => activity.subject === subject && !activity.inFeed);
    if (one) await api.call(publishActivity, { params: { communityId, activityId: one.id }, body: { published: true } });
  }
  for (const record of records) {
    const past = activities.filter(({ subject, startsAt }) => subject === record.subject && new Date(startsAt) < hands.today.toJSDate());
    const about = past.at(-record.back);
    if (about) await keepRecord(hands, communityId, about, record);
  }
}

async function keepRecord(hands: Hands, communityId: string, activity: YearActivity, { subject, by, agenda = '', notes, attended, followUps = [] }: SampleRecord): Promise<void> {
  const api = await hands.as(by);
  const params = { communityId, activityId: activity.id };
  // What Microsoft 365 shows them of the year is asked for as they open the page.
  await api.call(getRhythm, { params: { communityId } });
  const before = await api.call(getActivityRecord, { params });
  if (before.notes === '') {
    await api.call(changeActivityRecord, { params, body: { agenda: { before: before.agenda, after: agenda }, notes: { before: '', after: notes }, attended: { before: before.attended, after: attended } } });
  }
  for (const { words, by: owner, done } of followUps) {
    const followUpId = sampleId('follow-up', subject, words);
    if (before.followUps.some(({ id }) => id === followUpId)) continue;
    await api.call(addFollowUp, { params: { ...params, followUpId }, body: { words } });
    if (!owner) continue;
    const doer = await hands.as(owner);
    await doer.call(getRhythm, { params: { communityId } });
    await doer.call(changeFollowUp, { params: { ...params, followUpId }, body: { mine: true, ...(done ? { done } : {}) } });
  }
}
