import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../api/membership/membership-contract.ts';
import { call } from '../shared/api.ts';
import { PersonLine } from '../shared/PersonLine.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { useLayout } from '../shared/layout.styles.ts';

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM } });

const shownAtFirst = 8;

/** Members with their part: the first few with the page, the others asked page by page. */
export function MemberList({ communityId, first, count }: { communityId: string; first: readonly Member[]; count: number }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const listed = useInfiniteQuery({
    queryKey: ['members', communityId],
    queryFn: ({ pageParam, signal }) => call('listMembers', { params: { communityId }, query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: all,
  });
  const members = all && listed.data ? listed.data.pages.flatMap(({ items }) => items) : first.slice(0, shownAtFirst);
  return (
    <>
      {members.length === 0 ? <p className={layout.text}>{t('membership.none')}</p> : <ul className={styles.list}>
        {members.map(({ person, part }) => (
          <li key={person.id}>
            <PersonLine name={person.displayName}>{[t(`parts.${part}`), person.jobTitle].filter(Boolean).join(' · ')}</PersonLine>
          </li>
        ))}
      </ul>}
      {listed.isError && <ProblemMessage error={listed.error} retry={() => void listed.refetch()} />}
      {count > shownAtFirst && (
        <div>
          <Button appearance="subtle" aria-expanded={all} disabledFocusable={listed.isFetching} onClick={() => (all && listed.hasNextPage ? void listed.fetchNextPage() : setAll(!all))}>
            {!all ? t('membership.showAll', { count }) : t(listed.hasNextPage || listed.isPending ? 'common.showMore' : 'common.showLess')}
          </Button>
        </div>
      )}
    </>
  );
}
