import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CommunityPageData } from '../communities/communities-queries.ts';
import { call } from '../shared/api.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';

/** Steps of creating in Microsoft 365 that are not done, with what to do about each, and a way to try again. */
export function Unfinished({ communityId, steps }: { communityId: string; steps: CommunityPageData['unfinished'] }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const client = useQueryClient();
  const finish = useMutation({
    mutationFn: () => call('finishCreating', { params: { communityId } }),
    onSuccess: (page) => client.setQueryData(['community', communityId], page),
  });
  if (steps.length === 0) return null;
  return (
    <div className={layout.stackTight}>
      {steps.map((step) => (
        <MessageBar key={step.step} intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t(`community.unfinished.${step.step}`)}</MessageBarTitle>
            {step.detail} {step.remedy}
          </MessageBarBody>
        </MessageBar>
      ))}
      {finish.isError && <ProblemMessage error={finish.error} />}
      <div><Button disabledFocusable={finish.isPending} onClick={() => finish.mutate()}>{t('community.finish')}</Button></div>
    </div>
  );
}
