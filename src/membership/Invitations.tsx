import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useClock } from '../shared/use-clock.ts';
import { useMembersStyles } from './Members.styles.ts';
import type { ChangeMembers, InvitationData } from './members-queries.ts';

/** What the reader is invited to, and, for coordinators, who is invited and has not answered. */
export function Invitations({ invitations, change }: { invitations: readonly InvitationData[]; change: ChangeMembers }) {
  const styles = useMembersStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const clock = useClock();
  const { answer, withdraw, reopen } = change;
  const undo = ({ id }: InvitationData) => () => reopen.mutateAsync(id);
  const failed = answer.error ?? withdraw.error;
  if (invitations.length === 0) return failed ? <ProblemMessage error={failed} /> : null;
  const kindOf = ({ handOver, becomes, thing }: InvitationData) => (handOver ? 'handOver' : thing ? thing.kind : becomes as Exclude<typeof becomes, 'steward'>);
  const wordsOf = ({ thing }: InvitationData) => thing && { thing: thing.name, day: thing.at && formatDay(thing.at, clock), context: thing.name === null ? 'unnamed' : undefined };
  return (
    <Section title={t('members.invitations.title')}>
      <ul className={layout.plainList}>
        {invitations.map((each) => (
          <li key={each.id} className={styles.ask}>
            <div className={styles.askWords}>
              {each.abilities.answer ? (
                <>
                  <span>{t(`members.invitations.asks.${kindOf(each)}`, { name: each.invitedBy.displayName, ...wordsOf(each) })}</span>
                  <span className={layout.quiet}>{t('members.invitations.free')}</span>
                </>
              ) : (
                <>
                  <span>{t(`members.invitations.sent.${kindOf(each)}`, { name: each.person.displayName, ...wordsOf(each) })}</span>
                  {each.notTold && <span className={layout.quiet}>{t('members.invitations.notTold', { name: each.person.displayName })}</span>}
                </>
              )}
            </div>
            {each.abilities.answer ? (
              <div className={layout.row}>
                <Button appearance="primary" disabledFocusable={answer.isPending} onClick={() => answer.mutate({ id: each.id, accept: true }, { onSuccess: () => notify({ text: t(`members.invitations.accepted.${kindOf(each)}`) }) })}>{t(each.thing ? 'members.invitations.takeOn' : 'members.invitations.accept')}</Button>
                <Button disabledFocusable={answer.isPending} onClick={() => answer.mutate({ id: each.id, accept: false }, { onSuccess: () => notify({ text: t('members.invitations.declined'), undo: undo(each) }) })}>{t(each.thing ? 'members.invitations.notNow' : 'members.invitations.decline')}</Button>
              </div>
            ) : each.abilities.withdraw && (
              <Button size="small" disabledFocusable={withdraw.isPending} aria-label={t('members.invitations.withdrawNamed', { name: each.person.displayName })} onClick={() => withdraw.mutate(each.id, { onSuccess: () => notify({ text: t('members.invitations.withdrawn'), undo: undo(each) }) })}>{t('members.invitations.withdraw')}</Button>
            )}
          </li>
        ))}
      </ul>
      {failed && <ProblemMessage error={failed} />}
    </Section>
  );
}
