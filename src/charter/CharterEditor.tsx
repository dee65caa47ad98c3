import { Button, Field, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, Textarea } from '@fluentui/react-components';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict, Issue } from '../../api/charter/charter-merge-contract.ts';
import { ApiError } from '../shared/api-error.ts';
import { formatMoment } from '../shared/dates.ts';
import { goToInvalid } from '../shared/go-to-invalid.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { useClock } from '../shared/use-clock.ts';
import { charterLimits, charterParts, titleLimit, type CharterPart } from './charter-parts.ts';
import type { CharterPageData } from './charter-queries.ts';
import { Conflicts } from './Conflicts.tsx';
import { KeyIssues } from './KeyIssues.tsx';
import { useCharterEdit } from './use-charter-edit.ts';

interface Props { communityId: string; page: CharterPageData; personId: string; onClose: () => void }

/** Writes the charter, together with whoever else does. What is typed stays, whatever happens: too long, refused, or changed by another meanwhile. */
export function CharterEditor({ communityId, page, personId, onClose }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const notify = useNotify();
  const form = useRef<HTMLFormElement>(null);
  const [checked, setChecked] = useState(false);
  const edit = useCharterEdit({
    communityId, personId, charter: page.charter,
    onSaved: ({ together, more }) => {
      notify({ text: t(together ? 'charter.savedTogether' : 'charter.saved') });
      if (!more) onClose();
    },
  });
  const { draft, save } = edit;
  // Where something is to be decided, that comes first.
  useEffect(() => form.current?.querySelector<HTMLElement>('h3, textarea')?.focus(), []);

  const tooLong = (length: number, most: number) => (length > most ? t('charter.tooLong', { length, most, count: length - most }) : undefined);
  const refused = (pointer: string): string | undefined => {
    const field = save.error instanceof ApiError ? save.error.problem.fields?.find((each) => each.field === pointer) : undefined;
    return field && `${field.reason} ${field.remedy}`;
  };
  const problemOf = (part: CharterPart) => tooLong(draft.text[part].trim().length, charterLimits[part]) ?? refused(`/${part}`);
  const wasThere = new Set(draft.base.keyIssues.map(({ id }) => id));
  const issueProblem = (issue: Issue) => tooLong(issue.title.trim().length, titleLimit) ?? (checked && issue.title.trim() === '' && wasThere.has(issue.id) ? t('charter.needsTitle') : undefined);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (draft.conflicts.length > 0) return form.current?.querySelector('h3')?.focus();
    const blank = draft.text.keyIssues.some((issue) => issue.title.trim() === '' && wasThere.has(issue.id));
    if (blank || charterParts.some(problemOf) || draft.text.keyIssues.some(issueProblem)) return void requestAnimationFrame(() => goToInvalid(form.current));
    save.mutate();
  };
  const decide = (conflict: Conflict, choice: 'mine' | 'theirs' | 'both'): void => {
    const back = edit.decide(conflict, choice);
    if (choice === 'theirs') notify({ text: t('charter.conflict.taken'), undo: back });
  };
  const throwAway = (): void => {
    const back = edit.throwAway();
    notify({ text: t('charter.draft.thrown'), undo: back });
  };
  return (
    <form ref={form} className={layout.stack} onSubmit={submit} noValidate>
      {edit.keptSince !== null && draft.at !== '' && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody><MessageBarTitle>{t('charter.draft.title')}</MessageBarTitle>{t('charter.draft.since', { when: formatMoment(edit.keptSince, clock) })}</MessageBarBody>
          <MessageBarActions><Button onClick={throwAway}>{t('charter.draft.throw')}</Button></MessageBarActions>
        </MessageBar>
      )}
      <Conflicts conflicts={edit.conflicts} other={edit.other} onDecide={decide} />
      {charterParts.map((part) => {
        const problem = problemOf(part);
        return (
          <Field key={part} label={t(`charter.parts.${part}`)} hint={page.prompts?.[part] ?? t(`charter.hints.${part}`)} {...(problem && { validationMessage: problem })}>
            <Textarea dir="auto" resize="vertical" rows={4} value={draft.text[part]} onChange={(_, { value }) => edit.change({ [part]: value })} />
          </Field>
        );
      })}
      <KeyIssues issues={draft.text.keyIssues} examples={page.prompts?.exampleIssues ?? []} problem={refused('/keyIssues')} problemOf={issueProblem} onChange={(keyIssues) => edit.change({ keyIssues })} />
      {save.isError && <ProblemMessage error={save.error} retry={() => save.mutate()} />}
      <p className={layout.quiet}>{t('charter.draft.kept')}</p>
      <div className={layout.row}>
        <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>{t('common.save')}</Button>
        <Button onClick={onClose}>{t('charter.later')}</Button>
      </div>
    </form>
  );
}
