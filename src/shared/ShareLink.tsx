import { useTranslation } from 'react-i18next';
import { useHost } from './host.ts';
import { useRowButton } from './row-button.styles.ts';

/** Offers a link that leads others to just this, by Teams' own dialog. */
export function ShareLink({ subPage, label }: { subPage: string; label: string }) {
  const { t } = useTranslation();
  const { shareLink } = useHost();
  const rowButton = useRowButton();
  return <button type="button" className={rowButton} onClick={() => shareLink(subPage, label)} aria-label={t('share.linkTo', { name: label })} data-print="hide">{t('share.link')}</button>;
}
