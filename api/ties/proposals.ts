import { permittedName } from './place-names.ts';
import type { Need, Proposals, ProposedPlace, Reason } from './proposals-contract.ts';

/** What a community is to do together, and what is known of it so far. */
export interface Wish { needs: readonly Need[]; name: string; topics: readonly string[]; here: string | null }

/** A team that the person is in. */
export interface SeenTeam {
  groupId: string; name: string;
  /** Whether all the people named are in it; false when nobody is named. */
  samePeople: boolean;
}

/** What the person sees in a team. */
export interface SeenPlaces {
  channels: readonly { channelId: string; name: string }[];
  libraries: readonly { driveId: string; name: string }[];
  calendar: boolean;
  /** What the first library has to the community's name. */
  folders: readonly { driveId: string; itemId: string; name: string; location: string }[];
  files: number;
}

const everyNeed: readonly Need[] = ['talk', 'ask', 'show', 'files', 'meet'];
/** How much a reason weighs. What is named, or shown by files, weighs more than what a team has anyway. */
const weights: Record<Reason, number> = { here: 64, 'same-name': 32, 'like-name': 16, 'has-files': 6, topic: 4, 'for-it': 3, 'same-people': 2, 'of-team': 1, 'all-in-one': 0, 'in-it': 0 };
/** A team that all these people are in need not have to do with the community: they weigh, and do not suffice. */
const suffices = (reason: Reason): boolean => ['here', 'same-name', 'like-name', 'topic'].includes(reason);
const weightOf = (reasons: readonly Reason[]): number => reasons.reduce((sum, each) => sum + weights[each], 0);

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** What a name has to do with the community: the same but for case, accents and punctuation; one begins with the other; or it has one of the topics in it. */
export function reasonsOfName(name: string, wish: Pick<Wish, 'name' | 'topics'>): Reason[] {
  const [own, sought] = [plain(name), plain(wish.name)];
  if (own.length < 2) return [];
  if (own === sought) return ['same-name'];
  if (sought.length >= 2 && (own.startsWith(`${sought} `) || sought.startsWith(`${own} `))) return ['like-name'];
  const has = wish.topics.map(plain).some((topic) => topic.length >= 3 && ` ${own} `.includes(` ${topic} `));
  return has ? ['topic'] : [];
}

/** Names that say what a channel is for, as people write them in English. */
const namedFor: Partial<Record<Need, RegExp>> = { ask: /\b(ask|help|questions?|q a|problems?)\b/, show: /\b(show|showcase|showroom|demos?|gallery)\b/ };

const teamReasons = (team: SeenTeam, wish: Wish): Reason[] => [
  ...(wish.here === team.groupId ? ['here' as const] : []), ...reasonsOfName(team.name, wish), ...(team.samePeople ? ['same-people' as const] : []),
];

const byWeight = <T>(weigh: (each: T) => number, keyOf: (each: T) => string) => (a: T, b: T): number => weigh(b) - weigh(a) || (keyOf(a) < keyOf(b) ? -1 : 1);

/** The teams in the order in which it is worth looking into them. */
export function rankTeams(wish: Wish, teams: readonly SeenTeam[]): SeenTeam[] {
  return teams.toSorted(byWeight((team) => weightOf(teamReasons(team, wish)), (team) => `${plain(team.name)} ${team.groupId}`));
}

type Offer = Omit<ProposedPlace, 'needs'>;

/** A team with the best place that it has for each need. */
interface Looked { team: SeenTeam; reasons: Reason[]; places: Map<Need, ProposedPlace>; weight: number }

/**
 * The least infrastructure for what people need to do together: places that exist and have to do with the
 * community, as few teams as will do, for each need one place at most, nothing for needs that were not named.
 * What could be made anew is listed beside it, and never taken. The same answer for the same teams, whatever their order.
 */
export function propose(wish: Wish, teams: readonly SeenTeam[], placesOf: ReadonlyMap<string, SeenPlaces>): Proposals {
  const needs = everyNeed.filter((each) => wish.needs.includes(each));
  const ranked = rankTeams(wish, teams);
  const looked = ranked.flatMap((team) => {
    const places = placesOf.get(team.groupId);
    return places ? [lookAt(team, places, wish, needs)] : [];
  }).filter((each) => each !== null).toSorted(byWeight((each) => each.weight, (each) => `${String(needs.length - each.places.size)} ${plain(each.team.name)} ${each.team.groupId}`));

  const chosen: Proposals['teams'] = [];
  let open = needs;
  for (const { team, reasons, places } of looked) {
    const served = open.filter((each) => places.has(each));
    if (served.length === 0) continue;
    chosen.push({
      groupId: team.groupId, name: team.name, places: merged(served.map((each) => places.get(each)!)),
      reasons: [...reasons, ...(served.length === needs.length && needs.length > 1 ? ['all-in-one' as const] : []), 'in-it'],
    });
    open = open.filter((each) => !served.includes(each));
  }
  const home = chosen[0] ?? (wish.here === null ? undefined : teams.find(({ groupId }) => groupId === wish.here));
  return { teams: chosen, unmet: open, anew: needs.map((each) => ({ need: each, places: anewFor(each, wish, home, home && placesOf.get(home.groupId)) })) };
}

