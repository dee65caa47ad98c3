import type { DateTime } from 'luxon';
import type { CharterText } from '../../api/charter/charter-contract.ts';
import type { Stage } from '../../api/communities/communities-contract.ts';
import type { Calling } from '../../api/membership/members-contract.ts';
import type { PracticeItem } from '../../api/practice/practice-contract.ts';
import type { RhythmKind } from '../../api/rhythm/year-contract.ts';
import type { TeamsClient } from '../../sandbox/teams-page/teams-client.ts';
import { stableId } from '../../sandbox/tenant/stable-id.ts';
import type { ApiAs } from '../support/people.ts';

/** What the people of the default tenant do it with: the API as the tab asks it, and Teams. A person is the part of their address before the `@`. */
export interface Hands {
  as(person: string): Promise<Pick<ApiAs, 'call'>>;
  teams: TeamsClient;
  clientId: string;
  /** The zone of clocks where this person works. */
  zoneOf(person: string): string;
  today: DateTime;
}

/** An id that is the same each time, so that what was done before the process ended is not done twice. */
export const sampleId = (...names: string[]): string => stableId('sample', ...names);

/** Something that the tenant was to hold does not lie there. */
export class NotThereError extends Error {
  readonly code = 'sample-not-there';
}

/** @throws NotThereError */
export function named<T>(among: readonly T[], is: (each: T) => boolean, name: string): T {
  const found = among.find(is);
  if (found === undefined) throw new NotThereError(`There is no “${name}”.`);
  return found;
}

/** @throws NotThereError */
export const beginningWith = <T extends { title: string }>(among: readonly T[], beginning: string): T => named(among, ({ title }) => title.startsWith(beginning), beginning);

/** A community as its people made it. Files and meetings are those of the tenant, by name. */
export interface SampleCommunity {
  name: string;
  about: string;
  templateId: string;
  unit: string | null;
  topics: string[];
  team: string;
  /** In which channel its tab is pinned. */
  channel: string;
  coordinator: string;
  /** The idea on the board that it grew from. */
  idea?: string;
  /** What the coordinator's manager is asked for, and answers by the card; unanswered without `commits`. */
  sponsor?: { whyNow: string; hours: number; budget: string; commits?: { hours: number; budget: string; reviewInDays: number } };
  charter: Omit<CharterText, 'keyIssues'> & { keyIssues: string[] };
  /** Later versions, in order. */
  edits?: { by: string; change(charter: CharterText): CharterText }[];
  stage: Stage;
  core?: string[];
  /** Invited into the core group, and not answered yet. */
  invited?: string;
  members: Record<string, SampleMember>;
  /** Who cares about which key issue, by the beginning of its title. */
  care?: Record<string, string[]>;
  /** Who looks after which key issue, by the beginning of its title. */
  stewards?: Record<string, string>;
  items?: SampleItem[];
  /** Of which kind a series of the calendar is, by its subject. */
  kinds?: Record<string, RhythmKind>;
  /** What was kept beside meetings that have been. */
  records?: SampleRecord[];
  /** Meetings to come that are about a key issue. */
  links?: { subject: string; issue: string }[];
  published?: string[];
  /** A first series of activities: laid out, or also on the calendar. */
  series?: 'draft' | 'on-the-calendar';
  /** The launch that its core group prepares: in how many days, and how many of the first steps are done. */
  launch?: { inDays: number; stepsDone: number };
}

export interface SampleMember { offers?: string[]; seeks?: string[]; knownAs?: Calling[]; active?: true; hosts?: true; pairs?: true }

export interface SampleItem {
  /** The file's name, or the address of a link. */
  file: string;
  title?: string;
  kind: PracticeItem['kind'];
  by: string;
  summary: string;
  topics: string[];
  reviewInDays?: number;
  /** The beginning of the title of a key issue. */
  answers?: string;
  /** Nobody looks after it yet; whom the coordinator asked, who has not answered. */
  unattended?: true;
  asked?: string;
}

export interface SampleRecord {
  subject: string;
  /** 1: the last one that has been, 2: the one before. */
  back: number;
  by: string;
  agenda?: string;
  notes: string;
  attended: number;
  followUps?: { words: string; by?: string; done?: true }[];
}
