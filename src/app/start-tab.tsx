import type { app } from '@microsoft/teams-js';
import type { QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import type { Host } from '../shared/host.ts';
import { startTexts, takeLocale } from '../shared/i18n.ts';
import { makeQueryClient } from '../shared/query-client.ts';
import { App } from './App.tsx';
import { askAhead } from './ask-ahead.ts';
import { base } from './base.ts';
import { preloadPage } from './pages.ts';
import { addressOf } from './sub-page.ts';
import { OutsideTeamsError } from './say-hello.ts';
import { followTeams, readContext } from './teams.ts';

/** An API that answers within this is waited for, so that the page is drawn once and whole; a slower one is shown as waiting. */
const worthWaiting = 250;

const addressNow = (): string => window.location.pathname.slice(base.length);

/** Draws the tab for who was greeted; without an answer from Teams, the page that says where to go. */
export async function startTab(greeted: Promise<app.Context>): Promise<void> {
  const client = makeQueryClient();
  const host = await prepare(client, greeted);
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<App host={host} client={client} />);
}

/** Everything that the first page wants, before anything is drawn: the page's code, the texts, the API's answers. */
async function prepare(client: QueryClient, greeted: Promise<app.Context>): Promise<Omit<Host, 'theme'> | null> {
  const code = preloadPage(addressNow());
  startTexts();
  try {
    const context = await greeted;
    followTeams();
    const { host, subPage } = readContext(context);
    const linked = goTo(addressOf(subPage));
    const known = askAhead(client, addressNow());
    await Promise.all([
      takeLocale(host.locale),
      linked ? preloadPage(linked) : code,
      Promise.race([known, new Promise((resolve) => setTimeout(resolve, worthWaiting))]),
    ]);
    return host;
  } catch (error) {
    // eslint-disable-next-line no-console -- the browser's console is where a tab's faults are looked for
    if (!(error instanceof OutsideTeamsError)) console.error(error);
    return null;
  }
}

/** Follows a deep link, but only from the tab's front door: reloading a page further in stays there. */
function goTo(address: string | null): string | null {
  if (address === null || addressNow().replace(/\/$/, '') !== '') return null;
  window.history.replaceState(null, '', base + address);
  return address;
}
