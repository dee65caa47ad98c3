import { Button, Checkbox, Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { goToInvalid } from '../shared/go-to-invalid.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { usePracticeStyles } from './Practice.styles.ts';
import { itemLimits, kinds, type Item, type LibraryData } from './practice-queries.ts';

export interface Written { url: string; title: string; kind: Item['kind'] | ''; summary: string; topics: string[]; reviewOn: string | null; issueIds: string[]; lookAfter: boolean }

interface Props {
  /** What stands in it at first. */
  start: Partial<Written>;
  /** `link`: a new one, with its address. `file`: its name may stand for a title. */
  of: 'link' | 'file' | 'old-link';
  issues: LibraryData['issues'];
  submit: string;
  busy: boolean;
  failure: unknown;
  onSubmit: (written: Written) => void;
  onCancel: () => void;
}

const topicsIn = (text: string): string[] => text.split(/[,;\n]/).map((topic) => topic.trim()).filter(Boolean);
const isAddress = (text: string): boolean => URL.canParse(text) && new URL(text).protocol === 'https:';

/** What a practice item says: only a title has to be there, and of a file not even that. */
export function ItemForm({ start, of, issues, submit, busy, failure, onSubmit, onCancel }: Props) {
  const styles = usePracticeStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const [written, setWritten] = useState<Written>({ url: '', title: '', kind: '', summary: '', topics: [], reviewOn: null, issueIds: [], lookAfter: false, ...start });
  const [topics, setTopics] = useState(written.topics.join(', '));
  const [sent, setSent] = useState(false);
  const change = (next: Partial<Written>): void => setWritten((now) => ({ ...now, ...next }));
  const found = topicsIn(topics);
  const problems = {
    url: of === 'link' && !isAddress(written.url.trim()) ? t('practice.form.needsUrl') : null,
    title: of !== 'file' && written.title.trim() === '' ? t('practice.form.needsTitle') : null,
    topics: found.length > itemLimits.topics || found.some((topic) => topic.length > itemLimits.topic) ? t('practice.form.topicsLimit', { count: itemLimits.topics, length: itemLimits.topic }) : null,
  };
  const said = (problem: string | null) => (sent && problem ? { validationMessage: problem } : {});
  const send = (): void => {
    setSent(true);
    if (problems.url ?? problems.title ?? problems.topics) goToInvalid(form.current);
    else if (!busy) onSubmit({ ...written, url: written.url.trim(), topics: found });
  };
  const open = issues.filter(({ id, state }) => state !== 'settled' || written.issueIds.includes(id));
  return (
    <form ref={form} noValidate className={layout.stack} onSubmit={(event) => { event.preventDefault(); send(); }}>
      {of === 'link' && (
        <Field label={t('practice.form.url')} required {...said(problems.url)}>
          <Input type="url" value={written.url} maxLength={2_000} onChange={(_, { value }) => change({ url: value })} />
        </Field>
      )}
      <Field label={t('practice.form.title')} required={of !== 'file'} {...(of === 'file' ? { hint: t('practice.form.titleHint') } : {})} {...said(problems.title)}>
        <Input value={written.title} maxLength={itemLimits.title} onChange={(_, { value }) => change({ title: value })} />
      </Field>
      <Field label={t('practice.form.summary')}>
        <Textarea value={written.summary} maxLength={itemLimits.summary} rows={3} onChange={(_, { value }) => change({ summary: value })} />
      </Field>
      <div className={styles.pair}>
        <Field label={t('practice.form.kind')}>
          <Select value={written.kind} onChange={(_, { value }) => change({ kind: value as Written['kind'] })}>
            {of === 'link' && <option value="">{t('practice.form.guessKind')}</option>}
            {kinds.map((kind) => <option key={kind} value={kind}>{t(`practice.kinds.${kind}`)}</option>)}
          </Select>
        </Field>
        <Field label={t('practice.form.reviewOn')}>
          <Input type="date" value={written.reviewOn ?? ''} onChange={(_, { value }) => change({ reviewOn: value || null })} />
        </Field>
      </div>
      <Field label={t('practice.form.topics')} hint={t('practice.form.topicsHint')} {...said(problems.topics)}>
        <Input value={topics} onChange={(_, { value }) => setTopics(value)} />
      </Field>
      {open.length > 0 && (
        <fieldset className={styles.group}>
          <legend>{t('practice.form.issues')}</legend>
          {open.map(({ id, title }) => (
            <div key={id}>
              <Checkbox label={title} checked={written.issueIds.includes(id)} onChange={(_, { checked }) => change({ issueIds: checked === true ? [...written.issueIds, id] : written.issueIds.filter((each) => each !== id) })} />
            </div>
          ))}
        </fieldset>
      )}
      {of === 'link' && <Checkbox label={t('practice.form.lookAfter')} checked={written.lookAfter} onChange={(_, { checked }) => change({ lookAfter: checked === true })} />}
      {failure !== null && <ProblemMessage error={failure} />}
      <div className={layout.row}>
        <Button type="submit" appearance="primary" disabledFocusable={busy}>{submit}</Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
