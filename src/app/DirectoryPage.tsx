import { Button } from '@fluentui/react-components';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { directory, type DirectoryQuery } from '../communities/communities-queries.ts';
import { CommunityShapes } from '../communities/CommunityCard.tsx';
import { CommunityPages } from '../communities/CommunityPages.tsx';
import { DirectoryFilters } from '../communities/DirectoryFilters.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';

const fields = ['search', 'stage', 'unit', 'topic'] as const;

/** All communities. What is searched for stands in the address, so that coming back finds it as it was left. */
export function DirectoryPage() {
  const layout = useLayout();
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const query = useMemo(() => Object.fromEntries(fields.map((field) => [field, search.get(field) ?? undefined])) as DirectoryQuery, [search]);
  const change = useCallback((next: DirectoryQuery) => {
    setSearch(Object.fromEntries(fields.flatMap((field) => (next[field] ? [[field, String(next[field])]] : []))), { replace: true });
  }, [setSearch]);

  const searchBox = useRef<HTMLInputElement>(null);
  const found = useInfiniteQuery({ ...directory(query), placeholderData: keepPreviousData });
  const communities = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const filtered = fields.some((field) => query[field] !== undefined);
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <PageTitle title={t('directory.title')} />
        <DirectoryFilters value={query} onChange={change} search={searchBox} />
        <p className={layout.quiet} role="status">
          {found.isSuccess && !found.isPlaceholderData && t(found.hasNextPage ? 'directory.shownMore' : 'directory.shown', { count: communities.length })}
          {(found.isPending || found.isPlaceholderData) && t('common.loading')}
        </p>
        {found.isError && <ProblemMessage error={found.error} retry={() => void found.refetch()} />}
        {found.isPending && <CommunityShapes />}
        {found.isSuccess && communities.length === 0 && <Nothing filtered={filtered} clear={() => { change({}); searchBox.current?.focus(); }} />}
        <CommunityPages communities={communities} label={t('directory.title')} found={found} />
      </div>
    </div>
  );
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <div className={layout.stack}>
      <p className={layout.lead}>{t(filtered ? 'directory.noneMatch' : 'directory.none')}</p>
      {filtered && <div><Button onClick={clear}>{t('directory.clearAll')}</Button></div>}
    </div>
  );
}
