import { Button } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommunitySummary } from '../../api/communities/communities-contract.ts';
import { CommunityGrid } from './CommunityCard.tsx';

interface Props {
  label: string;
  communities: readonly CommunitySummary[];
  found: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): Promise<unknown> };
}

/** A list of communities that grows page by page; the focus goes to the first that is new. */
export function CommunityPages({ label, communities, found }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const firstNew = useRef<number | null>(null);
  const { length } = communities;
  useEffect(() => {
    if (firstNew.current === null || firstNew.current >= length) return;
    list.current?.children[firstNew.current]?.querySelector('a')?.focus({ preventScroll: true });
    firstNew.current = null;
  }, [length]);
  if (length === 0) return null;
  return (
    <>
      <CommunityGrid ref={list} communities={communities} label={label} />
      {found.hasNextPage && (
        <div>
          <Button disabledFocusable={found.isFetchingNextPage} onClick={() => { firstNew.current = length; void found.fetchNextPage(); }}>{t('common.showMore')}</Button>
        </div>
      )}
    </>
  );
}
