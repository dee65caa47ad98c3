import { makeStyles, tokens } from '@fluentui/react-components';

export const useCharterStyles = makeStyles({
  columns: {
    display: 'grid', alignItems: 'start', gap: tokens.spacingHorizontalXXL, gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    '@media (max-width: 860px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingHorizontalL },
  },
  issue: {
    display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, paddingBlock: tokens.spacingVerticalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':first-child': { paddingTop: 0 }, ':last-child': { borderBottom: 'none', paddingBottom: 0 },
  },
  title: { margin: 0, overflowWrap: 'anywhere', fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold, ':focus-visible': { outlineOffset: '2px' } },
  link: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'flex-start', paddingBlock: tokens.spacingVerticalXS },
  firm: { flexShrink: 0 },
  icon: { flexShrink: 0, lineHeight: tokens.lineHeightBase300, color: tokens.colorNeutralForeground3 },
  words: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS, alignItems: 'baseline', minWidth: 0, overflowWrap: 'anywhere' },
  prompt: { borderInlineStartWidth: '3px', borderInlineStartStyle: 'solid', borderInlineStartColor: tokens.colorNeutralStroke1, paddingInlineStart: tokens.spacingHorizontalM },
  pick: { flex: '1 1 220px', minWidth: 0 },
});
