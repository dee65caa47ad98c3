import { makeStyles, tokens } from '@fluentui/react-components';

export const useCardStyles = makeStyles({
  grid: {
    listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingHorizontalL,
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))',
  },
  // Cards far below the fold are neither laid out nor painted: thousands scroll like ten.
  cell: { contentVisibility: 'auto', containIntrinsicSize: 'auto 190px', display: 'flex' },
  card: {
    boxSizing: 'border-box', position: 'relative', width: '100%', minWidth: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL, paddingInlineStart: tokens.spacingHorizontalXL,
    backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusXLarge,
    transitionProperty: 'box-shadow, border-color', transitionDuration: tokens.durationFast,
    ':hover': { boxShadow: tokens.shadow8, border: `1px solid ${tokens.colorNeutralStroke1Hover}` },
    ':has(a:focus-visible)': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
    '::before': {
      content: '""', position: 'absolute', insetInlineStart: '8px', top: '16px', bottom: '16px', width: '3px',
      borderRadius: tokens.borderRadiusCircular, backgroundColor: tokens.colorNeutralStroke2,
    },
  },
  mine: { '::before': { backgroundColor: tokens.colorPaletteGreenBorderActive } },
  name: {
    fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1,
    '::after': { content: '""', position: 'absolute', inset: 0, borderRadius: tokens.borderRadiusXLarge },
  },
  heading: { margin: 0 },
  about: {
    margin: 0, color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase300,
    display: '-webkit-box', WebkitLineClamp: '3', WebkitBoxOrient: 'vertical', overflow: 'hidden',
  },
  foot: { marginTop: 'auto', paddingTop: tokens.spacingVerticalS, display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM, rowGap: tokens.spacingVerticalXXS },
});
