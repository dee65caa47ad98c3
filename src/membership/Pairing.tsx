import { Button, Field, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../shared/dates.ts';
import { HostLink } from '../shared/HostLink.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { PersonLine } from '../shared/PersonLine.tsx';
import { photosOf } from '../shared/photos.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useClock } from '../shared/use-clock.ts';
import { useMembersStyles } from './Members.styles.ts';
import type { AroundData, ChangeMembers } from './members-queries.ts';

const weeks = [1, 2, 4, 8, 12];

/** With whom one is paired this time, and when the next round is; coordinators say how often. */
export function Pairing({ data: { me, pair, pairing, abilities }, change }: { data: AroundData; change: ChangeMembers }) {
  const styles = useMembersStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const notify = useNotify();
  const photos = useQuery(photosOf(pair?.others.map(({ id }) => id) ?? []));
  const { skipPair, takeBackSkip, setPairing } = change;
  if (!pairing || !(me?.pairs || pair || abilities.setPairing)) return null;
  const failed = skipPair.error ?? setPairing.error;
  const everyWeeks = [...new Set([...weeks, pairing.everyWeeks])].sort((a, b) => a - b);
  return (
    <Section title={t('members.pairing.title')}>
      {pair && pair.others.length > 0 && pair.chatUrl ? (
        <>
          <div className={styles.cards}>{pair.others.map((other) => <PersonLine key={other.id} name={other.displayName} photo={photos.data?.[other.id]}>{[other.jobTitle, other.department].filter(Boolean).join(' · ')}</PersonLine>)}</div>
          <p className={layout.text}>{t('members.pairing.begin')}</p>
          <div className={layout.row}>
            <HostLink url={pair.chatUrl}>{t('members.pairing.write')}</HostLink>
            <Button disabledFocusable={skipPair.isPending} onClick={() => skipPair.mutate(pair.id, { onSuccess: () => notify({ text: t('members.pairing.youSkipped'), undo: () => takeBackSkip.mutateAsync(pair.id) }) })}>{t('members.pairing.notNow')}</Button>
          </div>
        </>
      ) : pair && <p className={layout.text}>{t(pair.skippedByMe ? 'members.pairing.youSkipped' : 'members.pairing.skipped')}</p>}
      {me?.pairs && <p className={layout.quiet}>{t('members.pairing.next', { day: formatDay(pairing.nextAt, clock) })}</p>}
      {abilities.setPairing && (
        <div className={styles.filters}>
          <Field label={t('members.pairing.often')}>
            <Select value={String(pairing.everyWeeks)} onChange={(_, { value }) => setPairing.mutate(Number(value), { onSuccess: () => notify({ text: t('members.pairing.saved') }) })}>
              {everyWeeks.map((count) => <option key={count} value={count}>{t('members.pairing.weeks', { count })}</option>)}
            </Select>
          </Field>
        </div>
      )}
      {failed && <ProblemMessage error={failed} />}
    </Section>
  );
}
