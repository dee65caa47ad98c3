import { Button, Field, Select } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVisit } from '../communities/use-visit.ts';
import type { BodyOf } from '../shared/api.ts';
import { formatDay } from '../shared/dates.ts';
import { InnerForm } from '../shared/InnerForm.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { useClock } from '../shared/use-clock.ts';
import { useCharterStyles } from './CharterPage.styles.ts';

type Target = BodyOf<'linkToIssue'>['target'];
interface Props { communityId: string; issue: { title: string }; pending: boolean; onPick: (target: Target) => void; onCancel: () => void }

/** Picks a file or an activity of the community, from what it shows this person. */
export function LinkPicker({ communityId, issue, pending, onPick, onCancel }: Props) {
  const styles = useCharterStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const { page, fresh } = useVisit(communityId);
  const select = useRef<HTMLSelectElement>(null);
  const [picked, setPicked] = useState('');
  const seen = fresh.data ?? page.data?.happening;
  const waiting = page.isPending || (fresh.isLoading && !seen?.asOf);
  useEffect(() => { if (!waiting) select.current?.focus(); }, [waiting]);
  if (page.isError) return <ProblemMessage error={page.error} retry={() => void page.refetch()} />;
  if (waiting || !seen) return <Shapes count={1} height={40} />;
  const targets = new Map<string, Target>([
    ...seen.practice.map(({ driveId, itemId }) => [`${driveId} ${itemId}`, { kind: 'file' as const, driveId, itemId }] as const),
    ...seen.activities.map(({ eventId }) => [eventId, { kind: 'activity' as const, eventId }] as const),
  ]);
  const pick = (): void => { const target = targets.get(picked); if (target) onPick(target); };
  return (
    <InnerForm label={t('charter.links.addNamed', { issue: issue.title })} className={layout.stackTight} onSubmit={pick}>
      {targets.size === 0 ? <p className={layout.text}>{t('charter.links.nothing')}</p> : (
        <Field className={styles.pick} label={t('charter.links.which')}>
          <Select ref={select} value={picked} onChange={(_, { value }) => setPicked(value)}>
            <option value="">{t('charter.links.choose')}</option>
            {seen.practice.length > 0 && <optgroup label={t('practice.title')}>{seen.practice.map((item) => <option key={item.itemId} value={`${item.driveId} ${item.itemId}`}>{item.name}</option>)}</optgroup>}
            {seen.activities.length > 0 && <optgroup label={t('rhythm.title')}>{seen.activities.map((activity) => <option key={activity.eventId} value={activity.eventId}>{t('charter.links.activity', { name: activity.subject, day: formatDay(activity.startsAt, clock) })}</option>)}</optgroup>}
          </Select>
        </Field>
      )}
      <div className={layout.row}>
        {targets.size > 0 && <Button size="small" appearance="primary" disabledFocusable={pending || !targets.has(picked)} onClick={pick}>{t('charter.links.link')}</Button>}
        <Button size="small" onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </InnerForm>
  );
}
