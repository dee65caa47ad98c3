import { makeStyles, tokens } from '@fluentui/react-components';

const line = `1px solid ${tokens.colorNeutralStroke2}`;

export const useYearStyles = makeStyles({
  months: { listStyleType: 'none', margin: 0, padding: 0 },
  month: { display: 'grid', gridTemplateColumns: '100px minmax(0, 1fr)', alignItems: 'stretch', borderBottom: line, breakInside: 'avoid', ':last-child': { borderBottom: 'none' } },
  head: { display: 'grid', gridTemplateColumns: '100px minmax(0, 1fr)' },
  scale: { position: 'relative', height: '18px', borderBottom: line },
  dayNumber: { position: 'absolute', whiteSpace: 'nowrap', transform: 'translateX(-50%)' },
  name: {
    position: 'relative', display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: tokens.spacingHorizontalXS, minHeight: '30px', padding: `0 ${tokens.spacingHorizontalS} 0 ${tokens.spacingHorizontalXS}`, textAlign: 'start',
    border: 'none', background: 'none', color: tokens.colorNeutralForeground1, fontFamily: 'inherit', fontSize: tokens.fontSizeBase200, cursor: 'pointer', whiteSpace: 'nowrap', borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover, color: tokens.colorNeutralForeground1Hover },
    '&:hover > span': { color: 'inherit' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '&[aria-pressed=true]': { backgroundColor: tokens.colorBrandBackground2, color: tokens.colorBrandForeground2, fontWeight: tokens.fontWeightSemibold, boxShadow: `inset 0 0 0 1px ${tokens.colorBrandStroke1}` },
    '&[aria-pressed=true] > span': { color: 'inherit' },
  },
  count: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  strip: { display: 'block', width: '100%', overflow: 'visible', cursor: 'pointer' },
  mark: { fill: 'currentColor', fillRule: 'evenodd' },
  // On a phone the days stand too close for numbers; the table has them.
  came: { fill: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase100, '@media (max-width: 640px)': { display: 'none' } },
  week: { stroke: tokens.colorNeutralStroke3, strokeWidth: 1 },
  today: { stroke: tokens.colorBrandStroke1, strokeWidth: 2 },
  legend: { display: 'flex', flexWrap: 'wrap', gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`, listStyleType: 'none', margin: 0, padding: 0 },
  legendItem: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  none: { color: tokens.colorNeutralForeground3 },
  tableFrame: { overflowX: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  table: {
    borderCollapse: 'collapse', color: tokens.colorNeutralForeground1, fontSize: tokens.fontSizeBase200, fontVariantNumeric: 'tabular-nums',
    '& th, & td': { padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`, borderBottom: line, textAlign: 'end', whiteSpace: 'nowrap' },
    '& th': { fontWeight: tokens.fontWeightSemibold }, '& th:first-child': { textAlign: 'start' },
  },
  summary: { cursor: 'pointer', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
});
