import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { Mark } from '../shared/Mark.tsx';

/** Shown when the tab's address is opened in a browser, or by a host that is not Teams. */
export function OutsideTeams() {
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <main className={layout.page}>
      <div className={layout.stack}>
        <Mark size={56} />
        <h1 className={layout.title}>{t('outside.title')}</h1>
        <p className={layout.lead}>{t('outside.why')}</p>
        <p className={layout.text}>{t('outside.what')}</p>
      </div>
    </main>
  );
}
