import { makeStyles, tokens } from '@fluentui/react-components';

export const useMembersStyles = makeStyles({
  line: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':last-child': { borderBottom: 'none' }, paddingBlock: tokens.spacingVerticalM },
  head: { alignItems: 'flex-start' },
  // Below the name, not below the photo; a phone has no room for that.
  words: {
    display: 'grid', gap: tokens.spacingHorizontalL, gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', marginBlockStart: tokens.spacingVerticalS, paddingInlineStart: '48px',
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)', paddingInlineStart: '0' },
  },
  mine: { display: 'grid', gap: tokens.spacingHorizontalL, gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  entries: { margin: 0, listStyleType: 'disc', paddingInlineStart: tokens.spacingHorizontalL, overflowWrap: 'anywhere' },
  filters: {
    display: 'grid', gap: tokens.spacingHorizontalM, alignItems: 'end', gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  wide: { maxWidth: 'none', width: '100%' },
  ask: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'center', justifyContent: 'space-between', paddingBlock: tokens.spacingVerticalS },
  lines: { display: 'flex', flexDirection: 'column' },
  askWords: { flex: '1 1 280px', minWidth: 0, overflowWrap: 'anywhere', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  cards: { display: 'grid', gap: tokens.spacingHorizontalL, gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))', overflowWrap: 'anywhere' },
});
