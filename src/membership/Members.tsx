import { Button, Field, SearchBox, Select } from '@fluentui/react-components';
import { keepPreviousData, useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { photosOf } from '../shared/photos.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { handleOf, MemberRow } from './MemberRow.tsx';
import { useMembersStyles } from './Members.styles.ts';
import { members, type ChangeMembers, type InvitationData, type MembersFilter } from './members-queries.ts';

/** What the list can be narrowed to, one at a time. */
const shows: Record<string, MembersFilter> = {
  offers: { has: 'offers' }, seeks: { has: 'seeks' }, coordinator: { part: 'coordinator' }, core: { part: 'core' }, active: { part: 'active' }, expert: { knownAs: 'expert' }, coach: { knownAs: 'coach' }, hosts: { has: 'hosts' },
};

/** Everybody in the community; what is searched for stands in the address. */
export function Members({ communityId, change, invitations }: { communityId: string; change: ChangeMembers; invitations: readonly InvitationData[] }) {
  const styles = useMembersStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const [params, setParams] = useSearchParams();
  const asked = params.get('search') ?? '';
  const show = params.get('show') ?? '';
  const [typed, setTyped] = useState(asked);
  const [set] = useState(() => ({ params: setParams }));
  useEffect(() => { set.params = setParams; });
  const narrow = (field: 'search' | 'show', value: string): void => set.params((now) => { if (value) now.set(field, value); else now.delete(field); return now; }, { replace: true });
  const sent = useRef(asked);
  useEffect(() => {
    const next = typed.trim();
    if (next === sent.current) return;
    const timer = setTimeout(() => { sent.current = next; set.params((now) => { if (next) now.set('search', next); else now.delete('search'); return now; }, { replace: true }); }, 250);
    return () => clearTimeout(timer);
  }, [typed, set]);
  const listed = useInfiniteQuery({ ...members(communityId, { ...(asked && { search: asked }), ...shows[show] }), placeholderData: keepPreviousData });
  const pages = listed.data?.pages.map(({ items }) => items) ?? [];
  const items = pages.flat();
  const photos = useQueries({
    queries: pages.map((page) => photosOf(page.map(({ person }) => person.id))),
    combine: (found) => Object.assign({}, ...found.map(({ data }) => data ?? {})) as Record<string, string>,
  });
  const settled = listed.isSuccess && !listed.isPlaceholderData;
  const clear = (): void => { sent.current = ''; setTyped(''); setParams({}, { replace: true }); };
  return (
    <Section title={t('members.find.title')}>
      <search className={styles.filters} data-print="hide">
        <Field label={t('members.find.search')}>
          <SearchBox className={styles.wide} value={typed} onChange={(_, { value }) => setTyped(value.slice(0, 100))} placeholder={t('members.find.hint')} dismiss={{ 'aria-label': t('members.find.clear') }} />
        </Field>
        <Field label={t('members.find.show')}>
          <Select value={show in shows ? show : ''} onChange={(_, { value }) => narrow('show', value)}>
            <option value="">{t('members.find.everybody')}</option>
            {Object.keys(shows).map((each) => <option key={each} value={each}>{t(`members.find.only.${each}`)}</option>)}
          </Select>
        </Field>
      </search>
      <p className={layout.quiet} role="status">
        {settled && items.length > 0 && (asked || show in shows) && t(listed.hasNextPage ? 'members.find.foundMore' : 'members.find.found', { count: items.length })}
      </p>
      {listed.isError && <ProblemMessage error={listed.error} retry={() => void listed.refetch()} />}
      {change.invite.isError && <ProblemMessage error={change.invite.error} />}
      {listed.isPending && <Shapes count={4} height={64} />}
      {settled && items.length === 0 && (
        <div className={layout.row}>
          <p className={layout.text}>{t(asked || show in shows ? 'members.find.noneMatch' : 'membership.none')}</p>
          {(asked || show in shows) && <Button onClick={clear}>{t('members.find.all')}</Button>}
        </div>
      )}
      {items.length > 0 && (
        <ul className={layout.plainList} aria-label={t('members.find.title')}>
          {items.map((item) => (
            <MemberRow
              key={item.person.id} item={item} photo={photos[item.person.id]} busy={change.invite.isPending} invited={invitations.filter(({ person }) => person.id === item.person.id).flatMap(({ becomes }) => (becomes === 'steward' ? [] : [becomes]))}
              onInvite={(becomes, handOver) => change.invite.mutate({ personId: item.person.id, becomes, handOver }, { onSuccess: () => { notify({ text: t('members.invite.done', { name: item.person.displayName }) }); document.getElementById(handleOf(item))?.focus(); } })}
            />
          ))}
        </ul>
      )}
      {listed.hasNextPage && <div><Button disabledFocusable={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>{t('common.showMore')}</Button></div>}
    </Section>
  );
}
