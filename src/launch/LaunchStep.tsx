import { Button, Checkbox, mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '../../api/launch/series-times-contract.ts';
import { today } from '../rhythm/year.ts';
import { Chip } from '../shared/Chip.tsx';
import { formatDay } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { Stewardship } from '../stewardship/Stewardship.tsx';
import { placeOf, sectionOf } from './LaunchNext.tsx';
import { useLaunchStyles } from './LaunchPage.styles.ts';
import type { ChangePlan, StepData } from './plan-queries.ts';
import { useDayWords } from './series-words.ts';

/** From this many days on, a date says more than a number. */
const soon = 14;

interface Props { communityId: string; step: StepData; mayChange: boolean; change: ChangePlan; onEdit: () => void; onLeaveOut: () => void; children: ReactNode }

/** One step: what, why, by when; what is done keeps to its line. */
export function LaunchStep({ communityId, step, mayChange, change, onEdit, onLeaveOut, children }: Props) {
  const styles = useLaunchStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const dayWords = useDayWords();
  const away = step.dueOn === null ? null : daysBetween(today(new Date(), clock.timeZone), step.dueOn);
  const open = step.done === null;
  const relative = away !== null && away < soon ? new Intl.RelativeTimeFormat(clock.locale, { numeric: 'auto' }).format(away, 'day') : null;
  const goTo = (part: 'event' | 'announcement'): void => document.querySelector<HTMLElement>(`#${sectionOf(part)} h2`)?.focus();
  const to = step.leadsTo === 'community' ? `/communities/${communityId}` : `/communities/${communityId}/${step.leadsTo}`;
  return (
    <li id={placeOf(step.id)} className={styles.step}>
      <div className={styles.line}>
        <Checkbox
          className={styles.tick} label={<span className={mergeClasses(styles.title, !open && styles.done)}>{step.title}</span>} checked={!open} disabled={!mayChange && !step.lookedAfter.steward?.isMe}
          onChange={(_, { checked }) => change.step.mutate({ id: step.id, done: checked === true })}
        />
        {step.dueOn !== null && open && (
          <span className={styles.due}>
            {away !== null && away < 0 && <Chip firm color="warning">{t('plan.step.overdue')}</Chip>} <span>{relative ? t('plan.step.away', { day: dayWords.long(step.dueOn), away: relative }) : dayWords.long(step.dueOn)}</span>
          </span>
        )}
      </div>
      <div className={styles.beside}>
        {step.done
          ? <span className={layout.quiet}>{t(step.done.by.displayName ? 'plan.step.doneBy' : 'plan.step.done', { name: step.done.by.displayName, day: formatDay(step.done.at, clock) })}</span>
          : (
            <>
              {step.about && <p className={styles.about}>{step.about}</p>}
              {step.role && <span className={layout.quiet}>{t(`plan.role.${step.role}`)}</span>}
              <Stewardship communityId={communityId} thing={{ kind: 'step', id: step.id }} title={step.title} lookedAfter={step.lookedAfter} level={3} />
              <div className={layout.row} data-print="hide">
                {step.leadsTo === 'event' || step.leadsTo === 'announcement'
                  ? <Button size="small" onClick={() => goTo(step.leadsTo as 'event' | 'announcement')}>{t(`plan.leadsTo.${step.leadsTo}`)}</Button>
                  : step.leadsTo && <TextLink to={to}>{t(`plan.leadsTo.${step.leadsTo}`)}</TextLink>}
                {mayChange && <Button size="small" appearance="subtle" onClick={onEdit}>{t('plan.step.change')}<span className={layout.unseen}>{`: ${step.title}`}</span></Button>}
                {mayChange && <Button size="small" appearance="subtle" onClick={onLeaveOut}>{t('plan.step.leaveOut')}<span className={layout.unseen}>{`: ${step.title}`}</span></Button>}
              </div>
            </>
          )}
        {children}
      </div>
    </li>
  );
}
