import { Button, Field, SearchBox, Select, makeStyles, tokens } from '@fluentui/react-components';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { HostLink } from '../shared/HostLink.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { KindMark } from './KindMark.tsx';
import { usePracticeStyles } from './Practice.styles.ts';
import { foundPractice, kinds, type Found } from './practice-queries.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingHorizontalM, alignItems: 'end', gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 1fr)', '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  wide: { maxWidth: 'none', width: '100%' },
  hit: { backgroundColor: 'transparent', color: 'inherit', fontWeight: tokens.fontWeightSemibold },
});

/** What the person's communities know: practice items by their words. What is searched for stands in the address. */
export function SearchPage() {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const asked = params.get('search') ?? '';
  const kind = params.get('kind') ?? '';
  const [typed, setTyped] = useState(asked);
  const sent = useRef(asked);
  const [set] = useState(() => ({ params: setParams }));
  useEffect(() => { set.params = setParams; });
  useEffect(() => {
    const next = typed.trim();
    if (next === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = next;
      set.params((now) => { if (next) now.set('search', next); else now.delete('search'); return now; }, { replace: true });
    }, 250);
    return () => clearTimeout(timer);
  }, [typed, set]);
  const found = useInfiniteQuery({ ...foundPractice({ search: asked, kind: kind || undefined }), enabled: asked !== '', placeholderData: keepPreviousData });
  const items = asked === '' ? [] : found.data?.pages.flatMap((page) => page.items) ?? [];
  const withheld = asked === '' ? 0 : found.data?.pages.reduce((sum, page) => sum + page.withheld, 0) ?? 0;
  const settled = found.isSuccess && !found.isPlaceholderData && asked !== '';
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <PageTitle title={t('practice.search.title')} />
        <p className={layout.lead}>{t('practice.search.lead')}</p>
        <search className={styles.form} data-print="hide">
          <Field label={t('practice.search.words')}>
            <SearchBox className={styles.wide} value={typed} onChange={(_, { value }) => setTyped(value.slice(0, 300))} dismiss={{ 'aria-label': t('practice.search.clear') }} />
          </Field>
          <Field label={t('practice.filter.kind')}>
            <Select value={kind} onChange={(_, { value }) => setParams((now) => { if (value) now.set('kind', value); else now.delete('kind'); return now; }, { replace: true })}>
              <option value="">{t('practice.filter.anyKind')}</option>
              {kinds.map((each) => <option key={each} value={each}>{t(`practice.kinds.${each}`)}</option>)}
            </Select>
          </Field>
        </search>
        <p className={layout.quiet} role="status">
          {settled && items.length > 0 && t(found.hasNextPage ? 'practice.search.shownMore' : 'practice.search.shown', { count: items.length })}
          {settled && items.length === 0 && withheld === 0 && t('practice.search.none')}
          {settled && withheld > 0 && ` ${t('practice.withheld', { count: withheld })}`}
          {asked !== '' && found.isFetching && !settled && t('common.loading')}
        </p>
        {found.isError && <ProblemMessage error={found.error} retry={() => void found.refetch()} />}
        {asked !== '' && found.isPending && <Shapes count={4} height={64} />}
        {items.length > 0 && (
          <div className={layout.panel}>
            <ul className={layout.plainList} aria-label={t('practice.search.title')}>
              {items.map((each) => <Result key={each.item.id} {...each} />)}
            </ul>
          </div>
        )}
        {found.hasNextPage && asked !== '' && <div><Button disabledFocusable={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('common.showMore')}</Button></div>}
      </div>
    </div>
  );
}

function Result({ community, item, snippet }: Found) {
  const own = useStyles();
  const styles = usePracticeStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <li className={styles.line}>
      <div className={styles.row}>
        <KindMark kind={item.kind} />
        <div className={styles.words}>
          <span className={styles.name}><HostLink url={item.webUrl}>{item.title}</HostLink></span>
          {snippet.length > 0 && <p className={layout.text}>{snippet.map(({ text, hit }, index) => (hit ? <mark key={index} className={own.hit}>{text}</mark> : text))}</p>}
          <span className={layout.quiet}>{[t(`practice.kinds.${item.kind}`), item.modifiedBy, ...item.topics].filter(Boolean).join(' · ')}</span>
          <span className={layout.quiet}>{t('practice.search.in')} <TextLink to={`/communities/${community.id}/practice`}>{community.name}</TextLink></span>
        </div>
      </div>
    </li>
  );
}
