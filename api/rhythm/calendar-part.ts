import type { CalendarPart } from '../ties/ties-contract.ts';
import { reasonsOfName } from '../ties/proposals.ts';
import type { GraphEvent } from './rhythm.ts';

/** By what a community's own events are known: the mark that Trellis gave them, and their ids. */
export interface OwnEvents { mark: string; eventIds: readonly string[] }

/**
 * Whether an event is in a community's part of a calendar. Categories are compared as Outlook does,
 * whatever their case; a time of a series is the community's own when the series is.
 */
export function isInPart(event: GraphEvent, part: CalendarPart | undefined, own: OwnEvents): boolean {
  switch (part?.by) {
    case undefined: return true;
    case 'category': return (event.categories ?? []).some((each) => sameCategory(each, part.category));
    case 'own': return event.transactionId === own.mark || [event.id, event.seriesMasterId].some((id) => !!id && own.eventIds.includes(id));
  }
}

/** The categories that these events have, the most used first. */
export function categoriesOf(events: readonly GraphEvent[]): string[] {
  const used = new Map<string, { name: string; times: number }>();
  for (const name of events.flatMap(({ categories }) => categories ?? [])) {
    const known = used.get(name.toLocaleLowerCase());
    used.set(name.toLocaleLowerCase(), { name: known?.name ?? name, times: (known?.times ?? 0) + 1 });
  }
  return [...used.values()].sort((a, b) => b.times - a.times || a.name.localeCompare(b.name)).map(({ name }) => name);
}

/** What to begin with: all of a calendar that no other community has; of a shared one the category that is named like the community, if there is one. */
export function proposedPart(categories: readonly string[], name: string, isShared: boolean): CalendarPart | undefined {
  const category = isShared ? categories.find((each) => reasonsOfName(each, { name, topics: [] }).length > 0) : undefined;
  return category === undefined ? undefined : { by: 'category', category };
}

const sameCategory = (one: string, other: string): boolean => one.toLocaleLowerCase() === other.toLocaleLowerCase();
