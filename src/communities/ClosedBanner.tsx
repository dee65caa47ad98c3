import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../shared/dates.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { useClock } from '../shared/use-clock.ts';
import type { CommunityPageData } from './communities-queries.ts';
import { useClosing } from './use-closing.ts';

/** Says that a community is closed, by whom and since when; its coordinators can reopen it. */
export function ClosedBanner({ page, closed }: { page: CommunityPageData; closed: NonNullable<CommunityPageData['closed']> }) {
  const { t } = useTranslation();
  const clock = useClock();
  const { reopen } = useClosing(page);
  const day = formatDay(closed.at, clock);
  return (
    <>
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t('closing.banner')}</MessageBarTitle>
          {closed.by.displayName ? t('closing.by', { name: closed.by.displayName, day }) : t('closing.since', { day })} {t('closing.readable')}
        </MessageBarBody>
        {page.abilities.close && (
          <MessageBarActions>
            <Button disabledFocusable={reopen.isPending} onClick={() => reopen.mutate()}>{t('closing.reopen')}</Button>
          </MessageBarActions>
        )}
      </MessageBar>
      {reopen.isError && <ProblemMessage error={reopen.error} />}
    </>
  );
}
