import { FluentProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { BrowserRouter } from 'react-router';
import { HostContext, type Host } from '../shared/host.ts';
import { startTexts } from '../shared/i18n.ts';
import { NoticeProvider } from '../shared/Notices.tsx';
import { makeQueryClient } from '../shared/query-client.ts';
import { usePrinting } from '../shared/use-printing.ts';
import { OutsideTeams } from './OutsideTeams.tsx';
import { Shell } from './Shell.tsx';
import { OutsideTeamsError, startTeams, tellReady } from './teams.ts';
import { askAhead } from './ask-ahead.ts';
import { preloadPage } from './pages.ts';
import { fluentTheme, paintPage } from './theme.ts';
import { addressOf } from './sub-page.ts';

type State = { phase: 'starting' } | { phase: 'outside' } | { phase: 'ready'; host: Host };

const base = import.meta.env.BASE_URL.replace(/\/$/, '');
const preferred = (): Host['theme'] => (window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

/** Says hello to Teams, then shows the app in Teams' theme; outside Teams, a page that says where to go. */
export function Start() {
  const [state, setState] = useState<State>({ phase: 'starting' });
  const [theme, setTheme] = useState<Host['theme']>(preferred);
  const client = useMemo(makeQueryClient, []);

  const printing = usePrinting();
  const shown = printing ? 'light' : theme;

  useEffect(() => paintPage(shown), [shown]);
  useEffect(() => {
    let current = true;
    const start = async (): Promise<void> => {
      try {
        const { host, subPage } = await startTeams((next) => current && setTheme(next));
        if (!current) return;
        const address = addressOf(subPage);
        if (address && window.location.pathname.replace(/\/$/, '') === base) window.history.replaceState(null, '', base + address);
        askAhead(client, window.location.pathname.slice(base.length));
        await Promise.all([startTexts(host.locale), preloadPage(window.location.pathname)]);
        if (!current) return;
        setTheme(host.theme);
        setState({ phase: 'ready', host });
      } catch (error) {
        await startTexts(navigator.language);
        // eslint-disable-next-line no-console -- the browser's console is where a tab's faults are looked for
        if (!(error instanceof OutsideTeamsError)) console.error(error);
        if (current) setState({ phase: 'outside' });
      }
    };
    void start();
    return () => { current = false; };
  }, [client]);
  useEffect(() => {
    if (state.phase === 'ready') tellReady();
  }, [state.phase]);

  const host = useMemo(() => (state.phase === 'ready' ? { ...state.host, theme: shown } : null), [state, shown]);
  return (
    <FluentProvider theme={fluentTheme(shown)} style={{ backgroundColor: 'var(--colorNeutralBackground2)' }}>
      {state.phase === 'outside' && <OutsideTeams />}
      {host && (
        <HostContext value={host}>
          <QueryClientProvider client={client}>
            <BrowserRouter basename={base}>
              <NoticeProvider>
                <Shell />
              </NoticeProvider>
            </BrowserRouter>
          </QueryClientProvider>
        </HostContext>
      )}
    </FluentProvider>
  );
}
