import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sponsorship } from '../../api/sponsorship/sponsorship-contract.ts';
import { call } from '../shared/api.ts';
import { formatCalendarDay, formatDay } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { PersonLine } from '../shared/PersonLine.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { useClock } from '../shared/use-clock.ts';
import { called } from './called.ts';
import { CommitmentList } from './CommitmentList.tsx';
import { DeliveryTrouble } from './DeliveryTrouble.tsx';

const AskSponsor = lazy(() => import('./AskSponsor.tsx').then((loaded) => ({ default: loaded.AskSponsor })));

interface Props { communityId: string; sponsorship: Sponsorship | null; abilities: { askSponsor: boolean; withdrawAsk: boolean } }

/** Who sponsors, or how far asking has come; for the coordinator also what stands in the way and what to do. */
export function SponsorshipSection({ communityId, sponsorship, abilities }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const client = useQueryClient();
  const notify = useNotify();
  const [asking, setAsking] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ['community', communityId] });
  const withdraw = useMutation({
    mutationFn: () => call('withdrawAsk', { params: { communityId } }),
    onSuccess: async () => { await refresh(); notify({ text: t('sponsorship.withdrawn') }); },
  });
  const remind = useMutation({
    mutationFn: () => call('remindSponsor', { params: { communityId } }),
    onSuccess: async () => { await refresh(); notify({ text: t('sponsorship.sentAgain') }); },
  });
  const failed = withdraw.isError ? withdraw : remind.isError ? remind : null;
  const open = sponsorship?.state === 'asked';
  const mayTakeBack = open && abilities.withdrawAsk;
  const mayAsk = abilities.askSponsor && !open && !asking;
  return (
    <Section title={t('sponsorship.title')}>
      {sponsorship ? <State sponsorship={sponsorship} /> : <p className={layout.text}>{t('sponsorship.none')}</p>}
      {mayTakeBack && <div role="status" className={sponsorship.delivery.state === 'delivered' ? layout.unseen : undefined}>{sponsorship.delivery.state !== 'delivered' && <DeliveryTrouble sponsorship={sponsorship} />}</div>}
      {failed && <ProblemMessage error={failed.error} retry={() => failed.mutate()} />}
      {asking && <Suspense fallback={<Shapes count={3} />}><AskSponsor communityId={communityId} onClose={() => setAsking(false)} /></Suspense>}
      {(mayTakeBack || mayAsk) && <div className={layout.row} data-print="hide">
        {mayTakeBack && (
          <>
            <Button disabledFocusable={remind.isPending} onClick={() => remind.mutate()}>{t('sponsorship.sendAgain')}</Button>
            <Button appearance="subtle" disabledFocusable={withdraw.isPending} onClick={() => withdraw.mutate()}>{t('sponsorship.withdraw')}</Button>
          </>
        )}
        {mayAsk && (
          <Button onClick={() => setAsking(true)}>{t(sponsorship && sponsorship.state !== 'approved' ? 'sponsorship.askAnother' : 'sponsorship.ask')}</Button>
        )}
      </div>}
    </Section>
  );
}

function State({ sponsorship }: { sponsorship: Sponsorship }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const words = {
    name: called(sponsorship.sponsor, t), by: called(sponsorship.decidedBy ?? sponsorship.sponsor, t),
    to: sponsorship.passedTo ? called(sponsorship.passedTo, t) : '', asker: called(sponsorship.askedBy, t),
    day: formatDay(sponsorship.decidedAt ?? sponsorship.askedAt, clock),
  };
  return (
    <div className={layout.stack}>
      <PersonLine name={words.name}>{sponsorship.sponsor.jobTitle ?? sponsorship.sponsor.department ?? undefined}</PersonLine>
      <p className={layout.text}>{t(`sponsorship.states.${sponsorship.state}`, words)}</p>
      {sponsorship.state === 'declined' && sponsorship.declineReason && <blockquote style={{ margin: 0 }} className={layout.text}>{t('sponsorship.reason', { reason: sponsorship.declineReason })}</blockquote>}
      {sponsorship.state === 'approved' && sponsorship.commitment && <CommitmentList commitment={sponsorship.commitment} />}
      {sponsorship.state === 'approved' && sponsorship.reviewOn && <p className={layout.quiet}>{t('sponsorship.review', { day: formatCalendarDay(sponsorship.reviewOn, clock.locale) })}</p>}
    </div>
  );
}
