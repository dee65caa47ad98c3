import type { Person } from '../membership/membership-contract.ts';
import type { Template } from '../templates/templates-contract.ts';
import type { FoundTie } from '../ties/ties.ts';
import type { PlacesSeen } from '../ties/places.ts';
import { match, type Match, named, type Named, sameName, shown, theOne } from './named.ts';
import type { KeptRefusal, SheetColumn, SheetRow } from './parse-sheet.ts';
import type { Refusal } from '../platform/words.ts';

/** A team that the person who imports may see. */
export interface VisibleTeam { groupId: string; displayName: string; visibility?: string | null | undefined }

/** What the whole sheet was looked up against, before any row is worked on. */
export interface Known {
  templates: Named<Pick<Template, 'id' | 'name'>>;
  /** Other words that sheets use for a template, in lower case, with the template's id. */
  templateWords: ReadonlyMap<string, string>;
  /** Who imports; that person cannot ask themselves to sponsor. */
  importerId: string;
  teams: Named<VisibleTeam>;
  /** By sign-in name in lower case; someone who is not in here is not in the directory. */
  people: ReadonlyMap<string, Person>;
}

/** A row of which everything was found. */
export interface ResolvedRow {
  row: number;
  name: string;
  domain: string;
  templateId: string;
  coordinators: Person[];
  sponsor: Person | null;
  ties: FoundTie[];
}

export type Resolution = { refusals: KeptRefusal[]; resolved: null } | { refusals: []; resolved: ResolvedRow };

/** The team of a row; `null` when it is not to be found, which `resolveRow` explains. */
export function teamOf(row: SheetRow, known: Known): VisibleTeam | null {
  return theOne(row.team, known.teams);
}

/**
 * Finds what one row names: pure, so everything it needs was read before. `places` is what the
 * row's team holds as the importing person sees it, or null when the team was not found.
 */
export function resolveRow(row: SheetRow, known: Known, places: PlacesSeen | null): Resolution {
  const refusals: KeptRefusal[] = [...row.refusals];
  const refuse = (column: SheetColumn, value: string, trouble: Refusal) => {
    if (!refusals.some((refusal) => refusal.column === column)) refusals.push({ row: row.row, column, value: shown(value), ...trouble });
  };
  const take = <T>(column: SheetColumn, value: string, result: Match<T>): T | null => {
    if ('found' in result) return result.found;
    refuse(column, value, result);
    return null;
  };

  const templateWanted = known.templateWords.get(row.template.toLowerCase()) ?? row.template;
  const template = row.template
    ? take('template', row.template, match(templateWanted, known.templates, 'template'))
    : null;

  const people = (column: 'coordinators' | 'sponsor', upns: string[]) => upns.flatMap((upn) => {
    const person = known.people.get(upn);
    if (person) return [person];
    refusals.push({
      row: row.row, column, value: shown(upn), refused: 'nobody-has-this-sign-in-name',
    });
    return [];
  });
  const coordinators = people('coordinators', row.coordinators);
  const [sponsor = null] = row.sponsor ? people('sponsor', [row.sponsor]) : [];
  if (sponsor?.id === known.importerId) {
    refuse('sponsor', row.sponsor, { refused: 'sponsor-is-importer' });
  }
  if (sponsor && coordinators.length > 0 && coordinators.every((person) => person.id === sponsor.id)) {
    refuse('sponsor', row.sponsor, { refused: 'sponsor-is-coordinator' });
  }

  const team = row.team
    ? take('team', row.team, match(row.team, known.teams, 'team'))
    : null;
  const ties: FoundTie[] = [];
  if (team && !places) {
    refuse('team', row.team, { refused: 'team-out-of-sight' });
  }
  if (team && places) {
    const within = shown(places.team.displayName);
    ties.push({ target: { kind: 'team', groupId: team.groupId }, name: team.displayName, webUrl: places.team.webUrl, openToAll: places.openToAll.team });
    if (row.channel) {
      const channel = take('channel', row.channel, match(row.channel, named(places.channels, (item) => item.channelId, (item) => item.displayName), 'channel', within));
      if (channel) ties.push({ target: { kind: 'channel', groupId: team.groupId, channelId: channel.channelId }, name: channel.displayName, webUrl: channel.webUrl, openToAll: places.openToAll.channels.has(channel.channelId), ownMembers: places.ownMembers.has(channel.channelId) });
    }
    if (row.library) {
      const library = take('library', row.library, match(row.library, named(places.libraries, (item) => item.driveId, (item) => item.name), 'library', within));
      if (library) ties.push({ target: { kind: 'library', groupId: team.groupId, driveId: library.driveId }, name: library.name, webUrl: library.webUrl });
    }
    if (row.calendar) {
      const { calendar } = places;
      // A group has one calendar; it goes by the group's name, its own, or the group's id.
      const isIt = calendar && [calendar.groupId, calendar.name, team.displayName].some((word) => sameName(word, row.calendar));
      if (calendar && isIt) ties.push({ target: { kind: 'calendar', groupId: calendar.groupId }, name: team.displayName, webUrl: null, openToAll: places.openToAll.team });
      else if (calendar) refuse('calendar', row.calendar, { refused: 'no-such-calendar', values: { team: within, name: shown(team.displayName) } });
      else refuse('calendar', row.calendar, { refused: 'calendar-closed', values: { team: within } });
    }
  }

  if (refusals.length > 0 || !template) return { refusals, resolved: null };
  return { refusals: [], resolved: { row: row.row, name: row.name, domain: row.domain, templateId: template.id, coordinators, sponsor, ties } };
}

/** The first sentence of a description, at most 300 characters: what the directory shows of it. */
export function aboutOf(domain: string): string {
  const text = domain.replace(/\s+/g, ' ').trim();
  const [sentence = text] = text.match(/^.+?[.!?](?=\s|$)/) ?? [text];
  if (sentence.length <= 300) return sentence;
  const cut = sentence.slice(0, 299);
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > 200 ? cut.slice(0, lastSpace) : cut}…`;
}
