import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { LinkButton } from '../shared/LinkButton.tsx';
import { PageTitle } from '../shared/PageTitle.tsx';

export function NotFound() {
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <PageTitle title={t('notFound.title')} />
        <p className={layout.lead}>{t('notFound.what')}</p>
        <div><LinkButton to="/directory" appearance="primary">{t('notFound.directory')}</LinkButton></div>
      </div>
    </div>
  );
}
