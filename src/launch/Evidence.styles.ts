import { makeStyles, tokens } from '@fluentui/react-components';

export const useEvidenceStyles = makeStyles({
  criterion: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, paddingBlock: tokens.spacingVerticalM, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':last-child': { borderBottom: 'none' }, overflowWrap: 'anywhere' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: tokens.spacingHorizontalS },
  name: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: tokens.fontWeightSemibold },
  // Views beside each other, as many as there is room for: none stands above the other.
  views: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingHorizontalM, gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))' },
  view: { minWidth: 0, padding: tokens.spacingHorizontalM, borderRadius: tokens.borderRadiusLarge, backgroundColor: tokens.colorNeutralBackground3, border: `1px solid ${tokens.colorTransparentStroke}`, whiteSpace: 'pre-line' },
  mine: { border: `1px solid ${tokens.colorBrandStroke1}` },
  choices: { flexWrap: 'wrap', overflowWrap: 'normal' },
  score: { display: 'grid', gap: tokens.spacingHorizontalL, gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', '@media (max-width: 560px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  // Full as far as everybody grants it, striped as far as somebody does; what nobody looked at is hatched.
  bar: { position: 'relative', height: '12px', borderRadius: tokens.borderRadiusCircular, backgroundColor: tokens.colorNeutralBackground5, border: `1px solid ${tokens.colorNeutralStrokeAccessible}`, overflow: 'hidden', forcedColorAdjust: 'none' },
  low: { position: 'absolute', insetBlock: 0, insetInlineStart: 0, backgroundColor: tokens.colorBrandBackground },
  high: { position: 'absolute', insetBlock: 0, backgroundImage: `repeating-linear-gradient(90deg, ${tokens.colorBrandBackground} 0 2px, transparent 2px 5px)` },
  open: { position: 'absolute', insetBlock: 0, insetInlineEnd: 0, backgroundImage: `repeating-linear-gradient(45deg, ${tokens.colorNeutralStroke1} 0 2px, transparent 2px 6px)` },
  row: { display: 'grid', gap: tokens.spacingHorizontalM, alignItems: 'start', gridTemplateColumns: 'minmax(0, 1fr) 140px 110px auto', '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
});
