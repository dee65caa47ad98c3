import { useSyncExternalStore } from 'react';
import type { Host } from '../shared/host.ts';
import { fluentTheme } from './fluent-theme.ts';
import { followTheme, shownTheme } from './shown-theme.ts';

/** The theme that Teams shows, at every moment. */
export const useTheme = (): Host['theme'] => useSyncExternalStore(followTheme, shownTheme);

/** The page behind Fluent follows, so that scrolling past its ends shows no other colour. */
export function paintPage(theme: Host['theme']): void {
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  document.body.style.backgroundColor = fluentTheme(theme).colorNeutralBackground2;
}
