import type { CommunityPage, CommunitySummary, Happening } from '../../../api/communities/communities-contract.ts';
import type { Member, Me, Person } from '../../../api/membership/membership-contract.ts';
import type { Sponsorship } from '../../../api/sponsorship/sponsorship-contract.ts';
import type { Template } from '../../../api/templates/templates-contract.ts';
import type { Tie } from '../../../api/ties/ties-contract.ts';

/** An id for the n-th thing of a kind; kinds keep apart. */
export const idOf = (kind: number, number: number): string => `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

const names = ['Amara Lindqvist', 'Bruno Okafor', 'Chiara Novak', 'Daan Petrov', 'Elif Santos', 'Femi Larsen', 'Greta Moreau', 'Hugo Tanaka', 'Ines Kowalski', 'Jonas Abebe', 'Klara Whitfield', 'Luca Brandt'];
export const buildPerson = (number: number, more: Partial<Person> = {}): Person => ({
  id: idOf(1, number), displayName: names[number % names.length] ?? 'Someone', jobTitle: 'Process engineer', department: 'Operations', ...more,
});

export const buildMe = (more: Partial<Me> = {}): Me => ({ person: buildPerson(0), roles: [], abilities: { createCommunity: true, importCommunities: false, checkPermissions: false, seeBrokenTies: false, seeBoard: false }, ...more });

export const buildLead = (): Me => buildMe({ roles: ['ProgrammeLead'], abilities: { createCommunity: true, importCommunities: true, checkPermissions: true, seeBrokenTies: true, seeBoard: true } });

const subjects: [string, string][] = [
  ['Welding and joining', 'How we join metals without rework, from the design of a seam to its inspection.'],
  ['Data stewards', 'Keeping the numbers that everyone relies on findable, correct and explained.'],
  ['Client onboarding', 'The first ninety days with a new client, and what makes them calm.'],
  ['Learning from projects', 'What finished projects taught us, told so that the next one can use it.'],
  ['Energy in buildings', 'Lower consumption in the halls we have, one measured change at a time.'],
];

export function buildSummary(number: number, more: Partial<CommunitySummary> = {}): CommunitySummary {
  const [name, about] = subjects[number % subjects.length] ?? ['', ''];
  return {
    id: idOf(2, number), name: number < subjects.length ? name : `${name} ${number}`, about, stage: (['coalescing', 'maturing', 'potential', 'stewardship', 'transformation'] as const)[number % 5] ?? 'potential',
    unit: number % 3 === 0 ? 'Operations' : null, topics: ['quality'], memberCount: number * 7 + 1, coordinators: [{ id: idOf(1, number), displayName: buildPerson(number).displayName }],
    sponsored: number % 2 === 0, closed: false, myPart: null, ...more,
  };
}

export const buildTemplate = (number: number): Template => ({
  id: ['professional-discipline', 'shared-problem', 'tool-or-technology'][number % 3] ?? 'professional-discipline',
  name: ['Professional discipline', 'Shared problem', 'Tool or technology'][number % 3] ?? '',
  fits: 'People who do the same kind of work in different places and want to do it better.',
  prompts: { domain: 'Which questions of the trade keep coming back?', forWhom: 'Who does this work, and where?', practice: 'Which methods do you want to agree on?', waysOfWorking: 'How often will you meet?' },
  exampleIssues: ['Agree on a checklist'],
  firstActivities: [
    { kind: 'problem-help', title: 'Bring a problem', why: 'Someone brings a real problem and leaves with ideas.', afterDays: 10, minutes: 60 },
    { kind: 'story', title: 'How we did it', why: 'A story from practice.', afterDays: 30, minutes: 45 },
  ],
  rhythm: { everyWeeks: 3, minutes: 60, says: 'An hour every three weeks' },
  launchSteps: (['launch-event', 'announce', 'hold-launch'] as const).map((key, index) => ({ key, by: 'coordinator' as const, day: index * 7 - 14, title: 'Hold the launch event', why: 'Work on one real problem together.' })),
});

export const buildTie = (kind: Tie['kind'], more: Partial<Tie> = {}): Tie => {
  const groupId = idOf(4, 1);
  const target: Record<Tie['kind'], Tie['target']> = {
    team: { kind: 'team', groupId }, channel: { kind: 'channel', groupId, channelId: '19:abc@thread.tacv2' }, library: { kind: 'library', groupId, driveId: 'b!drive' }, folder: { kind: 'folder', groupId, driveId: 'b!drive', itemId: '01FOLDER' }, calendar: { kind: 'calendar', groupId },
  };
  const name = { team: 'Manufacturing', channel: 'Welding', library: 'Documents', folder: 'Cases', calendar: 'Manufacturing' }[kind];
  return { id: idOf(5, ['team', 'channel', 'library', 'calendar', 'folder'].indexOf(kind)), kind, target: target[kind], name, location: kind === 'folder' ? 'Documents' : null, webUrl: `https://teams.example/${kind}`, state: 'sound', stateReason: null, stateSince: '2026-11-01T08:00:00Z', isHome: true, ...more };
};

