import { z } from 'zod';
import { id, instant, operation } from '../platform/http/operation-contract.ts';

export const tieKind = z.enum(['team', 'channel', 'library', 'calendar']);
export type TieKind = z.infer<typeof tieKind>;

/** Graph ids that are not GUIDs: channel threads, drives, items. */
const graphId = z.string().min(1).max(400);

/**
 * What a community is tied to. `groupId` is the Microsoft 365 group behind the team; a group
 * has one calendar, so the group's id is the calendar's.
 */
export const tieTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('team'), groupId: id }),
  z.object({ kind: z.literal('channel'), groupId: id, channelId: graphId }),
  z.object({ kind: z.literal('library'), groupId: id, driveId: graphId }),
  z.object({ kind: z.literal('calendar'), groupId: id }),
]);
export type TieTarget = z.infer<typeof tieTarget>;

/** `sound`: found when last looked; `lost`: Microsoft 365 said it is gone; `closed-to-you` is never stored, it is what one person sees. */
export const tieState = z.enum(['sound', 'lost']);

export const tie = z.object({
  id,
  kind: tieKind,
  target: tieTarget,
  /** Its name when last looked. */
  name: z.string(),
  webUrl: z.url().nullable(),
  state: tieState,
  stateReason: z.string().nullable(),
  stateSince: instant,
});
export type Tie = z.infer<typeof tie>;

export const team = z.object({ groupId: id, displayName: z.string(), description: z.string().nullable() });
export const listMyTeams = operation({
  name: 'listMyTeams', method: 'GET', path: '/api/places/teams',
  summary: 'The teams that the signed-in person is in, by name.',
  response: z.object({ items: z.array(team) }),
});

export const places = z.object({
  team: team.extend({ webUrl: z.url().nullable() }),
  channels: z.array(z.object({ channelId: graphId, displayName: z.string(), webUrl: z.url().nullable() })),
  libraries: z.array(z.object({ driveId: graphId, name: z.string(), webUrl: z.url().nullable() })),
  /** The group's calendar; null when the person may not see it. */
  calendar: z.object({ groupId: id, name: z.string() }).nullable(),
});
export type Places = z.infer<typeof places>;

export const listPlaces = operation({
  name: 'listPlaces', method: 'GET', path: '/api/places/teams/:groupId',
  summary: 'What a community can be tied to in one team: its channels, libraries and calendar, as the person sees them.',
  params: z.object({ groupId: id }), response: places,
});
