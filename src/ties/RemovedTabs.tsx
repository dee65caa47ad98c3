import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { RemovedTab, ShownTie } from '../../api/ties/ties-contract.ts';
import { formatMoment } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { useClock } from '../shared/use-clock.ts';
import { useChangeTies } from './use-change-ties.ts';

interface Props { communityId: string; removed: readonly RemovedTab[]; ties: readonly Pick<ShownTie, 'id' | 'name'>[] }

/** The community's tabs that somebody removed: each is put back, or left out, when someone says so. */
export function RemovedTabs({ communityId, removed, ties }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const notify = useNotify();
  const { pin, unpin } = useChangeTies(communityId);
  const busy = pin.isPending || unpin.isPending;
  const failed = pin.error ?? unpin.error;
  if (removed.length === 0 && !failed) return null;
  return (
    <div className={layout.stackTight}>
      {removed.map(({ tieId, what, since }) => {
        const name = ties.find(({ id }) => id === tieId)?.name ?? t('ties.unnamed');
        return (
          <MessageBar key={tieId} intent="warning" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{t(`ties.added.tab.gone.${what}`, { name })}</MessageBarTitle>
              {t(`ties.added.tab.goneSays.${what}`, { when: formatMoment(since, clock) })}
            </MessageBarBody>
            <MessageBarActions>
              <Button size="small" disabledFocusable={busy} onClick={() => pin.mutate({ id: tieId }, { onSuccess: (now) => { if (now.pinned.includes(tieId)) notify({ text: t('ties.added.tab.pinned', { name }) }); } })}>{t('ties.added.tab.again')}</Button>
              <Button size="small" disabledFocusable={busy} onClick={() => unpin.mutate({ id: tieId }, { onSuccess: () => notify({ text: t('ties.added.tab.left', { name }) }) })}>{t('ties.added.tab.leave')}</Button>
            </MessageBarActions>
          </MessageBar>
        );
      })}
      {failed && <ProblemMessage error={failed} />}
    </div>
  );
}
