import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronRightRegular, FolderRegular } from '@fluentui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { foldersIn } from './places-queries.ts';

/** A folder on the way from the library to the one that is open. */
export interface OpenFolder { itemId: string; name: string }

interface Props {
  library: { driveId: string; name: string };
  /** The folders opened so far, the last one being the one chosen; empty at the top of the library. */
  path: readonly OpenFolder[];
  onOpen: (path: readonly OpenFolder[]) => void;
}

const useStyles = makeStyles({
  way: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', listStyleType: 'none', margin: 0, padding: 0 },
  step: { display: 'flex', alignItems: 'center', minWidth: 0, color: tokens.colorNeutralForeground3 },
  here: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1, borderRadius: tokens.borderRadiusMedium },
  crumb: { minWidth: 0, paddingInline: tokens.spacingHorizontalS, textAlign: 'start' },
  list: {
    listStyleType: 'none', margin: 0, padding: tokens.spacingHorizontalXS, maxHeight: '320px', overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium,
  },
  folder: { justifyContent: 'flex-start', width: '100%', fontWeight: tokens.fontWeightRegular, textAlign: 'start' },
});

/** Goes through a library folder by folder, as this person sees it; the folder that is open is the one chosen. */
export function FolderBrowser({ library, path, onOpen }: Props) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const here = useRef<HTMLSpanElement>(null);
  const moved = useRef(false);
  const listed = useInfiniteQuery(foldersIn(library.driveId, path.at(-1)?.itemId));
  const folders = listed.data?.pages.flatMap(({ items }) => items) ?? [];
  const steps = [{ name: library.name, path: [] as readonly OpenFolder[] }, ...path.map((folder, index) => ({ name: folder.name, path: path.slice(0, index + 1) }))];
  const last = steps.at(-1)?.name ?? library.name;
  const open = (next: readonly OpenFolder[]): void => { moved.current = true; onOpen(next); };
  // The button that was pressed is gone with the folder it stood in.
  useEffect(() => { if (moved.current) here.current?.focus(); }, [path]);
  return (
    <div className={layout.stackTight}>
      <nav aria-label={t('ties.folders.label')}>
        <ol className={styles.way}>
          {steps.map((step, index) => (
            <li key={index} className={styles.step}>
              {index > 0 && <ChevronRightRegular aria-hidden="true" style={{ flexShrink: 0 }} />}
              {index === steps.length - 1
                ? <span ref={here} tabIndex={-1} aria-current="location" className={styles.here}>{step.name}</span>
                : <Button appearance="transparent" size="small" className={styles.crumb} onClick={() => open(step.path)}>{step.name}</Button>}
            </li>
          ))}
        </ol>
      </nav>
      {listed.isPending && <Shapes count={3} height={28} />}
      {listed.isError && <ProblemMessage error={listed.error} retry={() => void listed.refetch()} />}
      {folders.length > 0 && (
        <ul className={styles.list} aria-label={t('ties.folders.list', { name: last })}>
          {folders.map((folder) => (
            <li key={folder.itemId}>
              <Button appearance="subtle" icon={<FolderRegular />} className={styles.folder} onClick={() => open([...path, { itemId: folder.itemId, name: folder.name }])}>{folder.name}</Button>
            </li>
          ))}
        </ul>
      )}
      {listed.isSuccess && folders.length === 0 && <p className={layout.quiet}>{t(listed.hasNextPage ? 'ties.folders.noneYet' : 'ties.folders.none')}</p>}
      {listed.hasNextPage && <div><Button size="small" disabledFocusable={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>{t('common.showMore')}</Button></div>}
      <p role="status" className={layout.text}>{path.length > 0 ? t('ties.folders.chosen', { path: steps.map(({ name }) => name).join(' / ') }) : t('ties.folders.open')}</p>
    </div>
  );
}
