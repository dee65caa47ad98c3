import { makeStyles, tokens } from '@fluentui/react-components';

export const useActivityStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  item: { display: 'flex', gap: tokens.spacingHorizontalL, alignItems: 'flex-start', minWidth: 0 },
  // The month; the day stands above it.
  leaf: {
    flexShrink: 0, width: '52px', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, paddingBlock: tokens.spacingVerticalXS, textAlign: 'center',
    borderRadius: tokens.borderRadiusLarge, backgroundColor: tokens.colorPaletteGreenBackground1, color: tokens.colorPaletteGreenForeground1,
    border: `1px solid ${tokens.colorPaletteGreenBorder1}`,
  },
  day: { display: 'block', fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  subject: { fontWeight: tokens.fontWeightSemibold },
  link: {
    alignSelf: 'flex-start', color: tokens.colorBrandForegroundLink, textDecorationLine: 'none', ':hover': { color: tokens.colorBrandForegroundLinkHover, textDecorationLine: 'underline' }, ':active': { color: tokens.colorBrandForegroundLinkPressed, textDecorationLine: 'underline' },
    ':focus-visible': { outline: 'none', textDecorationLine: 'underline', textDecorationStyle: 'double', textDecorationColor: tokens.colorStrokeFocus2 },
  },
});
