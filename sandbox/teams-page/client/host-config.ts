import type { Theme } from '../page-types.ts';

interface Palette { text: string; subtle: string; accent: string; good: string; warning: string; attention: string; emphasis: string; line: string; tints: { good: string; warning: string; attention: string; accent: string } }

const palettes: Record<Theme, Palette> = {
  default: {
    text: '#242424', subtle: '#5c5c5c', accent: '#3b4c9b', good: '#1c6b2f', warning: '#8a4b00', attention: '#a4262c', emphasis: '#f3f3f6', line: '#dcdce3',
    tints: { good: '#e7f4e9', warning: '#fdf3e1', attention: '#fbeaea', accent: '#eaedfa' },
  },
  dark: {
    text: '#f2f2f4', subtle: '#b9b9c3', accent: '#a9b6ff', good: '#7fd492', warning: '#f2c078', attention: '#ff9b9b', emphasis: '#2f3038', line: '#45464f',
    tints: { good: '#1e3324', warning: '#3a2e1a', attention: '#3f2325', accent: '#272c4a' },
  },
  contrast: {
    text: '#ffffff', subtle: '#ffffff', accent: '#ffff00', good: '#3ff23f', warning: '#ffff00', attention: '#ff8c8c', emphasis: '#000000', line: '#ffffff',
    tints: { good: '#000000', warning: '#000000', attention: '#000000', accent: '#000000' },
  },
};

/** How Adaptive Cards look in each of Teams' themes. */
export function hostConfig(theme: Theme): object {
  const palette = palettes[theme];
  const color = (normal: string) => ({ default: normal, subtle: normal === palette.text ? palette.subtle : normal });
  const foregroundColors = {
    default: color(palette.text), dark: color(palette.text), light: color(palette.subtle), accent: color(palette.accent),
    good: color(palette.good), warning: color(palette.warning), attention: color(palette.attention),
  };
  const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    hostCapabilities: { capabilities: null },
    supportsInteractivity: true,
    fontFamily: 'inherit',
    fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 28, extraLarge: 32 },
    spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.line },
    imageSizes: { small: 32, medium: 52, large: 100 },
    containerStyles: {
      default: container('transparent'), emphasis: container(palette.emphasis), accent: container(palette.tints.accent),
      good: container(palette.tints.good), warning: container(palette.tints.warning), attention: container(palette.tints.attention),
    },
    actions: {
      maxActions: 6, spacing: 'default', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left', showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    },
    adaptiveCard: { allowCustomStyle: false },
    textBlock: { headingLevel: 3 },
    factSet: {
      title: { color: 'default', size: 'default', isSubtle: false, weight: 'bolder', wrap: true, maxWidth: 140 },
      value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true }, spacing: 12,
    },
    inputs: {
      label: { inputSpacing: 'small', requiredInputs: { weight: 'bolder', color: 'default', size: 'default', suffix: ' *', suffixColor: 'attention' }, optionalInputs: { weight: 'bolder', color: 'default', size: 'default' } },
      errorMessage: { color: 'attention', size: 'small', weight: 'default', spacing: 'small' },
    },
  };
}
