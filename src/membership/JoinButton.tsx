import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { readersZone } from '../shared/dates.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';

/** Join, or leave with a way back. What the person may do comes from the server. */
export function JoinButton({ communityId, name, abilities }: { communityId: string; name: string; abilities: { join: boolean; leave: boolean } }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const notify = useNotify();
  const refresh = async (): Promise<void> => {
    await Promise.all([['community', communityId], ['communities'], ['members', communityId]].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const join = useMutation({
    mutationFn: () => call('joinCommunity', { params: { communityId }, body: { timeZone: readersZone() } }),
    onSuccess: async () => { await refresh(); notify({ text: t('membership.joined', { name }) }); },
  });
  /** As it was: with one's level, and what one said of oneself. */
  const takeBack = useMutation({ mutationFn: () => call('joinCommunity', { params: { communityId }, body: { asBefore: true } }), onSuccess: refresh });
  const leave = useMutation({
    mutationFn: () => call('leaveCommunity', { params: { communityId } }),
    onSuccess: async () => { await refresh(); notify({ text: t('membership.left', { name }), undo: () => takeBack.mutateAsync() }); },
  });
  const act = abilities.join ? join : abilities.leave ? leave : null;
  const failed = [join, leave, takeBack].find(({ isError }) => isError);
  return (
    <>
      {act && (
        // One button that changes its word: the focus stays on it, and the way back is under the same key.
        <Button {...(act === join ? { appearance: 'primary', size: 'large' } : {})} disabledFocusable={join.isPending || leave.isPending || takeBack.isPending} onClick={() => act.mutate()}>
          {t(act === join ? 'membership.join' : 'membership.leave')}
        </Button>
      )}
      {failed && <ProblemMessage error={failed.error} retry={() => failed.mutate()} />}
    </>
  );
}
