import { Checkbox } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { YearActivity } from '../../api/rhythm/year-contract.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import type { ActivityRecord, useKeepRecord } from './rhythm-queries.ts';

interface Props { activity: YearActivity; issues: ActivityRecord['issues']; editable: boolean; keep: Pick<ReturnType<typeof useKeepRecord>, 'link' | 'unlink'> }

/** Which of the charter's key issues an activity is about. */
export function ActivityIssues({ activity, issues, editable, keep: { link, unlink } }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const shown = editable ? issues : issues.filter(({ linkId }) => linkId !== null);
  if (shown.length === 0) return null;
  return (
    <div className={layout.stackTight}>
      <h3 className={layout.subheading}>{t('rhythm.record.issues')}</h3>
      <ul className={layout.plainList}>
        {shown.map(({ id, title, linkId }) => (
          <li key={id}>
            {editable ? (
              <Checkbox
                label={title} checked={linkId !== null} disabled={link.isPending || unlink.isPending}
                onChange={() => (linkId === null ? link.mutate({ issueId: id, eventId: activity.eventId }) : unlink.mutate({ issueId: id, linkId }))}
              />
            ) : title}
          </li>
        ))}
      </ul>
      {[link, unlink].map(({ error }, index) => error && <ProblemMessage key={index} error={error} />)}
    </div>
  );
}
