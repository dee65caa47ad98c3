import { makeStyles, tokens } from '@fluentui/react-components';

export const usePracticeStyles = makeStyles({
  line: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':last-child': { borderBottom: 'none' } },
  row: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'flex-start', paddingBlock: tokens.spacingVerticalM },
  words: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, gap: tokens.spacingVerticalXXS, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
  filters: {
    display: 'grid', gap: tokens.spacingHorizontalM, gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    // The ranges must not overlap: which of two that apply would win is not ours to say.
    '@media (min-width: 481px) and (max-width: 800px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  next: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'baseline', justifyContent: 'space-between', paddingBlock: tokens.spacingVerticalXS },
  nextWords: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
  group: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  pair: { display: 'grid', gap: tokens.spacingHorizontalM, gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
});
