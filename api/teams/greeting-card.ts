import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { adaptiveCard, notice, openUrl, paragraph, run } from './card-elements.ts';
import { say } from './wording.ts';

/** The first thing the bot says to a person (start-up guide E2, E3: in our own words). */
export function welcomeCard(appUrl: string): IAdaptiveCard {
  return adaptiveCard([
    paragraph(run(say('bot.welcome.title'), { weight: 'Bolder', size: 'Large' })),
    paragraph(run(say('bot.welcome.what'))),
    paragraph(run(say('bot.welcome.here'))),
  ], [openUrl(say('bot.openApp'), appUrl)]);
}

/** The answer to any message: the bot is no conversationalist, it says what can be done where. */
export function helpCard(appUrl: string): IAdaptiveCard {
  return adaptiveCard([
    paragraph(run(say('bot.help.title'), { weight: 'Bolder', size: 'Medium' })),
    ...(['find', 'open', 'sponsor'] as const).map((key) => paragraph(run(say(`bot.help.${key}`)), { spacing: 'Small' })),
  ], [openUrl(say('bot.openApp'), appUrl)]);
}

/** One sentence, where a host has no other place for it. */
export function noticeCard(text: string): IAdaptiveCard {
  return adaptiveCard([notice(text)], []);
}
