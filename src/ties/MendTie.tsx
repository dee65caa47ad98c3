import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Tie } from '../../api/ties/ties-contract.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { TiePanel } from './TiePanel.tsx';

interface Props { tie: Tie; busy: boolean; failure: unknown; onPoint: () => void; /** Absent for what cannot be made anew. */ onRecreate?: () => void; onDrop: () => void; onCancel: () => void }

/** The ways to mend a tie whose place is gone. */
export function MendTie({ tie, busy, failure, onPoint, onRecreate, onDrop, onCancel }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <TiePanel level={3} title={t('ties.mend.heading', { name: tie.name })}>
      <div className={layout.stackTight}>
        <div><Button appearance="primary" onClick={onPoint}>{t(`ties.mend.point.${tie.kind}`)}</Button></div>
        <p className={layout.text}>{t('ties.mend.pointSays')}</p>
      </div>
      {onRecreate && (
        <div className={layout.stackTight}>
          <div><Button onClick={onRecreate}>{t('ties.mend.anew')}</Button></div>
          <p className={layout.text}>{t('ties.mend.anewSays')}</p>
        </div>
      )}
      <div className={layout.stackTight}>
        <div><Button disabledFocusable={busy} onClick={onDrop}>{t('ties.mend.dropIt')}</Button></div>
        <p className={layout.text}>{t('ties.mend.dropSays')}</p>
      </div>
      <p className={layout.text}>{t('ties.mend.restore')}</p>
      {failure !== null && <ProblemMessage error={failure} />}
      <div><Button appearance="subtle" onClick={onCancel}>{t('common.cancel')}</Button></div>
    </TiePanel>
  );
}
