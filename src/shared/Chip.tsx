import { Badge, makeStyles, mergeClasses, type BadgeProps } from '@fluentui/react-components';

const useStyles = makeStyles({
  // Fluent's badge has one line of fixed height; units and topics may be long, and phones are narrow.
  chip: { height: 'auto', minHeight: '20px', maxWidth: '100%', boxSizing: 'border-box', whiteSpace: 'normal', paddingBlock: '1px' },
  // A state beside a text keeps its one line; the text gives way.
  firm: { flexShrink: 0, whiteSpace: 'nowrap' },
});

/** A word or two about the thing beside it. */
export function Chip({ firm = false, appearance = 'tint', ...props }: Pick<BadgeProps, 'color' | 'size' | 'appearance' | 'title' | 'children'> & { firm?: boolean }) {
  const styles = useStyles();
  return <Badge {...props} appearance={appearance} className={mergeClasses(styles.chip, firm && styles.firm)} />;
}
