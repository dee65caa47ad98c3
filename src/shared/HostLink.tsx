import { Link } from '@fluentui/react-components';
import type { MouseEvent, ReactNode } from 'react';
import { useHost } from './host.ts';

/**
 * A link out of the tab, opened by Teams: documents, meetings and channels open in place there.
 * Only http(s) addresses become links; anything else is shown as text.
 */
export function HostLink({ url, children }: { url: string | null; children: ReactNode }) {
  const host = useHost();
  if (url === null || !/^https?:\/\//i.test(url)) return <>{children}</>;
  const open = (event: MouseEvent): void => {
    // With a modifier key the person asked the browser, not Teams.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    host.openLink(url);
  };
  return <Link href={url} target="_blank" rel="noreferrer" onClick={open}>{children}</Link>;
}
