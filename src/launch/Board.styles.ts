import { makeStyles, tokens } from '@fluentui/react-components';

export const useBoardStyles = makeStyles({
  // Four beside each other where there is room for four, then two, then one: a phone reads stage after stage.
  columns: {
    display: 'grid', gap: tokens.spacingHorizontalL, alignItems: 'stretch', gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    '@media (min-width: 561px) and (max-width: 960px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
    '@media (max-width: 560px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: {
    boxSizing: 'border-box', minWidth: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground3, borderRadius: tokens.borderRadiusXLarge, border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  over: { outline: `2px dashed ${tokens.colorBrandStroke1}`, outlineOffset: '-2px' },
  columnHead: { display: 'flex', alignItems: 'baseline', gap: tokens.spacingHorizontalS, margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold },
  cards: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  card: {
    boxSizing: 'border-box', minWidth: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, padding: tokens.spacingHorizontalM, overflowWrap: 'anywhere',
    backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusLarge, contentVisibility: 'auto', containIntrinsicSize: 'auto 170px',
  },
  movable: { cursor: 'grab', ':hover': { boxShadow: tokens.shadow4 } },
  dragged: { opacity: '0.5' },
  // The name has the line to itself, and the menu the corner.
  cardHead: { display: 'flex', alignItems: 'flex-start', justifyContent: 'space-between', gap: tokens.spacingHorizontalXS },
  name: { margin: 0, minWidth: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: tokens.fontWeightSemibold },
  about: { margin: 0, color: tokens.colorNeutralForeground2, display: '-webkit-box', WebkitLineClamp: '2', WebkitBoxOrient: 'vertical', overflow: 'hidden' },
  fact: { display: 'flex', gap: tokens.spacingHorizontalXS, alignItems: 'baseline', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  next: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: tokens.spacingVerticalXS },
  nextRow: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'baseline', justifyContent: 'space-between', paddingBlock: tokens.spacingVerticalXS },
  nextWords: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
  pair: { display: 'grid', alignItems: 'start', gap: tokens.spacingHorizontalM, gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  narrow: { maxWidth: '720px' },
  gone: { paddingBlock: tokens.spacingVerticalS, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':last-child': { borderBottom: 'none' }, overflowWrap: 'anywhere' },
  // The way an opportunity goes: what is behind it, where it is, what is ahead.
  way: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  step: {
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM}`, borderRadius: tokens.borderRadiusCircular, border: `1px solid ${tokens.colorNeutralStroke1}`, color: tokens.colorNeutralForeground2,
    '&[aria-current="step"]': { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand, fontWeight: tokens.fontWeightSemibold, border: `1px solid ${tokens.colorBrandStroke1}` },
  },
});
