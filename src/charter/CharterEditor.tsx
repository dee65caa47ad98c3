import { Button, Field, MessageBar, MessageBarBody, MessageBarTitle, Textarea, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Charter } from '../../api/charter/charter-contract.ts';
import { ApiError } from '../shared/api-error.ts';
import { call, type ResponseOf } from '../shared/api.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { charterLimits, charterParts } from './charter-parts.ts';
import { CharterText } from './CharterSection.tsx';
import { KeyIssues, type KeyIssue } from './KeyIssues.tsx';

type Text = Record<(typeof charterParts)[number], string> & { keyIssues: KeyIssue[] };

const textOf = ({ domain, forWhom, practice, waysOfWorking, keyIssues }: Charter): Text => ({
  domain, forWhom, practice, waysOfWorking, keyIssues: keyIssues.map((issue) => ({ ...issue })),
});

const useStyles = makeStyles({
  version: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold, ':focus-visible': { outline: 'none' } },
  theirs: { borderInlineStartWidth: '4px', borderInlineStartStyle: 'solid', borderInlineStartColor: tokens.colorStatusWarningBorderActive, paddingInlineStart: tokens.spacingHorizontalL },
});

/**
 * Edits the charter. When someone else saved in the meantime, both versions stand one above the
 * other and nothing typed is lost: keep one's own over theirs, or take theirs.
 */
export function CharterEditor({ communityId, charter, onClose }: { communityId: string; charter: Charter; onClose: () => void }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const client = useQueryClient();
  const notify = useNotify();
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState<Text>(() => textOf(charter));
  const [basedOn, setBasedOn] = useState(charter.version);
  const [theirs, setTheirs] = useState<Charter | null>(null);
  const theirHeading = useRef<HTMLHeadingElement>(null);
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  // The same key that was to save would now overwrite: first comes what there is to read.
  useEffect(() => { if (theirs) theirHeading.current?.focus(); }, [theirs]);

  const save = useMutation({
    mutationFn: (basedOnVersion: number) => call('editCharter', {
      params: { communityId },
      body: { ...text, keyIssues: text.keyIssues.filter(({ title }) => title.trim() !== ''), basedOnVersion },
    }),
    onSuccess: (saved) => {
      client.setQueryData<ResponseOf<'getCommunity'>>(['community', communityId], (page) => page && { ...page, charter: saved });
      notify({ text: t('charter.saved') });
      onClose();
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.status !== 409) return;
      const page = await client.fetchQuery({ queryKey: ['community', communityId], queryFn: () => call('getCommunity', { params: { communityId } }), staleTime: 0 });
      setTheirs(page.charter);
      setBasedOn(page.charter.version);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(basedOn);
  };
  const conflict = theirs !== null;
  return (
    <form ref={form} className={layout.stack} onSubmit={submit}>
      {conflict && (
        <div className={layout.stack}>
          <MessageBar intent="warning" layout="multiline" role="alert">
            <MessageBarBody>
              <MessageBarTitle>{t('charter.conflict.title')}</MessageBarTitle>
              {t('charter.conflict.what', { name: theirs.updatedBy.displayName })}
            </MessageBarBody>
          </MessageBar>
          <div className={mergeClasses(layout.stack, styles.theirs)}>
            <h3 ref={theirHeading} tabIndex={-1} className={styles.version}>{t('charter.conflict.theirs', { name: theirs.updatedBy.displayName })}</h3>
            <CharterText charter={theirs} />
          </div>
          <h3 className={styles.version}>{t('charter.conflict.yours')}</h3>
        </div>
      )}
      {save.isError && !(save.error instanceof ApiError && save.error.status === 409) && <ProblemMessage error={save.error} retry={() => save.mutate(basedOn)} />}
      {charterParts.map((part) => (
        <Field key={part} label={t(`charter.parts.${part}`)} hint={t(`charter.hints.${part}`)}>
          <Textarea resize="vertical" rows={4} maxLength={charterLimits[part]} value={text[part]} onChange={(_, { value }) => setText({ ...text, [part]: value })} />
        </Field>
      ))}
      <KeyIssues issues={text.keyIssues} onChange={(keyIssues) => setText({ ...text, keyIssues })} />
      <div className={layout.row}>
        <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>{t(conflict ? 'charter.conflict.keepMine' : 'common.save')}</Button>
        {conflict && <Button onClick={() => { setText(textOf(theirs)); setTheirs(null); }}>{t('charter.conflict.takeTheirs')}</Button>}
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
