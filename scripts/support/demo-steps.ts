import { createCommunity, getCommunity, getHappening, listCommunities } from '../../api/communities/communities-contract.ts';
import { getImport, listImportRows, startImport, importColumns } from '../../api/import/import-contract.ts';
import { getBoard } from '../../api/launch/opportunity-contract.ts';
import { getMyManager, joinCommunity } from '../../api/membership/membership-contract.ts';
import { listMyTeams, listPlaces } from '../../api/ties/ties-contract.ts';
import { actionsOf, cardOf, type MessageView } from '../../sandbox/teams-page/teams-client.ts';
import { bringToLife, sampleCommunities } from '../sample/bring-to-life.ts';
import { handsOn } from '../sample/hands.ts';
import type { World } from './temporary-world.ts';
import type { Cast } from './who-to-try.ts';

/** A step of the demonstration did not come out as it has to. */
export class NotSoError extends Error {
  readonly code = 'not-so';
}

/** @throws NotSoError with what was expected */
export function must(holds: boolean, expected: string): void {
  if (!holds) throw new NotSoError(expected);
}

type Say = (line: string) => void;
const asText = (message: MessageView) => JSON.stringify(message.attachments);

/** Journey 2: a community from a template, tied to what exists. Gives its id. */
export async function coordinatorCreates(world: World, cast: Cast, name: string, say: Say): Promise<string> {
  const api = await world.api(cast.coordinator.id);
  const { items: teams } = await api.call(listMyTeams);
  must(teams.some((team) => team.groupId === cast.team.id), 'the coordinator sees the team');
  const places = await api.call(listPlaces, { params: { groupId: cast.team.id } });
  const channel = places.channels.find((each) => each.displayName === 'General') ?? places.channels[0];
  const library = places.libraries[0];
  must(Boolean(channel && library && places.calendar), 'the team has a channel, a library and a calendar');
  const { manager } = await api.call(getMyManager);
  const startsAt = new Date(Date.now() + 7 * 86_400_000);
  startsAt.setUTCHours(13, 0, 0, 0);
  const body = {
    requestId: crypto.randomUUID(), templateId: 'professional-discipline', name, about: 'Doing it well, and passing on how.',
    charter: { domain: 'How we do this work, what goes wrong with it, and what helps.', forWhom: 'Everyone who does it.', practice: 'Worked examples and a checklist.', waysOfWorking: 'Monthly, an hour.', keyIssues: [{ title: 'Lessons stay with those who learned them' }] },
    ties: [
      { kind: 'team' as const, groupId: cast.team.id }, { kind: 'channel' as const, groupId: cast.team.id, channelId: channel!.channelId },
      { kind: 'library' as const, groupId: cast.team.id, driveId: library!.driveId }, { kind: 'calendar' as const, groupId: cast.team.id },
    ],
    pinTab: true,
    firstActivity: { subject: `${name}: first meeting`, startsAt: startsAt.toISOString(), minutes: 60, timeZone: 'Europe/Lisbon' },
    sponsor: manager && { sponsorId: manager.id, whyNow: 'Two projects met the same problem this year.', memberHoursPerMonth: 3, budget: '', visibility: 'mention-in-unit' as const },
  };
  const created = await api.call(createCommunity, { body });
  must(created.unfinished.length === 0, `nothing is left open in Microsoft 365: ${JSON.stringify(created.unfinished)}`);
  const again = await api.call(createCommunity, { body });
  must(again.id === created.id, 'the same create sent twice gives one community');
  say(`${cast.coordinator.displayName} created “${name}” and tied it to ${created.ties.map((tie) => `${tie.kind} “${tie.name}”`).join(', ')}; sent twice, it is one.`);

  const tabs = await world.graph<{ value: { displayName: string; configuration?: { entityId?: string; contentUrl?: string } }[] }>(cast.coordinator.userPrincipalName, `/teams/${cast.team.id}/channels/${encodeURIComponent(channel!.channelId)}/tabs`);
  const ours = tabs.value.filter((tab) => JSON.stringify(tab.configuration ?? {}).includes(created.id));
  must(ours.length === 1, 'Graph holds exactly one tab of the community in the channel');
  const events = await world.graph<{ value: { subject: string; start: { dateTime: string; timeZone: string } }[] }>(cast.coordinator.userPrincipalName, `/groups/${cast.team.id}/events?$top=200`);
  const first = events.value.filter((event) => event.subject === body.firstActivity.subject);
  must(first.length === 1, 'Graph holds exactly one event for the first activity');
  say(`Graph now holds the tab “${ours[0]!.displayName}” in “${channel!.displayName}” and the event “${first[0]!.subject}” at ${first[0]!.start.dateTime.slice(0, 16)} ${first[0]!.start.timeZone}.`);
  return created.id;
}

