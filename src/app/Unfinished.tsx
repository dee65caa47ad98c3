import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommunityPageData } from '../communities/communities-queries.ts';
import { call } from '../shared/api.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';

/** How often Microsoft 365 is asked for something that it works on, in milliseconds. */
const askAgainAfter = 5_000;

/** What Microsoft 365 has not done yet, with what to do about each: try again, or give it up. */
export function Unfinished({ communityId, steps }: { communityId: string; steps: CommunityPageData['unfinished'] }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const client = useQueryClient();
  const notify = useNotify();
  // What is done may be a tie, a tab, or one that is gone: the page of the ties shows it.
  const tiesChanged = () => Promise.all(['ties', 'tie-history'].map((name) => client.invalidateQueries({ queryKey: [name, communityId] })));
  const finish = useMutation({
    mutationFn: () => call('finishCreating', { params: { communityId } }),
    onSuccess: (page) => {
      client.setQueryData(['community', communityId], page);
      if (page.unfinished.length === 0) notify({ text: t('community.finished') });
      return tiesChanged();
    },
  });
  const giveUp = useMutation({
    mutationFn: (writeId: string) => call('cancelUnfinished', { params: { communityId, writeId } }),
    onSuccess: () => notify({ text: t('community.givenUp') }),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['community', communityId] }), tiesChanged()]),
  });
  const going = steps.some((step) => step.going) && !finish.isPending && !finish.isError;
  const { mutate: askAgain } = finish;
  useEffect(() => {
    if (!going) return undefined;
    const timer = setTimeout(askAgain, askAgainAfter);
    return () => clearTimeout(timer);
  }, [going, askAgain]);
  if (steps.length === 0) return null;
  return (
    <div className={layout.stackTight}>
      {steps.map((step, index) => (
        <MessageBar key={step.id} intent={step.going ? 'info' : 'warning'} layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t(`community.unfinished.${step.step}`)}</MessageBarTitle>
            {step.detail} {step.remedy}
          </MessageBarBody>
          <MessageBarActions>
            {/* All of it, with the first. */}
            {index === 0 && <Button size="small" disabledFocusable={finish.isPending} onClick={() => finish.mutate()}>{t('community.finish')}</Button>}
            <Button size="small" disabledFocusable={giveUp.isPending} onClick={() => giveUp.mutate(step.id)}>{t('community.giveUp')}</Button>
          </MessageBarActions>
        </MessageBar>
      ))}
      {finish.isError && <ProblemMessage error={finish.error} />}
      {giveUp.isError && <ProblemMessage error={giveUp.error} />}
    </div>
  );
}
