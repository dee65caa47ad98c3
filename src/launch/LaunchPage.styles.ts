import { makeStyles, tokens } from '@fluentui/react-components';

export const useLaunchStyles = makeStyles({
  step: { paddingBlock: tokens.spacingVerticalS, borderBlockEndWidth: '1px', borderBlockEndStyle: 'solid', borderBlockEndColor: tokens.colorNeutralStroke2, ':last-child': { borderBlockEndWidth: 0, paddingBlockEnd: 0 } },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  tick: { flexGrow: 1, minWidth: 0, maxWidth: '100%' },
  title: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1, overflowWrap: 'anywhere' },
  done: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3, textDecorationLine: 'line-through' },
  due: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, paddingInlineEnd: tokens.spacingHorizontalS, '@media (max-width: 480px)': { paddingInlineStart: '32px' } },
  // Below the words, beside the tick.
  beside: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, paddingInlineStart: '32px', overflowWrap: 'anywhere' },
  about: { margin: 0, maxWidth: '68ch', whiteSpace: 'pre-line' },
  // How something stands: takes the focus when that changes, and no room while there is nothing to say.
  state: { ':focus': { outlineStyle: 'none' }, ':empty': { display: 'none' } },
  // As it stands in the channel.
  message: { margin: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, padding: tokens.spacingHorizontalM, maxWidth: '36rem', boxSizing: 'border-box', overflowWrap: 'anywhere', whiteSpace: 'pre-line', backgroundColor: tokens.colorNeutralBackground2, borderInlineStartWidth: '3px', borderInlineStartStyle: 'solid', borderInlineStartColor: tokens.colorBrandStroke1, borderRadius: tokens.borderRadiusMedium },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, maxWidth: '36rem', paddingBlock: tokens.spacingVerticalM },
});
