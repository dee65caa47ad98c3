import { useLayout } from '../shared/layout.styles.ts';
import { Shapes } from '../shared/Shapes.tsx';

/** The outline of a page whose code is on its way. */
export function PageShapes() {
  const layout = useLayout();
  return <div className={layout.page}><Shapes count={4} height={64} /></div>;
}
