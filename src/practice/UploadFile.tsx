import { Button, Field, Input, MessageBar, MessageBarActions, MessageBarBody, ProgressBar, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { ApiError } from '../shared/api-error.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import type { ChangeLibrary, LibraryData } from './practice-queries.ts';
import { sendFile, SendError } from './send-file.ts';

/** Of the browser's own field, the button alone can be dressed. */
const useStyles = makeStyles({
  file: {
    maxWidth: '100%', font: 'inherit', color: tokens.colorNeutralForeground1,
    '::file-selector-button': {
      font: 'inherit', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke1}`,
      borderRadius: tokens.borderRadiusMedium, padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`, marginInlineEnd: tokens.spacingHorizontalS, cursor: 'pointer',
    },
  },
});

interface Props { communityId: string; places: LibraryData['uploadTo']; add: ChangeLibrary['add']; onAdded: (title: string) => void; onCancel: () => void }

/** Brings a file from this device to a tied library and makes a practice item of it. The bytes go straight to Microsoft 365. */
export function UploadFile({ communityId, places, add, onAdded, onCancel }: Props) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const [tieId, setTieId] = useState(places[0]?.tieId ?? '');
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [sent, setSent] = useState<number | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [asked, setAsked] = useState(false);
  const fileId = useId();
  const sending = useRef<AbortController | null>(null);
  useEffect(() => () => sending.current?.abort(), []);
  const busy = sent !== null;
  const missing = file === null ? t('practice.upload.needsFile') : file.size === 0 ? t('practice.upload.isEmpty') : null;
  const isTaken = failure instanceof ApiError && failure.problem.code === 'file-name-taken';

  const send = async (keepBoth: boolean): Promise<void> => {
    setAsked(true);
    if (file === null || file.size === 0 || busy) return;
    const control = new AbortController();
    sending.current = control;
    setFailure(null);
    setSent(0);
    try {
      const { uploadUrl } = await call('beginUpload', { params: { communityId }, body: { tieId, name: name.trim() || file.name, keepBoth }, signal: control.signal });
      const { driveId, fileId } = await sendFile(uploadUrl, file, { signal: control.signal, onProgress: setSent });
      const { items: [item] } = await add.mutateAsync([{ source: 'file', driveId, fileId }]);
      onAdded(item?.title ?? file.name);
    } catch (error) {
      if (!control.signal.aborted) setFailure(error);
    } finally {
      setSent(null);
    }
  };
  return (
    <form noValidate className={layout.stack} onSubmit={(event) => { event.preventDefault(); void send(false); }}>
      <Field label={{ children: t('practice.upload.file'), htmlFor: fileId }} required {...(asked && missing ? { validationMessage: missing } : {})}>
        {(field) => <input {...field} id={fileId} type="file" className={styles.file} disabled={busy} onChange={(event) => { const chosen = event.target.files?.[0] ?? null; setFile(chosen); setName(chosen?.name ?? ''); setFailure(null); setAsked(false); }} />}
      </Field>
      {file !== null && (
        <Field label={t('practice.upload.name')}>
          <Input value={name} maxLength={250} disabled={busy} onChange={(_, { value }) => { setName(value); setFailure(null); }} />
        </Field>
      )}
      {places.length > 1 && (
        <Field label={t('practice.upload.place')}>
          <Select value={tieId} disabled={busy} onChange={(_, { value }) => setTieId(value)}>
            {places.map((place) => <option key={place.tieId} value={place.tieId}>{place.name}</option>)}
          </Select>
        </Field>
      )}
      {busy && file !== null && (
        <Field label={t('practice.upload.sending', { name: name || file.name })} validationMessage={t('practice.upload.percent', { percent: Math.floor((sent / file.size) * 100) })} validationState="none">
          <ProgressBar value={sent} max={file.size} />
        </Field>
      )}
      {isTaken && (
        <MessageBar intent="warning" layout="multiline" role="alert">
          <MessageBarBody>{(failure as ApiError).problem.detail} {(failure as ApiError).problem.remedy}</MessageBarBody>
          <MessageBarActions><Button onClick={() => void send(true)}>{t('practice.upload.keepBoth')}</Button></MessageBarActions>
        </MessageBar>
      )}
      {failure instanceof SendError && (
        <MessageBar intent="error" layout="multiline" role="alert"><MessageBarBody>{t(failure.status === 507 ? 'practice.upload.full' : failure.status === null ? 'practice.upload.lost' : 'practice.upload.stopped')}</MessageBarBody></MessageBar>
      )}
      {failure !== null && !isTaken && !(failure instanceof SendError) && <ProblemMessage error={failure} />}
      <div className={layout.row}>
        <Button type="submit" appearance="primary" disabledFocusable={busy}>{t('practice.upload.send')}</Button>
        <Button onClick={() => { if (busy) sending.current?.abort(); else onCancel(); }}>{t(busy ? 'practice.upload.stop' : 'common.cancel')}</Button>
      </div>
    </form>
  );
}
