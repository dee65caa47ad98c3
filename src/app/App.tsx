import { FluentProvider } from '@fluentui/react-components';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { BrowserRouter } from 'react-router';
import { HostContext, type Host } from '../shared/host.ts';
import { readingDirection } from '../shared/i18n.ts';
import { NoticeProvider } from '../shared/Notices.tsx';
import { usePrinting } from '../shared/use-printing.ts';
import { OutsideTeams } from './OutsideTeams.tsx';
import { Shell } from './Shell.tsx';
import { base } from './base.ts';
import { fluentTheme } from './fluent-theme.ts';
import { tellReady } from './teams.ts';
import { paintPage, useTheme } from './theme.ts';

/** The app in Teams' theme; without a host, a page that says where to go. */
export function App({ host, client }: { host: Omit<Host, 'theme'> | null; client: QueryClient }) {
  const theme = useTheme();
  const shown = usePrinting() ? 'light' : theme;
  useEffect(() => paintPage(shown), [shown]);
  useEffect(() => {
    if (host) tellReady();
  }, [host]);
  const shownHost = useMemo(() => host && { ...host, theme: shown }, [host, shown]);
  return (
    <FluentProvider theme={fluentTheme(shown)} dir={readingDirection()} style={{ backgroundColor: 'var(--colorNeutralBackground2)' }}>
      {shownHost ? (
        <HostContext value={shownHost}>
          <QueryClientProvider client={client}>
            <BrowserRouter basename={base}>
              <NoticeProvider>
                <Shell />
              </NoticeProvider>
            </BrowserRouter>
          </QueryClientProvider>
        </HostContext>
      ) : <OutsideTeams />}
    </FluentProvider>
  );
}
