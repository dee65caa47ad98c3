import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { intlLocale } from '../../platform/words.ts';
import { adaptiveCard, execute, labelled, openUrl, paragraph, run } from '../../teams/card-elements.ts';
import { readersLanguage, say } from '../../teams/wording.ts';

/** The verb of the card's button. */
export const stopReminding = 'reminders.stop';

export interface ReminderView {
  subject: string; startsAt: Date; endsAt: Date; allDay: boolean; location: string | null; joinUrl: string | null; webUrl: string | null;
  /** On whose clock it is told. */
  timeZone: string;
  community: { id: string; name: string };
  /** The activity itself, below which one chooses when to be reminded; the page that it stands on where it was not seen in the year. */
  activityUrl: string;
}

/** What happens, when on the reader's clock, and how to join; with a way to hear no more of it. */
export function reminderCard({ subject, startsAt, endsAt, allDay, location, joinUrl, webUrl, timeZone, community, activityUrl }: ReminderView): IAdaptiveCard {
  return adaptiveCard([
    paragraph(run(community.name, { isSubtle: true })),
    paragraph(run(subject || say('reminders.unnamed'), { weight: 'Bolder', size: 'Large' }), { spacing: 'Small' }),
    paragraph(run(whenOf(startsAt, endsAt, allDay, timeZone)), { spacing: 'Small' }),
    ...(location ? [labelled(say('reminders.where'), location)] : []),
    paragraph(run(say('reminders.asSeen'), { isSubtle: true, size: 'Small' }), { spacing: 'Medium' }),
  ], [
    ...(joinUrl ? [openUrl(say('reminders.join'), joinUrl, { style: 'positive' })] : []),
    ...(webUrl ? [openUrl(say('reminders.openCalendar'), webUrl)] : []),
    openUrl(say('reminders.openActivity'), activityUrl),
    execute(say('reminders.stop'), stopReminding, { communityId: community.id }),
  ]);
}

function whenOf(startsAt: Date, endsAt: Date, allDay: boolean, timeZone: string): string {
  const locale = intlLocale(readersLanguage());
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  // A whole day is that day everywhere.
  if (allDay) return new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' }).format(startsAt);
  return new Intl.DateTimeFormat(locale, { ...day, hour: 'numeric', minute: '2-digit', timeZone, timeZoneName: 'short' }).formatRange(startsAt, endsAt);
}
