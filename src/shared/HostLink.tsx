import { Link } from '@fluentui/react-components';
import type { MouseEvent, ReactNode } from 'react';
import { useHost, type Host } from './host.ts';

/**
 * A link out of the tab, opened by Teams: documents, meetings and channels open in place there.
 * Only http(s) addresses become links; anything else is shown as text.
 */
export function HostLink({ url, children }: { url: string | null; children: ReactNode }) {
  const link = linkInTeams(useHost(), url);
  return link ? <Link {...link}>{children}</Link> : <>{children}</>;
}

/** What makes an anchor such a link: for lists in which every row has one, as Fluent's costs ten times a plain one. Null for what is to be shown as text. */
export function linkInTeams(host: Host, url: string | null) {
  if (url === null || !/^https?:\/\//i.test(url)) return null;
  const onClick = (event: MouseEvent): void => {
    // With a modifier key the person asked the browser, not Teams.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    host.openLink(url);
  };
  return { href: url, target: '_blank', rel: 'noreferrer', onClick };
}
