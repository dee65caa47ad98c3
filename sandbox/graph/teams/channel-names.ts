import { badRequest } from '../graph-operation.ts';
import type { Channel, Team } from './teams-area.ts';

/** Microsoft: "Limits and specifications for Microsoft Teams", channel names. */
const forbidden = /[~#%&*{}+/\\:<>?|'"\u0000-\u001f\u0080-\u009f]|\.\./;
const reserved = /^(forms|con|conin\$|conout\$|prn|aux|nul|com[1-9]|lpt[1-9]|desktop\.ini)$|_vti_/i;
const longest = 50;

/** Deleted channels keep their names, and count, for so long. */
const heldMilliseconds = 30 * 24 * 60 * 60 * 1000;

/** Microsoft: "Limits and specifications for Microsoft Teams"; deleted channels count. */
const mostChannels = 1000;

/** The channels deleted so lately that they could be restored. */
function heldChannels(team: Team, now: number): Channel[] {
  for (const channel of team.deletedChannels.values()) {
    if (Date.parse(channel.deletedDateTime) + heldMilliseconds <= now) team.deletedChannels.delete(channel.id);
  }
  return [...team.deletedChannels.values()];
}

/** @throws GraphError 400 for a name that Teams does not take, or that another channel of the team has or lately had */
export function checkChannelName(team: Team, name: unknown, now: number, own?: Channel): string {
  if (typeof name !== 'string' || name.trim() === '' || name.length > longest || forbidden.test(name) || reserved.test(name.trim()) || /^[_.]|\.$/.test(name)) {
    throw badRequest('Channel name is not valid: it needs 1 to 50 characters, none of ~ # % & * { } + / \\ : < > ? | \' " and no reserved word');
  }
  const taken = [...team.channels.values(), ...heldChannels(team, now)].find(each => each !== own && each.displayName.toLowerCase() === name.trim().toLowerCase());
  if (taken) throw badRequest('Channel name already existed, please use other name', 'BadRequest');
  return name.trim();
}

/** @throws GraphError 400 */
export function checkChannelDescription(description: unknown): string | null {
  if (description === null || description === undefined) return null;
  if (typeof description !== 'string' || description.length > 1024) throw badRequest('Channel description is not valid: it has at most 1024 characters.');
  return description;
}

/** @throws GraphError 400 when the team has as many channels as a team can have */
export function checkChannelCount(team: Team, now: number): void {
  if (team.channels.size + heldChannels(team, now).length >= mostChannels) {
    throw badRequest(`The team has reached the limit of ${mostChannels} channels, deleted ones included.`);
  }
}
