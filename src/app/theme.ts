import { useSyncExternalStore } from 'react';
import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme, type Theme } from '@fluentui/react-components';
import type { Host } from '../shared/host.ts';

const themes: Record<Host['theme'], Theme> = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme };

export const fluentTheme = (theme: Host['theme']): Theme => themes[theme];

// Teams may change it while the tab is still starting, before anything is there to redraw.
let current: Host['theme'] = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
const followers = new Set<() => void>();

/** Teams' theme from now on. */
export function takeTheme(theme: Host['theme']): void {
  current = theme;
  for (const follow of followers) follow();
}

/** The theme that Teams shows; until it has said so, the one that the reader's system prefers. */
export function useTheme(): Host['theme'] {
  return useSyncExternalStore((follow) => {
    followers.add(follow);
    return () => followers.delete(follow);
  }, () => current);
}

/** Teams' name of a theme (`default`, `dark`, `contrast`, lately also `glass`) as one of ours. */
export function themeFromTeams(name: string | undefined): Host['theme'] {
  if (name === 'contrast') return 'contrast';
  return name === 'dark' || name === 'glass' ? 'dark' : 'light';
}

/** The page behind Fluent follows, so that scrolling past its ends shows no other colour. */
export function paintPage(theme: Host['theme']): void {
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  document.body.style.backgroundColor = themes[theme].colorNeutralBackground2;
}
