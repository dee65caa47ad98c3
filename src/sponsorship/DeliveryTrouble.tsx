import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Sponsorship } from '../../api/sponsorship/sponsorship-contract.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { called } from './called.ts';

/** Exactly why the card has not reached the sponsor, and what the coordinator can do. */
export function DeliveryTrouble({ sponsorship }: { sponsorship: Sponsorship }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const { delivery, sponsor } = sponsorship;
  if (delivery.state === 'waiting') return <p className={layout.quiet}>{t('sponsorship.waiting', { name: called(sponsor, t) })}</p>;
  const reason = delivery.reason ?? 'service-unavailable';
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t(`sponsorship.trouble.${reason}.title`, { name: called(sponsor, t) })}</MessageBarTitle>
        {t(`sponsorship.trouble.${reason}.remedy`, { name: called(sponsor, t) })}
      </MessageBarBody>
    </MessageBar>
  );
}
