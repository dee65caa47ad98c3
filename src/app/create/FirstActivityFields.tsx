import { Checkbox, Field, Input } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { zoneName } from '../../shared/dates.ts';
import { useLayout } from '../../shared/layout.styles.ts';
import { useClock } from '../../shared/use-clock.ts';
import { templates } from '../../templates/templates-queries.ts';
import { proposeStart } from './propose-start.ts';
import { refusalOf, type StepProps } from './step-props.ts';

/** Puts the template's first activity on the tied calendar, if the person wants it there. */
export function FirstActivityFields({ draft, change, check, refused }: StepProps) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const { data } = useQuery(templates);
  const proposed = data?.items.find(({ id }) => id === draft.templateId)?.firstActivities[0];
  const activity = draft.firstActivity;
  const set = (next: Partial<NonNullable<typeof activity>>): void => { if (activity) change({ firstActivity: { ...activity, ...next } }); };
  const begin = activity && new Date(activity.startsAt);
  const known = begin && !Number.isNaN(begin.getTime()) ? begin.toISOString() : null;
  const problem = (pointer: string, missing: string | null) => {
    const message = refusalOf(refused, pointer) ?? missing;
    return message ? { validationMessage: message } : {};
  };
  return (
    <div className={layout.stack} style={{ maxWidth: '480px' }}>
      <Checkbox
        checked={activity !== null} label={t('create.ties.activity')}
        onChange={(_, { checked }) => change({
          firstActivity: checked === true
            ? { subject: proposed?.title ?? '', startsAt: proposeStart(new Date(), proposed?.afterDays ?? 14), minutes: proposed?.minutes ?? 60, kind: proposed?.kind }
            : null,
        })}
      />
      {activity && (
        <>
          {proposed && <p className={layout.quiet}>{t('create.ties.activityHint', { title: proposed.title, why: proposed.why })}</p>}
          <Field label={t('create.ties.activitySubject')} required {...problem('/firstActivity/subject', check && activity.subject.trim() === '' ? t('create.ties.needsSubject') : null)}>
            <Input maxLength={200} value={activity.subject} onChange={(_, { value }) => set({ subject: value })} />
          </Field>
          <Field
            label={t('create.ties.activityStart')} required {...(known ? { hint: t('create.ties.yourZone', { zone: zoneName(known, clock) }) } : {})}
            {...problem('/firstActivity/startsAt', check && !known ? t('create.ties.needsStart') : null)}
          >
            <Input type="datetime-local" value={activity.startsAt} onChange={(_, { value }) => set({ startsAt: value })} />
          </Field>
          <Field label={t('create.ties.activityMinutes')} {...problem('/firstActivity/minutes', null)}>
            <Input type="number" min={15} max={480} step={15} value={String(activity.minutes)} onChange={(_, { value }) => set({ minutes: Number(value) })} />
          </Field>
        </>
      )}
    </div>
  );
}
