import { Button, Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tie } from '../../api/ties/ties-contract.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { TiePanel } from './TiePanel.tsx';

interface Props {
  tie: Tie;
  /** This person may not see inside, so could not tie it again. */
  closed: boolean;
  /** What Trellis added to the place, if anything. */
  added: 'tab' | 'activity' | null;
  busy: boolean;
  failure: unknown;
  onDrop: (removeAdded: boolean) => void;
  onCancel: () => void;
}

/** Asks before dropping a tie that this person could not tie again, or to whose place Trellis added something. */
export function DropTie({ tie, closed, added, busy, failure, onDrop, onCancel }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const [removeAdded, setRemoveAdded] = useState(false);
  return (
    <TiePanel level={4} title={t('ties.mend.dropHeading', { name: tie.name })}>
      {closed && <p className={layout.text}>{t('ties.mend.closedSays')}</p>}
      {added && (
        <>
          <p className={layout.text}>{t(`ties.added.${added}.says`)}</p>
          <Checkbox checked={removeAdded} onChange={(_, { checked }) => setRemoveAdded(checked === true)} label={t(`ties.added.${added}.remove`)} />
        </>
      )}
      {failure !== null && <ProblemMessage error={failure} />}
      <div className={layout.row}>
        <Button appearance="primary" disabledFocusable={busy} onClick={() => onDrop(removeAdded)}>{t('ties.mend.dropIt')}</Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </TiePanel>
  );
}
