import type { QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { startTexts, takeLocale } from '../shared/i18n.ts';
import { App } from './App.tsx';
import { addressNow } from './base.ts';
import type { Opened } from './open-in-teams.ts';
import { preloadPage } from './pages.ts';

/** An API that answers within this is waited for, so that the page is drawn once and whole; a slower one is shown as waiting. */
const worthWaiting = 250;

/** Draws the tab when all that its first page wants is there: code, texts, answers. Without Teams, the page that says where to go. */
export async function startTab(client: QueryClient, opening: Promise<Opened | null>): Promise<void> {
  startTexts();
  void preloadPage(addressNow());
  const opened = await opening;
  if (!opened) await takeLocale(navigator.language);
  else {
    await Promise.all([
      takeLocale(opened.host.locale),
      preloadPage(addressNow()),
      Promise.race([opened.answered, new Promise((resolve) => setTimeout(resolve, worthWaiting))]),
    ]);
  }
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<App host={opened?.host ?? null} client={client} />);
}
