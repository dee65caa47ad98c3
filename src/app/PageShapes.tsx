import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { Shapes } from '../shared/Shapes.tsx';

/** The outline of a page whose code, or whose first answer, is on its way; with a heading for those who do not see it. */
export function PageShapes() {
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <div className={layout.page}>
      <h1 className={layout.unseen}>{t('common.loading')}</h1>
      <Shapes count={4} height={64} />
    </div>
  );
}
