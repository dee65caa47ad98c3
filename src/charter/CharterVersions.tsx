import { Button, Field, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { formatMoment } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { useClock } from '../shared/use-clock.ts';
import { charterVersions, showCharter, type CharterPageData, type CharterVersionItem } from './charter-queries.ts';

const CharterComparison = lazy(() => import('./CharterComparison.tsx').then((loaded) => ({ default: loaded.CharterComparison })));

const useStyles = makeStyles({
  item: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, paddingBlock: tokens.spacingVerticalS, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':last-child': { borderBottom: 'none' } },
  pair: { display: 'grid', gap: tokens.spacingHorizontalM, gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', maxWidth: '720px', '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  // It is read beside nothing else: it takes the page's width, below both columns.
  wide: { gridColumnStart: 1, gridColumnEnd: -1 },
});

interface Props { communityId: string; page: CharterPageData; mayRestore: boolean }

/** Who changed what of the charter, and when; two versions compared; an earlier one brought back. */
export function CharterVersions({ communityId, page, mayRestore }: Props) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const client = useQueryClient();
  const notify = useNotify();
  const found = useInfiniteQuery(charterVersions(communityId));
  const [pair, setPair] = useState<{ from: number; to: number } | null>(null);
  const versions = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const now = page.charter.version;
  const restore = useMutation({
    mutationFn: ({ version, basedOnVersion }: { version: number; basedOnVersion: number }) => call('restoreCharter', { params: { communityId }, body: { version, basedOnVersion } }),
    onSuccess: (charter, { version, basedOnVersion }) => {
      void showCharter(client, communityId, charter);
      setPair(null);
      // Taking it back is bringing back what was there before.
      if (charter.version > basedOnVersion) notify({ text: t('charter.versions.restored', { version }), undo: () => restore.mutateAsync({ version: basedOnVersion, basedOnVersion: charter.version }) });
    },
    onError: () => void client.invalidateQueries({ queryKey: ['charter', communityId] }),
  });
  return (
    <>
      <Section title={t('charter.versions.title')}>
        {found.isPending && <Shapes count={3} />}
        {found.isError && <ProblemMessage error={found.error} retry={() => void found.refetch()} />}
        {restore.isError && <ProblemMessage error={restore.error} />}
        {now > 1 && !pair && <div data-print="hide"><Button size="small" onClick={() => setPair({ from: now - 1, to: now })}>{t('charter.versions.compareTwo')}</Button></div>}
        <ul className={layout.plainList}>
          {versions.map((version) => (
            <Version key={version.version} version={version} isNow={version.version === now} onCompare={() => setPair({ from: Math.max(1, version.version - 1), to: version.version })}
              {...(mayRestore && { onRestore: () => restore.mutate({ version: version.version, basedOnVersion: now }) })} />
          ))}
        </ul>
        {found.hasNextPage && <div><Button disabledFocusable={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('common.showMore')}</Button></div>}
      </Section>
      {pair && <div className={styles.wide}><Comparison communityId={communityId} pair={pair} latest={now} onChange={setPair} onClose={() => setPair(null)} /></div>}
    </>
  );
}

function Version({ version, isNow, onCompare, onRestore }: { version: CharterVersionItem; isNow: boolean; onCompare: () => void; onRestore?: () => void }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const { version: number } = version;
  const what = version.restoredFrom !== null
    ? t('charter.versions.broughtBack', { version: version.restoredFrom })
    : number === 1 ? t('charter.versions.first') : version.changed.map((part) => (part === 'keyIssues' ? t('charter.keyIssues') : t(`charter.parts.${part}`))).join(' · ');
  return (
    <li className={styles.item}>
      <strong>{t(isNow ? 'charter.versions.now' : 'charter.versions.number', { version: number })}</strong>
      <span>{what}</span>
      <span className={layout.quiet}>{[version.updatedBy.displayName, formatMoment(version.updatedAt, clock)].filter(Boolean).join(' · ')}</span>
      <div className={layout.row} data-print="hide">
        {number > 1 && <Button size="small" appearance="subtle" onClick={onCompare} aria-label={t('charter.versions.compareNamed', { version: number })}>{t('charter.versions.compare')}</Button>}
        {!isNow && onRestore && <Button size="small" appearance="subtle" onClick={onRestore} aria-label={t('charter.versions.restoreNamed', { version: number })}>{t('charter.versions.restore')}</Button>}
      </div>
    </li>
  );
}

interface ComparisonProps { communityId: string; pair: { from: number; to: number }; latest: number; onChange: (pair: { from: number; to: number }) => void; onClose: () => void }

function Comparison({ communityId, pair, latest, onChange, onClose }: ComparisonProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => { top.current?.querySelector('h2')?.scrollIntoView({ block: 'nearest' }); }, []);
  const numbers = Array.from({ length: latest }, (_, index) => latest - index);
  return (
    <div ref={top}>
      <Section title={t('charter.versions.comparing')} asked aside={<Button size="small" onClick={onClose}>{t('charter.versions.close')}</Button>}>
        <div className={styles.pair}>
          {(['from', 'to'] as const).map((side) => (
            <Field key={side} label={t(`charter.versions.${side}`)}>
              <Select value={String(pair[side])} onChange={(_, { value }) => onChange({ ...pair, [side]: Number(value) })}>
                {numbers.map((number) => <option key={number} value={number}>{t(number === latest ? 'charter.versions.now' : 'charter.versions.number', { version: number })}</option>)}
              </Select>
            </Field>
          ))}
        </div>
        <Suspense fallback={<Shapes count={3} height={64} />}><CharterComparison communityId={communityId} from={pair.from} to={pair.to} /></Suspense>
      </Section>
    </div>
  );
}
