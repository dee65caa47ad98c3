import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { goToInvalid } from '../shared/go-to-invalid.ts';
import { call } from '../shared/api.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { emptyAsk, SponsorFields, type Ask } from './SponsorFields.tsx';

/** Asks a person to sponsor a community that is there already. */
export function AskSponsor({ communityId, onClose }: { communityId: string; onClose: () => void }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const client = useQueryClient();
  const notify = useNotify();
  const [ask, setAsk] = useState<Ask>(emptyAsk);
  const [checked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const send = useMutation({
    mutationFn: () => {
      const { person, ...rest } = ask;
      return call('askSponsor', { params: { communityId }, body: { ...rest, sponsorId: person?.id ?? '' } });
    },
    onSuccess: async ({ sponsor }) => {
      await client.invalidateQueries({ queryKey: ['community', communityId] });
      notify({ text: t('sponsorship.asked', { name: sponsor.displayName }) });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    flushSync(() => setChecked(true));
    goToInvalid(form.current);
    if (ask.person !== null && ask.whyNow.trim() !== '') send.mutate();
  };
  return (
    <form ref={form} className={layout.stack} onSubmit={submit} noValidate>
      {send.isError && <ProblemMessage error={send.error} retry={() => send.mutate()} />}
      <SponsorFields value={ask} onChange={setAsk} check={checked} />
      <div className={layout.row}>
        <Button type="submit" appearance="primary" disabledFocusable={send.isPending}>{t('sponsorship.send')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
