import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CommunityPageData } from '../communities/communities-queries.ts';
import { call } from '../shared/api.ts';
import { useHost } from '../shared/host.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';

/** Says that nobody coordinates a community any more, and who could. */
export function Vacant({ page, vacant }: { page: CommunityPageData; vacant: NonNullable<CommunityPageData['vacant']> }) {
  const { t } = useTranslation();
  const { locale } = useHost();
  const client = useQueryClient();
  const notify = useNotify();
  const take = useMutation({
    mutationFn: () => call('takeOverCoordination', { params: { communityId: page.id } }),
    onSuccess: async () => {
      await Promise.all([['community', page.id], ['members', page.id], ['vacant']].map((queryKey) => client.invalidateQueries({ queryKey })));
      notify({ text: t('vacant.taken', { name: page.name }) });
    },
  });
  const names = new Intl.ListFormat(locale).format(vacant.missing.filter(Boolean));
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t('vacant.title')}</MessageBarTitle>
          {names !== '' && t('vacant.missing', { names })} {t(vacant.mayTakeOver ? 'vacant.willYou' : vacant.hasCoreGroup ? 'vacant.coreIsAsked' : 'vacant.membersMay')}
        </MessageBarBody>
        {vacant.mayTakeOver && <MessageBarActions><Button disabledFocusable={take.isPending} onClick={() => take.mutate()}>{t('vacant.take')}</Button></MessageBarActions>}
      </MessageBar>
      {take.isError && <ProblemMessage error={take.error} />}
    </>
  );
}
