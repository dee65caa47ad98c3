import { makeStyles, tokens } from '@fluentui/react-components';

export const useShellStyles = makeStyles({
  skip: {
    position: 'absolute', insetInlineStart: tokens.spacingHorizontalL, top: '-60px', zIndex: 1_001,
    padding: tokens.spacingHorizontalM, backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorBrandForegroundLink,
    borderRadius: tokens.borderRadiusMedium, ':focus': { top: tokens.spacingVerticalS },
  },
  header: {
    backgroundColor: tokens.colorNeutralBackground1, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  bar: {
    boxSizing: 'border-box', maxWidth: '1120px', marginInline: 'auto', minHeight: '56px',
    padding: `0 ${tokens.spacingHorizontalXXL}`, display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalL,
    '@media (max-width: 600px)': { paddingTop: tokens.spacingVerticalS, justifyContent: 'space-between' },
    '@media (max-width: 480px)': { paddingInline: tokens.spacingHorizontalL },
  },
  // With all the ways that programme leads have, tablets are phones.
  crowdedBar: { '@media (max-width: 840px)': { paddingTop: tokens.spacingVerticalS, justifyContent: 'space-between' } },
  crowdedNav: { '@media (max-width: 840px)': { order: 3, flexBasis: '100%', marginInline: `calc(-1 * ${tokens.spacingHorizontalS})` } },
  brand: {
    display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS,
    fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold,
  },
  // All in one line of a phone, which scrolls: three or four lines would take a third of the page.
  onePhoneLine: { '@media (max-width: 600px)': { flexWrap: 'nowrap', overflowX: 'auto', scrollbarWidth: 'none', whiteSpace: 'nowrap' } },
  // On a phone the ways through the app get a line of their own below name and button.
  nav: {
    display: 'flex', flexWrap: 'wrap', flexGrow: 1,
    '@media (max-width: 600px)': { order: 3, flexBasis: '100%', marginInline: `calc(-1 * ${tokens.spacingHorizontalS})` },
  },
  navLink: {
    display: 'inline-flex', alignItems: 'center', minHeight: '56px', boxSizing: 'border-box', paddingInline: tokens.spacingHorizontalS, textDecorationLine: 'none',
    color: tokens.colorNeutralForeground2, borderBottom: '3px solid transparent', borderTop: '3px solid transparent',
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px', borderRadius: tokens.borderRadiusMedium },
    '&[aria-current="page"]': { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold, borderBottomColor: tokens.colorCompoundBrandStroke },
    '@media (max-width: 480px)': { minHeight: '44px' },
  },
});
