import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { NextForLaunch } from '../../api/launch/plan-contract.ts';
import { useDayWords } from './series-words.ts';

/** Where a step stands in the page, so that the focus can go to it. */
export const placeOf = (stepId: string): string => `step-${stepId}`;

/** Where a part of the page is, to which a step leads. */
export const sectionOf = (part: 'event' | 'announcement'): string => `launch-${part}`;

interface Props {
  next: NextForLaunch;
  /** Says that the launch took place. */
  onLaunched: () => void;
}

/** One useful thing to do for the launch. */
export function LaunchNext({ next, onLaunched }: Props) {
  const { t } = useTranslation();
  const dayWords = useDayWords();
  const about = 'title' in next ? { title: next.title, day: next.dueOn === null ? '' : dayWords.long(next.dueOn) } : {};
  const undated = next.what === 'next' && next.dueOn === null;
  const goTo = (id: string): void => document.querySelector<HTMLElement>(`#${placeOf(id)} input`)?.focus();
  return (
    <MessageBar intent={next.what === 'overdue' ? 'warning' : 'info'} layout="multiline" data-print="hide">
      <MessageBarBody>
        <MessageBarTitle>{t(`plan.next.${next.what}.title`, about)}</MessageBarTitle>
        {undated ? t('plan.next.next.undated') : t(`plan.next.${next.what}.why`, about)}
      </MessageBarBody>
      {next.what === 'say-launched'
        ? <MessageBarActions><Button onClick={onLaunched}>{t('plan.next.launched')}</Button></MessageBarActions>
        : 'stepId' in next && <MessageBarActions><Button onClick={() => goTo(next.stepId)}>{t('plan.next.goTo')}</Button></MessageBarActions>}
    </MessageBar>
  );
}
