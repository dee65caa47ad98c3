import { makeStyles, tokens } from '@fluentui/react-components';

const bar = tokens.colorNeutralStroke2;

export const useCommunityStyles = makeStyles({
  // The trellis: a quiet lattice behind the name, fading out towards the page.
  hero: {
    backgroundColor: tokens.colorNeutralBackground1, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, position: 'relative', overflow: 'hidden',
    '::before': {
      content: '""', position: 'absolute', inset: 0, opacity: 0.55, pointerEvents: 'none',
      backgroundImage: `repeating-linear-gradient(60deg, ${bar} 0 1px, transparent 1px 28px), repeating-linear-gradient(-60deg, ${bar} 0 1px, transparent 1px 28px)`,
      maskImage: 'linear-gradient(to left, #000, transparent 45%)',
      // Where words run into it, on a phone, it would only be in the way.
      '@media (max-width: 860px)': { display: 'none' },
    },
    ':global(html[dir="rtl"])': { '::before': { transform: 'scaleX(-1)' } },
    ':global(html[data-theme="contrast"])': { '::before': { display: 'none' } },
  },
  heroInner: {
    position: 'relative', boxSizing: 'border-box', maxWidth: '1120px', marginInline: 'auto',
    padding: `32px ${tokens.spacingHorizontalXXL}`, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL,
    '@media (max-width: 480px)': { padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL}` },
  },
  name: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalM },
  badges: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  columns: {
    display: 'grid', alignItems: 'start', gap: tokens.spacingHorizontalXXL, gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    '@media (max-width: 860px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingHorizontalL },
  },
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingHorizontalXXL, minWidth: 0, '@media (max-width: 860px)': { gap: tokens.spacingHorizontalL } },
});