/** Journey 3: the card comes, is answered, and the second answer changes nothing. */
export async function managerAnswers(world: World, cast: Cast, communityId: string, name: string, say: Say): Promise<void> {
  const manager = cast.manager!;
  const teams = world.teams.as(manager.id);
  const card = await teams.waitForMessage((message) => asText(message).includes(name), { withinMs: 20_000 });
  say(`${manager.displayName} got a card in the chat: “${name}”, asked by ${cast.coordinator.displayName}.`);
  const button = actionsOf(cardOf(card)).find((action) => action.verb === 'sponsorship.approve');
  must(button !== undefined, 'the card can be approved');
  const chat = (await teams.openChat()).id;
  const data = button!.data as object;
  const reviewOn = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10);
  const act = () => teams.act(chat, card.id, { kind: 'execute', verb: 'sponsorship.approve', data: { ...data, hours: 2, budget: '', visibility: 'mention-in-unit', reviewOn } });
  await act();
  const page = await (await world.api(cast.coordinator.id)).call(getCommunity, { params: { communityId } });
  must(page.sponsorship?.state === 'approved' && page.sponsorship.decidedBy?.id === manager.id && page.sponsorship.commitment?.memberHoursPerMonth === 2, 'the sponsorship is approved by the manager, with what was committed to');
  await act();
  const told = await world.teams.as(cast.coordinator.id).waitForMessage((message) => asText(message).includes(manager.displayName) || message.text.includes(manager.displayName), { withinMs: 20_000 });
  must(!told.mine, 'the coordinator is told by the bot');
  say(`${manager.displayName} approved 2 hours a month until a review on ${reviewOn}; the second click changed nothing; the bot told ${cast.coordinator.displayName}.`);
}

/** Journey 1: the page, joining, and sharing from the message extension. */
export async function employeeJoins(world: World, cast: Cast, communityId: string, name: string, say: Say): Promise<void> {
  const api = await world.api(cast.employee.id);
  const page = await api.call(getCommunity, { params: { communityId } });
  const happening = await api.call(getHappening, { params: { communityId } });
  must(happening.trouble === null && happening.activities.length > 0 && happening.practice.length > 0, 'the page shows next activities and what is worth reading');
  say(`${cast.employee.displayName} sees what “${page.name}” is about, ${page.memberCount} member(s), next: “${happening.activities[0]!.subject}” at ${happening.activities[0]!.startsAt}, and ${happening.practice.length} documents.`);
  const joined = await api.call(joinCommunity, { params: { communityId } });
  must(joined.part === 'peripheral', 'the employee is a member');
  const found = await world.teams.as(cast.employee.id).composeQuery({ text: name.slice(0, 12) });
  must(found.type === 'result' && found.attachments.some((each) => JSON.stringify(each.content).includes(communityId)), 'the message extension finds the community');
  say(`${cast.employee.displayName} joined (now ${joined.memberCount} members) and found it with “Find a community” to share.`);
  const events = await world.graph<{ value: { subject: string }[] }>(cast.employee.userPrincipalName, `/groups/${cast.team.id}/events?$top=200`);
  must(events.value.some((event) => event.subject.startsWith(name)), 'Graph shows the first activity to the employee too');
}

