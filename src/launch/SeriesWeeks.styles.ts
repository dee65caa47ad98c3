import { makeStyles, tokens } from '@fluentui/react-components';

const line = `1px solid ${tokens.colorNeutralStroke2}`;
const narrow = '@media (max-width: 700px)';
const wide = '@media (min-width: 701px)';
/** Seven days side by side are narrow here: the shape stands above the words. */
const tablet = '@media (min-width: 701px) and (max-width: 1000px)';

export const useWeeksStyles = makeStyles({
  weeks: { listStyleType: 'none', margin: 0, padding: 0 },
  columns: { display: 'grid', gridTemplateColumns: '64px repeat(5, minmax(0, 1fr)) repeat(2, minmax(0, 0.6fr))', '@media (max-width: 1000px)': { gridTemplateColumns: '60px repeat(7, minmax(0, 1fr))' } },
  // Something happens at a weekend: its days are as wide as the others.
  even: { gridTemplateColumns: '64px repeat(7, minmax(0, 1fr))' },
  head: { borderBottom: line, paddingBottom: tokens.spacingVerticalXS, [narrow]: { display: 'none' } },
  weekday: { textAlign: 'center' },
  week: { borderBottom: line, breakInside: 'avoid', ':last-child': { borderBottom: 'none' } },
  line: { [narrow]: { display: 'block', paddingBlock: tokens.spacingVerticalS } },
  weekName: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXS} 0 0`, fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, [narrow]: { padding: `${tokens.spacingVerticalXS} 0` } },
  onlyWide: { [narrow]: { display: 'none' } },
  onlyNarrow: { display: 'none', [narrow]: { display: 'inline' } },
  day: {
    boxSizing: 'border-box', minWidth: 0, minHeight: '52px', padding: '2px', display: 'flex', flexDirection: 'column', gap: '2px',
    [wide]: { borderInlineStartWidth: '1px', borderInlineStartStyle: 'solid', borderInlineStartColor: tokens.colorNeutralStroke2 },
    [narrow]: { display: 'grid', gridTemplateColumns: '64px minmax(0, 1fr)', minHeight: 0, alignItems: 'start', columnGap: tokens.spacingHorizontalS },
  },
  emptyDay: { [narrow]: { display: 'none' } },
  weekend: { backgroundColor: tokens.colorNeutralBackground2 },
  today: { boxShadow: `inset 0 2px 0 ${tokens.colorBrandStroke1}` },
  past: { color: tokens.colorNeutralForegroundDisabled },
  target: { backgroundColor: tokens.colorBrandBackground2, outline: `2px dashed ${tokens.colorBrandStroke1}`, outlineOffset: '-2px' },
  number: { fontSize: tokens.fontSizeBase100, lineHeight: tokens.lineHeightBase100, color: tokens.colorNeutralForeground3, textAlign: 'end', paddingInlineEnd: '2px', [narrow]: { textAlign: 'start', fontSize: tokens.fontSizeBase200, paddingTop: '6px' } },
  inDay: { display: 'flex', flexDirection: 'column', gap: '2px', minWidth: 0 },
  card: {
    boxSizing: 'border-box', display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr)', columnGap: '4px', width: '100%', padding: '4px', textAlign: 'start', font: 'inherit', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium, boxShadow: tokens.shadow2, cursor: 'grab', position: 'relative', userSelect: 'none', touchAction: 'manipulation',
    [tablet]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    // A rim and no other ground: in high contrast that is bright, and the kinds' colours vanish on it.
    ':hover': { boxShadow: `0 0 0 1px ${tokens.colorNeutralStroke1Hover}, ${tokens.shadow4}` },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
    '@media print': { boxShadow: 'none' },
  },
  dragged: { cursor: 'grabbing', opacity: 0.85, boxShadow: tokens.shadow16, position: 'relative', zIndex: 10, pointerEvents: 'none' },
  open: { outline: `2px solid ${tokens.colorBrandStroke1}` },
  warned: { borderInlineStartWidth: '4px', borderInlineStartStyle: 'solid', borderInlineStartColor: tokens.colorPaletteMarigoldBorderActive },
  cardTitle: { overflow: 'hidden', display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: 3, overflowWrap: 'anywhere', '@media print': { display: 'block' } },
  cardTime: { gridColumnStart: 2, [tablet]: { gridColumnStart: 1 }, fontSize: tokens.fontSizeBase100, lineHeight: tokens.lineHeightBase200, overflowWrap: 'anywhere' },
  untitled: { fontStyle: 'italic' },
  holiday: { fontSize: tokens.fontSizeBase100, lineHeight: tokens.lineHeightBase200, color: tokens.colorNeutralForeground2, fontStyle: 'italic', overflowWrap: 'anywhere' },
  existing: {
    boxSizing: 'border-box', padding: '2px 4px', fontSize: tokens.fontSizeBase100, lineHeight: tokens.lineHeightBase200, color: tokens.colorNeutralForeground2, border: `1px dashed ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium, overflowWrap: 'anywhere',
    overflow: 'hidden', display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: 2,
  },
  form: { margin: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalL}`, padding: tokens.spacingHorizontalL, border: `1px solid ${tokens.colorBrandStroke2}`, borderRadius: tokens.borderRadiusLarge, backgroundColor: tokens.colorNeutralBackground1 },
  fields: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))', gap: tokens.spacingHorizontalM },
  fieldMin: { minWidth: 0, '& .fui-Input': { minWidth: 0, width: '100%' } },
  legend: { display: 'flex', flexWrap: 'wrap', gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`, alignItems: 'center' },
  legendItem: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  sample: { width: '28px', padding: 0, height: '12px' },
});
