import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme, type Theme } from '@fluentui/react-components';
import type { Host } from '../shared/host.ts';

/** Fluent's themes by our names of Teams'. The build puts their values in place of this file (vite.config.ts). */
export const themes: Record<Host['theme'], Theme> = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme };

export const fluentTheme = (name: Host['theme']): Theme => themes[name];
