import { Button, Checkbox, Input } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InnerForm } from '../shared/InnerForm.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import type { ActivityRecord, useKeepRecord } from './rhythm-queries.ts';

type Keep = Pick<ReturnType<typeof useKeepRecord>, 'add' | 'follow' | 'remove'>;

/** What is to be done after an activity, and who said that they do it: nobody is given anything. */
export function FollowUps({ followUps, editable, keep: { add, follow, remove } }: { followUps: ActivityRecord['followUps']; editable: boolean; keep: Keep }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const [words, setWords] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const note = (): void => {
    if (words.trim() === '' || add.isPending) return;
    add.mutate({ id: crypto.randomUUID(), words }, { onSuccess: () => setWords('') });
  };
  const takeAway = ({ id, words: text }: { id: string; words: string }): void => remove.mutate(id, { onSuccess: () => {
    field.current?.focus();
    notify({ text: t('rhythm.record.removed', { words: text }), undo: () => add.mutateAsync({ id, words: text }) });
  } });
  if (!editable && followUps.length === 0) return null;
  return (
    <div className={layout.stackTight}>
      <h3 className={layout.subheading}>{t('rhythm.record.followUps')}</h3>
      {followUps.length > 0 && (
        <ul className={layout.plainList}>
          {followUps.map((each) => (
            <li key={each.id} className={layout.row}>
              <Checkbox label={each.words} checked={each.done} disabled={!editable} onChange={(_, { checked }) => follow.mutate({ id: each.id, done: checked === true })} />
              {each.owner && !each.mine && <span className={layout.quiet}>{t('rhythm.record.owner', { name: each.owner.displayName })}</span>}
              {each.mine && <span className={layout.quiet}>{t('rhythm.record.mine')}</span>}
              {editable && !each.owner && !each.done && <Button size="small" onClick={() => follow.mutate({ id: each.id, mine: true })} data-print="hide">{t('rhythm.record.take')}<span className={layout.unseen}>{`: ${each.words}`}</span></Button>}
              {editable && each.mine && !each.done && <Button size="small" appearance="subtle" onClick={() => follow.mutate({ id: each.id, mine: false })} data-print="hide">{t('rhythm.record.giveBack')}<span className={layout.unseen}>{`: ${each.words}`}</span></Button>}
              {editable && <Button size="small" appearance="subtle" onClick={() => takeAway(each)} data-print="hide">{t('common.remove')}<span className={layout.unseen}>{`: ${each.words}`}</span></Button>}
            </li>
          ))}
        </ul>
      )}
      {[add, follow, remove].map(({ error }, index) => error && <ProblemMessage key={index} error={error} />)}
      {editable && (
        <div data-print="hide">
          <InnerForm label={t('rhythm.record.addFollowUp')} className={layout.row} onSubmit={note}>
            <Input ref={field} aria-label={t('rhythm.record.followUpWords')} placeholder={t('rhythm.record.followUpWords')} maxLength={300} value={words} onChange={(_, { value }) => setWords(value)} />
            <Button disabledFocusable={words.trim() === ''} onClick={note}>{t('rhythm.record.addFollowUp')}</Button>
          </InnerForm>
        </div>
      )}
    </div>
  );
}
