import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarPart, Tie } from '../../api/ties/ties-contract.ts';
import { InnerForm } from '../shared/InnerForm.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { CalendarPartField } from './CalendarPartField.tsx';
import { partOf, pickedPart } from './chosen-place.ts';
import { TiePanel } from './TiePanel.tsx';

interface Props { tie: Tie; communityId: string; name: string; busy: boolean; failure: unknown; onChoose: (part: CalendarPart | null) => void; onCancel: () => void }

/** Says which events of a tied calendar are the community’s. */
export function CalendarPartPanel({ tie, communityId, name, busy, failure, onChoose, onCancel }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const [picked, setPicked] = useState(pickedPart(tie.target.kind === 'calendar' ? tie.target.part : undefined));
  const [checked, setChecked] = useState(false);
  const send = (): void => {
    setChecked(true);
    const part = partOf(picked);
    if (part !== 'missing') onChoose(part ?? null);
  };
  return (
    <TiePanel level={4} title={t('ties.part.heading', { name: tie.name })}>
      <InnerForm label={t('ties.part.heading', { name: tie.name })} className={layout.stack} onSubmit={send}>
        <CalendarPartField groupId={tie.target.groupId} name={name} communityId={communityId} value={picked} checked={checked} onChange={setPicked} />
        {failure !== null && <ProblemMessage error={failure} />}
        <div className={layout.row}>
          <Button appearance="primary" disabledFocusable={busy} onClick={send}>{t('ties.part.save')}</Button>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
        </div>
      </InnerForm>
    </TiePanel>
  );
}
