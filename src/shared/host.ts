import { createContext, useContext } from 'react';

/** Where the tab is shown, as Teams says. */
export interface Host {
  theme: 'light' | 'dark' | 'contrast';
  locale: string;
  frame: 'personal' | 'channel' | 'configuration';
  /** The tab's own id: in a channel, the community's. */
  entityId: string | null;
  team: { groupId: string; name: string } | null;
  channel: { id: string; name: string } | null;
  /** Opens a document, meeting or channel the way Teams opens links. */
  openLink(url: string): void;
  /** Has Teams offer a link that leads here again; `subPage` is one that src/app/sub-page.ts reads. */
  shareLink(subPage: string, label: string): void;
}

export const HostContext = createContext<Host | null>(null);

export function useHost(): Host {
  const host = useContext(HostContext);
  if (host === null) throw new TypeError('useHost needs a HostContext above it');
  return host;
}
