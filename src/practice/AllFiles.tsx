import { Button, Checkbox, Field, mergeClasses, SearchBox } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { FileWords, keyOf, type LibraryFile } from './FileWords.tsx';
import { KindMark } from './KindMark.tsx';
import { usePracticeStyles } from './Practice.styles.ts';
import { filesOfLibraries, useAddFiles } from './practice-queries.ts';

/** How many more are shown at a time. */
const some = 20;

interface Props { communityId: string; onAdded: (count: number, title: string) => void; onCancel: () => void }

/** Every file of the tied libraries that is no practice item, however old: found by its name, and made one with others at once. */
export function AllFiles({ communityId, onAdded, onCancel }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const listed = useInfiniteQuery(filesOfLibraries(communityId));
  const add = useAddFiles(communityId);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [added, setAdded] = useState<readonly string[]>([]);
  const [most, setMost] = useState(some);
  const busy = add.isPending;
  // A folder that is tied beside its library brings its files a second time.
  const files = [...new Map((listed.data?.pages ?? []).flatMap(({ items }) => items).map((file) => [keyOf(file), file])).values()].filter((file) => !added.includes(keyOf(file)));
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = files.filter(({ name }) => words.every((word) => name.toLocaleLowerCase().includes(word)));
  const { hasNextPage, isFetching, isError, fetchNextPage } = listed;
  // What is looked for may lie anywhere, and of a page everything may be an item already.
  const goOn = hasNextPage && !isFetching && !isError && (words.length > 0 || found.length < most);
  useEffect(() => { if (goOn) void fetchNextPage(); }, [goOn, fetchNextPage]);
  const marked = files.filter((file) => chosen.includes(keyOf(file)));
  const isLooking = isFetching && (words.length > 0 || found.length === 0);
  const take = (): void => {
    if (busy) return;
    add.mutate({ files: marked, onSome: (some) => setAdded((before) => [...before, ...some.map(keyOf)]) }, { onSuccess: (title) => onAdded(marked.length, title) });
  };
  return (
    <>
      <p className={layout.quiet}>{t('practice.new.lead')}</p>
      <Field label={t('practice.all.search')}>
        <SearchBox value={typed} disabled={busy} onChange={(_, { value }) => { setTyped(value.slice(0, 200)); setMost(some); }} dismiss={{ 'aria-label': t('practice.search.clear') }} />
      </Field>
      {listed.isPending && <Shapes count={4} height={40} />}
      {isError && <ProblemMessage error={listed.error} retry={() => void (listed.data ? fetchNextPage() : listed.refetch())} />}
      {found.length > 0 && (
        <ul className={layout.plainList} aria-label={t('practice.all.title')}>
          {found.slice(0, most).map((file) => <Line key={keyOf(file)} file={file} busy={busy} chosen={chosen.includes(keyOf(file))} onChoose={(isChosen) => setChosen(isChosen ? [...chosen, keyOf(file)] : chosen.filter((key) => key !== keyOf(file)))} />)}
        </ul>
      )}
      <p className={layout.quiet} role="status">
        {busy ? t('practice.all.added', { done: added.length, count: added.length + marked.length }) : isLooking ? t('common.loading') : listed.isSuccess && found.length === 0 ? t(files.length === 0 ? 'practice.all.none' : 'practice.all.noneMatch') : ''}
      </p>
      {add.error && <ProblemMessage error={add.error} />}
      <div className={layout.row}>
        {found.length > most && <Button appearance="subtle" disabledFocusable={busy} onClick={() => setMost(most + some)}>{t('common.showMore')}</Button>}
        {found.length > 1 && !hasNextPage && <Button appearance="subtle" disabledFocusable={busy} onClick={() => setChosen([...new Set([...chosen, ...found.map(keyOf)])])}>{t('practice.all.choose', { count: found.length })}</Button>}
        {marked.length > 0 && <Button appearance="primary" disabledFocusable={busy} onClick={take}>{t('practice.new.addChosen', { count: marked.length })}</Button>}
        <Button disabledFocusable={busy} onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </>
  );
}

function Line({ file, chosen, busy, onChoose }: { file: LibraryFile; chosen: boolean; busy: boolean; onChoose: (isChosen: boolean) => void }) {
  const styles = usePracticeStyles();
  const { t } = useTranslation();
  return (
    <li className={mergeClasses(styles.row, styles.line)}>
      <Checkbox aria-label={t('practice.new.choose', { name: file.name })} disabled={busy} checked={chosen} onChange={(_, { checked }) => onChoose(checked === true)} />
      <KindMark kind={file.kind} />
      <div className={styles.words}><FileWords file={file} /></div>
    </li>
  );
}
