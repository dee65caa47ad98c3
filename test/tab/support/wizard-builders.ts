import type { ImportRow, ImportRun } from '../../../api/import/import-contract.ts';
import type { Need, Proposals } from '../../../api/ties/proposals-contract.ts';
import { buildPerson, idOf } from './builders.ts';

const groupId = idOf(4, 1);
const targets: Proposals['teams'][number]['places'] = [
  { target: { kind: 'channel', groupId, channelId: '19:abc@thread.tacv2' }, name: 'Welding', location: null, needs: ['talk', 'ask'], reasons: ['same-name'] },
  { target: { kind: 'folder', groupId, driveId: 'b!drive', itemId: '01WELDING' }, name: 'Welding', location: 'Documents', needs: ['files'], reasons: ['same-name', 'has-files'] },
  { target: { kind: 'calendar', groupId }, name: 'Manufacturing', location: null, needs: ['meet'], reasons: ['of-team'] },
];

/** Places of one team as a draft keeps them. */
export const pickedPlaces = () => [
  { target: { kind: 'team', groupId }, name: 'Manufacturing', location: null, team: 'Manufacturing' }, { target: { kind: 'channel', groupId, channelId: '19:abc@thread.tacv2' }, name: 'Welding', location: null, team: 'Manufacturing' },
  { target: { kind: 'library', groupId, driveId: 'b!drive' }, name: 'Documents', location: null, team: 'Manufacturing' }, { target: { kind: 'calendar', groupId }, name: 'Manufacturing', location: null, team: 'Manufacturing' },
];

/** What the API would propose: places of one team for the needs named, showing work excepted. */
export const buildProposals = (needs: readonly Need[]): Proposals => {
  const places = targets.flatMap((place) => { const served = place.needs.filter((each) => needs.includes(each)); return served.length > 0 ? [{ ...place, needs: served }] : []; });
  return {
    teams: places.length > 0 ? [{ groupId, name: 'Manufacturing', reasons: ['same-people', ...(needs.includes('show') ? [] : ['all-in-one' as const]), 'in-it'], places }] : [], unmet: needs.filter((each) => each === 'show'),
    anew: needs.map((need) => ({ need, places: [{ kind: 'channel', groupId, teamName: 'Manufacturing', driveId: null, libraryName: null, name: 'Welding' }, { kind: 'team', groupId: null, teamName: null, driveId: null, libraryName: null, name: 'Welding' }] })),
  };
};

/** Everything may be made but teams. */
export const buildMaking = () => ({
  items: [['channel', 'Channel.Create'], ['folder', 'Files.ReadWrite.All'], ['library', 'Sites.Manage.All'], ['team', 'Team.Create']].map(([kind, name]) => ({ kind, granted: kind !== 'team', permissions: [{ name, granted: kind !== 'team' }] })),
  consentUrl: 'https://login.microsoftonline.com/organisation/adminconsent?client_id=trellis',
});

/** A draft that is filled in up to and with everything, standing at one step. */
export const buildDraft = (step: string, more: Record<string, unknown> = {}) => ({
  id: idOf(9, 1), updatedAt: '2026-11-20T10:00:00Z',
  content: {
    step, templateId: 'professional-discipline', name: 'Welding', about: 'How we join metals.', topics: 'welding, quality', unit: '', charter: { domain: 'Seams' },
    needs: ['meet', 'talk', 'files'], places: pickedPlaces(), newPlaces: [], pinTab: true,
    firstActivity: { subject: 'Bring a problem', startsAt: '2026-12-07T10:00', minutes: 60 },
    sponsor: { person: step === 'sponsor' ? null : buildPerson(4), whyNow: 'Rework doubled.', memberHoursPerMonth: 4, budget: '', visibility: 'mention-in-unit' }, ...more,
  },
});

export const placesApi = {
  proposePlaces: ({ body }: { body: unknown }) => buildProposals((body as { needs: Need[] }).needs),
  makingAbilities: buildMaking,
  listMyTeams: () => ({ items: [{ groupId: idOf(4, 1), displayName: 'Manufacturing', description: null }, { groupId: idOf(4, 2), displayName: 'Welding', description: null }] }),
  lookAtCalendar: ({ params }: { params: Record<string, string> }) => ({ categories: ['Seams', 'Visits'], communities: params['groupId'] === idOf(4, 1) ? [] : [{ id: idOf(2, 7), name: 'Cutting' }], proposed: null }),
  listPlaces: ({ params }: { params: Record<string, string> }) => ({
    team: { groupId: params['groupId'], displayName: 'Manufacturing', description: null, webUrl: null },
    channels: [{ channelId: '19:general@thread.tacv2', displayName: 'General', webUrl: null }, { channelId: '19:abc@thread.tacv2', displayName: 'Welding', webUrl: null }],
    libraries: [{ driveId: 'b!drive', name: 'Documents', webUrl: null }], calendar: { groupId: params['groupId'], name: 'Manufacturing' },
  }),
};

export const buildRun = (more: Partial<ImportRun> = {}): ImportRun => ({
  id: idOf(8, 1), state: 'finished', dryRun: true, startedAt: '2026-11-20T10:00:00Z', finishedAt: '2026-11-20T10:00:02Z', secondsLeft: null, total: 3, done: 3, created: 1, unchanged: 1, refused: 1, ...more,
});

export const buildRows = (): ImportRow[] => [
  { row: 1, name: 'Welding', outcome: 'would-create', communityId: null, ties: [{ kind: 'team', name: 'Manufacturing' }, { kind: 'library', name: 'Documents' }], sponsorAsked: 'Greta Moreau', refusals: [] },
  { row: 2, name: 'Data stewards', outcome: 'unchanged', communityId: idOf(2, 1), ties: [{ kind: 'team', name: 'Data' }], sponsorAsked: null, refusals: [] },
  {
    row: 3, name: 'Ghosts', outcome: 'refused', communityId: null, ties: [], sponsorAsked: null,
    refusals: [
      { row: 3, column: 'team', value: 'Nowhere', reason: 'There is no team of this name.', remedy: 'Write its exact name, or its id.' },
      { row: 3, column: 'coordinators', value: 'x@y.example', reason: 'Nobody has this address.', remedy: 'Check the spelling.' },
    ],
  },
];
