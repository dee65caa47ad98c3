import { Button, Field, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, Textarea, mergeClasses } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, formatMoment } from '../shared/dates.ts';
import { forgetHere, keepHere, keptHere } from '../shared/kept-here.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { LinkButton } from '../shared/LinkButton.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useMe } from '../shared/session.ts';
import { useClock } from '../shared/use-clock.ts';
import { useLaunchStyles } from './LaunchPage.styles.ts';
import { useAnnouncement, type PlanData } from './plan-queries.ts';
import { useDayWords } from './series-words.ts';

/** As many characters as the API takes. */
const limit = 2_000;
const cacheKey = (communityId: string): string => `announcement.${communityId}`;

/** What the channel hears of the launch: written, seen as it will stand there, posted once. */
export function LaunchAnnouncement({ communityId, plan }: { communityId: string; plan: PlanData }) {
  const styles = useLaunchStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const state = useRef<HTMLDivElement>(null);
  const { announce, isThere } = useAnnouncement(communityId);
  const { announcement, channel, mayChange } = plan;
  const mayPost = mayChange && announcement?.state !== 'open' && announcement?.state !== 'sent';
  if (!announcement && !mayChange) return null;
  return (
    <Section title={t('plan.announce.title')}>
      <div ref={state} tabIndex={-1} className={mergeClasses(layout.stackTight, styles.state)} role="status">
        {announcement?.state === 'open' && <p className={layout.text}>{t('plan.announce.open')}</p>}
        {announcement?.state === 'sent' && (
          <>
            <p className={layout.quiet}>{t(announcement.by.displayName ? 'plan.announce.sentBy' : 'plan.announce.sent', { name: announcement.by.displayName, day: formatDay(announcement.at, clock) })}</p>
            <blockquote className={styles.message} dir="auto">{announcement.words}</blockquote>
          </>
        )}
        {announcement?.state === 'not-sent' && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody><MessageBarTitle>{t('plan.announce.notSent')}</MessageBarTitle> {t(`plan.announce.why.${announcement.why ?? 'refused'}`, { channel })}</MessageBarBody>
            {announcement.why === 'app-not-installed' && <MessageBarActions><LinkButton to={`/communities/${communityId}/ties`}>{t('plan.leadsTo.ties')}</LinkButton></MessageBarActions>}
          </MessageBar>
        )}
        {announcement?.state === 'perhaps-sent' && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody><MessageBarTitle>{t('plan.announce.perhaps')}</MessageBarTitle> {t('plan.announce.perhapsWhy')}</MessageBarBody>
            {mayChange && <MessageBarActions><Button disabledFocusable={isThere.isPending} onClick={() => isThere.mutate(undefined, { onSuccess: () => { forgetHere(cacheKey(communityId)); state.current?.focus(); } })}>{t('plan.announce.isThere')}</Button></MessageBarActions>}
          </MessageBar>
        )}
        {isThere.isError && <ProblemMessage error={isThere.error} />}
        {mayPost && channel === null && (
          <>
            <p className={layout.text}>{t('plan.announce.noChannel')}</p>
            <div><LinkButton to={`/communities/${communityId}/ties`}>{t('plan.leadsTo.ties')}</LinkButton></div>
          </>
        )}
      </div>
      {mayPost && channel !== null && (
        <Writing
          communityId={communityId} plan={plan} channel={channel} busy={announce.isPending} error={announce.error}
          onPost={(words) => announce.mutate(words, { onSuccess: () => { forgetHere(cacheKey(communityId)); state.current?.focus(); } })}
        />
      )}
    </Section>
  );
}

function Writing({ communityId, plan, channel, busy, error, onPost }: { communityId: string; plan: PlanData; channel: string; busy: boolean; error: unknown; onPost: (words: string) => void }) {
  const styles = useLaunchStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const dayWords = useDayWords();
  const me = useMe();
  const [typed, setTyped] = useState<string | null>(() => {
    const kept = keptHere(cacheKey(communityId))?.['words'];
    return typeof kept === 'string' ? kept : plan.announcement?.words ?? null;
  });
  // While nobody wrote anything, the day follows the plan.
  const words = typed ?? t(plan.launchOn === null ? 'plan.announce.proposed' : 'plan.announce.proposedDay', { name: plan.name, about: plan.about, day: plan.launchOn === null ? '' : dayWords.long(plan.launchOn) });
  const write = (next: string): void => { setTyped(next); keepHere(cacheKey(communityId), { words: next }); };
  const lines = words.split('\n').filter((line) => line.trim() !== '');
  return (
    <form className={styles.form} noValidate onSubmit={(event) => { event.preventDefault(); if (words.trim() !== '' && !busy) onPost(words); }} data-print="hide">
      <Field label={t('plan.announce.words')} hint={t('plan.announce.kept')}><Textarea dir="auto" rows={5} resize="vertical" maxLength={limit} value={words} onChange={(_, { value }) => write(value)} /></Field>
      <h3 className={layout.subheading}>{t('plan.announce.preview', { channel })}</h3>
      <div className={styles.message} dir="auto">
        <strong>{plan.name}</strong>
        {lines.map((line, index) => <p key={index} className={layout.text}>{line}</p>)}
        {plan.event?.there && <span className={layout.quiet}>{formatMoment(plan.event.startsAt, clock)}</span>}
        {me.data && <span className={layout.quiet}>{me.data.person.displayName}</span>}
      </div>
      {error !== null && <ProblemMessage error={error} />}
      <div><Button type="submit" appearance="primary" disabledFocusable={busy || words.trim() === ''}>{t('plan.announce.do', { channel })}</Button></div>
    </form>
  );
}
