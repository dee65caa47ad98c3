import type { ImportRow, ImportRun } from '../../../api/import/import-contract.ts';
import { buildPerson, idOf } from './builders.ts';

/** A draft that is filled in up to and with everything, standing at one step. */
export const buildDraft = (step: string, more: Record<string, unknown> = {}) => ({
  id: idOf(9, 1), updatedAt: '2026-11-20T10:00:00Z',
  content: {
    step, templateId: 'professional-discipline', name: 'Welding', about: 'How we join metals.', topics: 'welding, quality', unit: '', charter: { domain: 'Seams' },
    team: { groupId: idOf(4, 1), name: 'Manufacturing' }, channel: { channelId: '19:abc@thread.tacv2', name: 'Welding' }, library: { driveId: 'b!drive', name: 'Documents' }, calendar: true, pinTab: true,
    firstActivity: { subject: 'Bring a problem', startsAt: '2026-12-07T10:00', minutes: 60 },
    sponsor: { person: step === 'sponsor' ? null : buildPerson(4), whyNow: 'Rework doubled.', memberHoursPerMonth: 4, budget: '', visibility: 'mention-in-unit' }, ...more,
  },
});

export const placesApi = {
  listMyTeams: () => ({ items: [{ groupId: idOf(4, 1), displayName: 'Manufacturing', description: null }, { groupId: idOf(4, 2), displayName: 'Welding', description: null }] }),
  listPlaces: ({ params }: { params: Record<string, string> }) => ({
    team: { groupId: params['groupId'], displayName: 'Manufacturing', description: null, webUrl: null },
    channels: [{ channelId: '19:general@thread.tacv2', displayName: 'General', webUrl: null }, { channelId: '19:abc@thread.tacv2', displayName: 'Welding', webUrl: null }],
    libraries: [{ driveId: 'b!drive', name: 'Documents', webUrl: null }], calendar: { groupId: params['groupId'], name: 'Manufacturing' },
  }),
};

export const buildRun = (more: Partial<ImportRun> = {}): ImportRun => ({
  id: idOf(8, 1), state: 'finished', dryRun: true, startedAt: '2026-11-20T10:00:00Z', finishedAt: '2026-11-20T10:00:02Z', total: 3, done: 3, created: 1, unchanged: 1, refused: 1, ...more,
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
