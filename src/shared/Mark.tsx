import { makeStyles, tokens } from '@fluentui/react-components';

const contrast = ':global(html[data-theme="contrast"])';

const useStyles = makeStyles({
  bars: { stroke: tokens.colorNeutralStroke1, strokeWidth: '1.5', fill: 'none' },
  // High contrast knows no greens, only white: there the leaves take the colours that mean "chosen" and "link".
  upper: { fill: tokens.colorPaletteGreenForeground1, [contrast]: { fill: tokens.colorCompoundBrandBackground } },
  lower: { fill: tokens.colorPaletteGreenForeground2, [contrast]: { fill: tokens.colorBrandForegroundLink } },
});

/** Two leaves on a trellis; decoration, so hidden from screen readers. */
export function Mark({ size = 24 }: { size?: number }) {
  const styles = useStyles();
  return (
    <svg width={size} height={size} style={{ flexShrink: 0 }} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path className={styles.bars} d="M4 21V3M12 21V3M20 21V3M2 8h20M2 16h20" />
      <path className={styles.upper} d="M12 16c0-6 3-10 9-11 0 7-3 11-9 11Z" />
      <path className={styles.lower} d="M12 21c-5 0-8-3-8-9 5 0 8 4 8 9Z" />
    </svg>
  );
}
