import type { Host } from '../shared/host.ts';

// Teams may change it while the tab is still starting, before anything is there to redraw.
let shown: Host['theme'] = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
const followers = new Set<() => void>();

/** The theme that Teams shows; until it has said so, the one that the reader's system prefers. */
export const shownTheme = (): Host['theme'] => shown;

/** Teams' theme from now on, by Teams' name of it (`default`, `dark`, `contrast`, lately also `glass`). */
export function takeTheme(name: string | undefined): void {
  shown = name === 'contrast' ? 'contrast' : name === 'dark' || name === 'glass' ? 'dark' : 'light';
  for (const follow of followers) follow();
}

/** Calls back at every change, until the returned function is called. */
export function followTheme(follow: () => void): () => void {
  followers.add(follow);
  return () => followers.delete(follow);
}
