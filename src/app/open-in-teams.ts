import type { QueryClient } from '@tanstack/react-query';
import { answerIn } from '../shared/api.ts';
import type { Host } from '../shared/host.ts';
import { askAhead } from './ask-ahead.ts';
import { addressNow, base } from './base.ts';
import { OutsideTeamsError, sayHello } from './say-hello.ts';
import { addressOf } from './sub-page.ts';
import { followTeams, whereShown } from './teams.ts';

/** Where Teams shows the tab, and the API's answers for its first page; `answered` never rejects. */
export interface Opened { host: Omit<Host, 'theme'>; answered: Promise<void> }

/** Greets Teams, goes where a deep link points to, and asks the API what the page there wants. Null when no Teams answers. */
export async function openInTeams(client: QueryClient): Promise<Opened | null> {
  try {
    await sayHello();
    followTeams();
    const { host, subPage } = await whereShown();
    answerIn(host.locale);
    goTo(addressOf(subPage));
    return { host, answered: askAhead(client, addressNow()) };
  } catch (error) {
    // eslint-disable-next-line no-console -- the browser's console is where a tab's faults are looked for
    if (!(error instanceof OutsideTeamsError)) console.error(error);
    return null;
  }
}

/** Follows a deep link, but only from the tab's front door, which in a channel is the community's page: reloading a page further in stays there. */
function goTo(address: string | null): void {
  if (address !== null && /^(\/communities\/[^/]+)?\/?$/.test(addressNow())) window.history.replaceState(null, '', base + address);
}