export const buildHappening = (more: Partial<Happening> = {}): Happening => ({
  asOf: '2026-11-23T09:42:00Z', stale: false, trouble: null,
  activities: [
    { eventId: 'e1', subject: 'Bring a problem: seams on thin sheet', startsAt: '2026-12-02T15:00:00Z', endsAt: '2026-12-02T16:00:00Z', timeZone: 'America/New_York', allDay: false, location: 'Workshop 3', joinUrl: 'https://teams.microsoft.com/l/meetup-join/1', webUrl: 'https://outlook.office.com/e1', recurring: true },
    { eventId: 'e2', subject: 'Visit to the robot cell', startsAt: '2026-12-09T13:30:00Z', endsAt: '2026-12-09T15:00:00Z', timeZone: 'Europe/Berlin', allDay: false, location: null, joinUrl: null, webUrl: null, recurring: false },
  ],
  practice: [
    { driveId: 'b!drive', itemId: 'i1', name: 'Checklist before the first seam.docx', kind: 'method', webUrl: 'https://contoso.sharepoint.com/i1', sizeBytes: 20_480, modifiedAt: '2026-11-20T10:00:00Z', modifiedBy: 'Bruno Okafor' },
    { driveId: 'b!drive', itemId: 'i2', name: 'The hall that warped.pdf', kind: 'story', webUrl: 'https://contoso.sharepoint.com/i2', sizeBytes: 102_400, modifiedAt: '2026-10-02T10:00:00Z', modifiedBy: 'Chiara Novak' },
    { driveId: 'b!drive', itemId: 'i3', name: 'Seam calculator.xlsx', kind: 'tool', webUrl: 'https://contoso.sharepoint.com/i3', sizeBytes: 30_000, modifiedAt: '2026-09-14T10:00:00Z', modifiedBy: null },
  ],
  closedTies: [], ...more,
});

export const buildMembers = (count: number): Member[] => Array.from({ length: count }, (_, index) => ({
  person: buildPerson(index, { id: idOf(1, index) }), part: index === 0 ? 'coordinator' : index < 3 ? 'core' : index === 3 ? 'active' : 'peripheral', joinedAt: '2026-10-01T08:00:00Z',
}));

export const buildSponsorship = (more: Partial<Sponsorship> = {}): Sponsorship => ({
  id: idOf(6, 1), state: 'asked', sponsor: buildPerson(6, { jobTitle: 'Head of Operations' }), askedBy: buildPerson(0), askedAt: '2026-11-20T09:00:00Z',
  ask: { memberHoursPerMonth: 4, budget: '', visibility: 'mention-in-unit', whyNow: 'Rework has doubled since spring.' },
  commitment: null, reviewOn: null, declineReason: null, decidedBy: null, decidedAt: null, passedTo: null,
  delivery: { state: 'delivered', reason: null, since: '2026-11-20T09:00:05Z' }, ...more,
});

export function buildPage(more: Partial<CommunityPage> = {}): CommunityPage {
  const { id, name, about } = buildSummary(0);
  return {
    id, name, about, stage: 'coalescing', unit: 'Operations', topics: ['welding', 'quality'], templateId: 'professional-discipline', createdAt: '2026-10-01T08:00:00Z',
    charter: {
      domain: 'Seams that hold the first time.\nWhat makes them fail, and how to see it early.', forWhom: 'Welders, designers and inspectors at all three sites.', practice: 'Checklists, worked cases and a seam calculator.', waysOfWorking: 'An hour every three weeks; questions in the channel at any time.',
      keyIssues: [{ id: idOf(7, 1), title: 'Thin sheet warps', state: 'being-worked-on', since: '2026-10-01T08:00:00Z' }, { id: idOf(7, 2), title: 'One checklist for all sites', state: 'open', since: '2026-11-10T10:00:00Z' }],
      version: 3, restoredFrom: null, updatedAt: '2026-11-10T10:00:00Z', updatedBy: { id: idOf(1, 0), displayName: 'Amara Lindqvist' },
    },
    members: buildMembers(9), memberCount: 43, ties: (['team', 'channel', 'library', 'calendar'] as const).map((kind) => buildTie(kind)), sponsorship: buildSponsorship({ state: 'approved', commitment: { memberHoursPerMonth: 4, budget: 'Travel to one meeting a year', visibility: 'speak-at-launch' }, reviewOn: '2027-05-31', decidedBy: buildPerson(6), decidedAt: '2026-11-21T09:00:00Z' }),
    happening: buildHappening(), vacant: null, myPart: null, closed: null, abilities: { join: true, leave: false, editCharter: false, changeTies: false, setStage: false, askSponsor: false, withdrawAsk: false, close: false }, firstMonths: true, unfinished: [], removedTabs: [], ...more,
  };
}
