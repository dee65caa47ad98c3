import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { opportunityLimits } from './board-queries.ts';

interface Props { name: string; busy: boolean; onLetGo: (learned: string) => void; onClose: () => void }

/** Asks what was learned when an opportunity is let go; nothing has to be written. */
export function LetGo({ name, busy, onLetGo, onClose }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const [learned, setLearned] = useState('');
  return (
    <div role="group" aria-label={t('board.letGo.title', { name })} className={layout.stackTight}>
      <Field label={t('board.letGo.learned')} hint={t('board.letGo.hint')}>
        <Textarea autoFocus rows={3} value={learned} maxLength={opportunityLimits.learned} onChange={(_, { value }) => setLearned(value)} />
      </Field>
      <div className={layout.row}>
        <Button size="small" appearance="primary" disabledFocusable={busy} onClick={() => onLetGo(learned)}>{t('board.letGo.do')}</Button>
        <Button size="small" onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
}