/**
 * What a team has for each need; null when neither it nor anything in it has to do with the community. What
 * a place in it is named, the team has too, but for less than its own name. Files alone say only where files are.
 */
function lookAt(team: SeenTeam, places: SeenPlaces, wish: Wish, needs: readonly Need[]): Looked | null {
  const own = teamReasons(team, wish);
  const offers = needs.map((each) => [each, offersFor(each, team, places, wish)] as const);
  const telling = offers.flatMap(([, offered]) => offered).map(({ reasons }) => weightOf(reasons.filter((each) => suffices(each) || each === 'has-files')));
  const named = own.some(suffices) || offers.some(([, offered]) => offered.some(({ reasons }) => reasons.some(suffices)));
  const serving = named ? offers : offers.map(([each, offered]) => [each, offered.filter(({ reasons }) => reasons.includes('has-files'))] as const);
  const found = new Map<Need, ProposedPlace>();
  for (const [each, [best]] of serving) if (best) found.set(each, { ...best, needs: [each] });
  return found.size === 0 ? null : { team, reasons: own, places: found, weight: weightOf(own) + Math.max(0, ...telling) / 2 };
}

/** The places in a team that could serve a need, the best first. */
function offersFor(wanted: Need, { groupId, name: teamName }: SeenTeam, { channels, libraries, calendar, folders, files }: SeenPlaces, wish: Wish): Offer[] {
  const sorted = (offers: Offer[]) => offers.filter(({ reasons }) => reasons.length > 0)
    .toSorted(byWeight((each) => weightOf(each.reasons), (each) => `${plain(each.name)} ${JSON.stringify(each.target)}`));
  switch (wanted) {
    case 'meet':
      return calendar ? [{ target: { kind: 'calendar', groupId }, name: teamName, location: null, reasons: ['of-team'] }] : [];
    case 'files':
      return sorted([
        ...folders.map(({ driveId, itemId, name, location }) => ({ target: { kind: 'folder' as const, groupId, driveId, itemId }, name, location, reasons: reasonsOfName(name, wish).filter((each) => each !== 'topic') })),
        ...libraries.map(({ driveId, name }, index) => ({
          target: { kind: 'library' as const, groupId, driveId }, name, location: null,
          reasons: [...reasonsOfName(name, wish), ...(index === 0 && files > 0 ? ['has-files' as const] : []), ...(index === 0 ? ['of-team' as const] : [])],
        })),
      ]);
    default:
      return sorted(channels.map(({ channelId, name }, index) => ({
        target: { kind: 'channel' as const, groupId, channelId }, name, location: null,
        reasons: [...reasonsOfName(name, wish), ...(namedFor[wanted]?.test(plain(name)) ? ['for-it' as const] : []), ...(index === 0 ? ['of-team' as const] : [])],
      })));
  }
}

/** One place for each target, with all the needs that it serves. */
function merged(places: readonly ProposedPlace[]): ProposedPlace[] {
  const one = new Map<string, ProposedPlace>();
  for (const place of places) {
    const key = JSON.stringify(place.target);
    const there = one.get(key);
    one.set(key, there ? { ...there, needs: [...there.needs, ...place.needs], reasons: [...new Set([...there.reasons, ...place.reasons])] } : place);
  }
  return [...one.values()];
}

/** What could be made for a need, the least first: a part of a team that is there, a team of its own at last. */
function anewFor(wanted: Need, { name: sought }: Wish, home: Pick<SeenTeam, 'groupId' | 'name'> | undefined, places: SeenPlaces | undefined): Proposals['anew'][number]['places'] {
  const nowhere = { groupId: null, teamName: null, driveId: null, libraryName: null };
  const team = { ...nowhere, kind: 'team' as const, name: permittedName('team', sought) };
  if (!home || wanted === 'meet') return [team];
  const inTeam = { ...nowhere, groupId: home.groupId, teamName: home.name };
  if (wanted !== 'files') return [{ ...inTeam, kind: 'channel', name: permittedName('channel', sought) }, team];
  const library = places?.libraries[0];
  return [
    ...(library ? [{ ...inTeam, kind: 'folder' as const, driveId: library.driveId, libraryName: library.name, name: permittedName('folder', sought) }] : []),
    { ...inTeam, kind: 'library', name: permittedName('library', sought) }, team,
  ];
}
