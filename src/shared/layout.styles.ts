import { makeStyles, tokens } from '@fluentui/react-components';

/** Measures and spacings that all pages share. */
export const useLayout = makeStyles({
  page: {
    boxSizing: 'border-box', width: '100%', maxWidth: '1120px', marginInline: 'auto',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL} 64px`,
    '@media (max-width: 480px)': { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL} 48px` },
  },
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  stackTight: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  // A title and what stands beside it; on a phone below it, before the title's words would break.
  titled: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM, rowGap: tokens.spacingVerticalXS, alignItems: 'baseline', justifyContent: 'space-between', '& > :first-child': { flex: '1 1 180px', minWidth: 0 } },
  spread: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  panel: {
    boxSizing: 'border-box', minWidth: 0,
    backgroundColor: tokens.colorNeutralBackground1, borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`, padding: tokens.spacingHorizontalXL,
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalL },
  },
  title: {
    margin: 0, fontSize: tokens.fontSizeHero700, lineHeight: tokens.lineHeightHero700, fontWeight: tokens.fontWeightSemibold,
    letterSpacing: '-0.01em', ':focus-visible': { outline: 'none' },
    '@media (max-width: 480px)': { fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600 },
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500, fontWeight: tokens.fontWeightSemibold, ':focus-visible': { outline: 'none' } },
  subheading: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: tokens.fontWeightSemibold, ':focus-visible': { outline: 'none' } },
  lead: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase500, color: tokens.colorNeutralForeground2, maxWidth: '68ch' },
  text: { margin: 0, maxWidth: '68ch', whiteSpace: 'pre-line', lineHeight: tokens.lineHeightBase400 },
  quiet: { margin: 0, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, color: tokens.colorNeutralForeground3 },
  plainList: { listStyleType: 'none', margin: 0, padding: 0 },
  unseen: { position: 'absolute', width: '1px', height: '1px', margin: '-1px', overflow: 'hidden', clip: 'rect(0 0 0 0)', whiteSpace: 'nowrap' },
});
