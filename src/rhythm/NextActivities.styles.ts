import { makeStyles, tokens } from '@fluentui/react-components';

export const useActivityStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  item: { display: 'flex', gap: tokens.spacingHorizontalL, alignItems: 'flex-start', minWidth: 0 },
  leaf: {
    flexShrink: 0, width: '52px', paddingBlock: tokens.spacingVerticalXS, textAlign: 'center',
    borderRadius: tokens.borderRadiusLarge, backgroundColor: tokens.colorPaletteGreenBackground1, color: tokens.colorPaletteGreenForeground1,
    border: `1px solid ${tokens.colorPaletteGreenBorder1}`,
  },
  day: { display: 'block', fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold },
  month: { display: 'block', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  subject: { fontWeight: tokens.fontWeightSemibold },
});