/** What `npm start` begins with, and that doing it again changes nothing. */
export async function firmComesToLife(world: World, say: Say): Promise<void> {
  const hands = handsOn({ apiUrl: world.apiUrl, teamsUrl: world.sandbox.teamsUrl, clientId: world.clientId });
  await bringToLife(hands);
  await bringToLife(hands);
  const lead = await hands.as('patricia.salgueiro');
  for (const sample of sampleCommunities) {
    const { items } = await lead.call(listCommunities, { query: { search: sample.name } });
    const found = items.find(({ name }) => name === sample.name);
    must(found?.stage === sample.stage && found.memberCount === Object.keys(sample.members).length, `“${sample.name}” is there as told`);
    say(`“${sample.name}” (${found!.stage}): ${found!.memberCount} members, ${sample.items?.length ?? 0} practice items; meetings with notes: ${sample.records?.length ?? 0}.`);
  }
  const { columns } = await lead.call(getBoard);
  say(`The board: ${columns.map(({ stage, items }) => `${stage} ${items.map(({ name }) => `“${name}”`).join(', ') || 'none'}`).join('; ')}.`);
}

export interface ImportOutcome { created: number; unchanged: number; refused: number; seconds: number; importId: string }

/** Sends a sheet and waits for its end. */
export async function importSheet(world: World, leadId: string, csv: string, dryRun = false): Promise<ImportOutcome> {
  const api = await world.api(leadId);
  const began = performance.now();
  let run = await api.call(startImport, { body: { csv, dryRun } });
  while (run.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 100));
    run = await api.call(getImport, { params: { importId: run.id } });
  }
  must(run.state === 'finished', `the import finishes (it ${run.state} after ${run.done} of ${run.total} rows)`);
  return { created: run.created, unchanged: run.unchanged, refused: run.refused, seconds: (performance.now() - began) / 1_000, importId: run.id };
}

/** The import: a dry run, the import, the same again. */
export async function leadImports(world: World, cast: Cast, csv: string, rows: number, badRows: number, say: Say): Promise<void> {
  const lead = cast.programmeLead!;
  const dry = await importSheet(world, lead.id, csv, true);
  must(dry.created === rows - badRows && dry.refused === badRows, `the dry run would create ${rows - badRows} (it says ${dry.created}, and refuses ${dry.refused})`);
  const real = await importSheet(world, lead.id, csv);
  must(real.created === rows - badRows && real.refused === badRows, `${rows - badRows} communities are created (${real.created} were)`);
  const again = await importSheet(world, lead.id, csv);
  must(again.created === 0 && again.unchanged === rows - badRows, 'running it twice changes nothing');
  const api = await world.api(lead.id);
  const { items: refused } = await api.call(listImportRows, { params: { importId: real.importId }, query: { outcome: 'refused' } });
  for (const row of refused) for (const why of row.refusals) say(`refused: row ${why.row}, ${why.column} “${why.value}”: ${why.reason} ${why.remedy}`);
  const listed = await api.call(listCommunities, { query: { limit: 100 } });
  say(`${lead.displayName} imported ${rows} rows in ${real.seconds.toFixed(1)} s: ${real.created} created, ${real.refused} refused; again: ${again.unchanged} unchanged. The directory lists ${listed.items.length}.`);
}

/** A sheet over the tenant's own teams, with one row that cannot be. */
export function sheetOver(teams: { displayName: string; coordinator: string; sponsor: string }[]): string {
  const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
  const rows = teams.map(({ displayName, coordinator, sponsor }) => [
    `Circle of ${displayName}`, `What we learn in ${displayName},\nand what others could use of it.`, 'Special interest group', coordinator, sponsor, displayName, 'General', '', displayName,
  ]);
  rows.push(['A circle without a team', 'Nobody knows.', 'Special interest group', teams[0]!.coordinator, '', 'No such team anywhere', '', '', '']);
  return [importColumns.join(';'), ...rows.map((row) => row.map(quote).join(';'))].join('\r\n');
}
