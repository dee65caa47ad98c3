import { Button, Checkbox, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { FileWords, keyOf, type LibraryFile } from './FileWords.tsx';
import { KindMark } from './KindMark.tsx';
import { usePracticeStyles } from './Practice.styles.ts';
import { mostAtOnce, type ChangeLibrary } from './practice-queries.ts';

const shownAtFirst = 5;

/** Files of the tied libraries that are no practice items yet: one click makes one of it, several are chosen and added at once, and what is none is put away. */
export function NewFiles({ files, change }: { files: readonly LibraryFile[]; change: ChangeLibrary }) {
  const styles = usePracticeStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { add, dismiss } = change;
  const busy = add.isPending || dismiss.isPending;
  const take = (taken: readonly LibraryFile[]): void => {
    if (busy) return;
    add.mutate(taken.map(({ driveId, itemId, kind }) => ({ source: 'file', driveId, fileId: itemId, kind })), {
      onSuccess: ({ items }) => { setChosen([]); notify({ text: t('practice.added', { count: items.length, title: items[0]?.title }) }); },
    });
  };
  const putAway = (file: LibraryFile): void => {
    if (busy) return;
    const of = { driveId: file.driveId, fileId: file.itemId };
    dismiss.mutate({ ...of, dismissed: true }, { onSuccess: () => notify({ text: t('practice.new.dismissed', { name: file.name }), undo: () => dismiss.mutateAsync({ ...of, dismissed: false }) }) });
  };
  const marked = files.filter((file) => chosen.includes(keyOf(file))).slice(0, mostAtOnce);
  return (
    <Section title={t('practice.new.title', { count: files.length })}>
      <p className={layout.quiet}>{t('practice.new.lead')}</p>
      {(add.error ?? dismiss.error) && <ProblemMessage error={add.error ?? dismiss.error} />}
      <ul className={layout.plainList} aria-label={t('practice.new.title', { count: files.length })}>
        {(all ? files : files.slice(0, shownAtFirst)).map((file) => (
          <li key={keyOf(file)} className={mergeClasses(styles.row, styles.line)}>
            <Checkbox aria-label={t('practice.new.choose', { name: file.name })} checked={chosen.includes(keyOf(file))} onChange={(_, { checked }) => setChosen(checked === true ? [...chosen, keyOf(file)] : chosen.filter((key) => key !== keyOf(file)))} />
            <KindMark kind={file.kind} />
            <div className={styles.words}>
              <FileWords file={file} />
              <div className={layout.row}>
                <Button size="small" disabledFocusable={busy} aria-label={t('practice.new.addNamed', { name: file.name })} onClick={() => take([file])}>{t('practice.new.add')}</Button>
                <Button size="small" appearance="subtle" disabledFocusable={busy} aria-label={t('practice.new.dismissNamed', { name: file.name })} onClick={() => putAway(file)}>{t('practice.new.dismiss')}</Button>
              </div>
            </div>
          </li>
        ))}
      </ul>
      {(marked.length > 0 || files.length > shownAtFirst) && (
        <div className={layout.row}>
          {marked.length > 0 && <Button appearance="primary" disabledFocusable={busy} onClick={() => take(marked)}>{t('practice.new.addChosen', { count: marked.length })}</Button>}
          {files.length > shownAtFirst && <Button appearance="subtle" aria-expanded={all} onClick={() => setAll(!all)}>{all ? t('common.showLess') : t('practice.showAll', { count: files.length })}</Button>}
        </div>
      )}
    </Section>
  );
}
