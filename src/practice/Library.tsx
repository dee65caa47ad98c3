import { Button } from '@fluentui/react-components';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useLayout } from '../shared/layout.styles.ts';
import { Mark } from '../shared/Mark.tsx';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TiePanel } from '../ties/TiePanel.tsx';
import { useFocusLater } from '../ties/use-focus-later.ts';
import { AllFiles } from './AllFiles.tsx';
import { ItemForm, type Written } from './ItemForm.tsx';
import { LibraryFilters } from './LibraryFilters.tsx';
import { handleOf, LibraryRow } from './LibraryRow.tsx';
import { NewFiles } from './NewFiles.tsx';
import { NextThings } from './NextThings.tsx';
import { UploadFile } from './UploadFile.tsx';
import { libraryItems, useChangeLibrary, type Item, type LibraryData, type LibraryFilter } from './practice-queries.ts';

/** Drawn for members only. */
const Spread = lazy(() => import('./Spread.tsx').then((loaded) => ({ default: loaded.Spread })));
const AskMember = lazy(() => import('../stewardship/AskMember.tsx').then((loaded) => ({ default: loaded.AskMember })));

type Open = { what: 'link'; issueIds: string[] } | { what: 'upload' } | { what: 'files' } | { what: 'edit' | 'ask'; itemId: string } | null;

const fields = ['kind', 'topic', 'stewardId', 'state'] as const;
const addHandle = 'add-a-link';
const uploadHandle = 'upload-a-file';
const filesHandle = 'choose-from-all-files';

/** The library itself: what to do next, what is new, adding a link, and the list. */
export function Library({ communityId, data }: { communityId: string; data: LibraryData }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const focus = useFocusLater();
  const change = useChangeLibrary(communityId);
  const [search, setSearch] = useSearchParams();
  // A link leads to one item, which may be anywhere in the list.
  const ledTo = search.get('item');
  const filter: LibraryFilter = ledTo === null ? Object.fromEntries(fields.map((field) => [field, search.get(field) ?? undefined])) : { itemId: ledTo };
  const answered = search.get('answer');
  const [open, setOpen] = useState<Open>(() => (answered && data.abilities.add && data.issues.some(({ id }) => id === answered) ? { what: 'link', issueIds: [answered] } : null));
  const filtered = fields.some((field) => filter[field] !== undefined);
  const narrow = (next: LibraryFilter): void => setSearch(Object.fromEntries(fields.flatMap((field) => (next[field] ? [[field, String(next[field])]] : []))), { replace: true });
  const listed = useInfiniteQuery({ ...libraryItems(communityId, filter), placeholderData: keepPreviousData });
  const items = listed.data?.pages.flatMap((page) => page.items) ?? [];
  const withheld = listed.data?.pages.reduce((sum, page) => sum + page.withheld, 0) ?? 0;
  const list = useRef<HTMLDivElement>(null);
  const [shownState, setShownState] = useState(ledTo === null ? 0 : 1);
  useEffect(() => { if (shownState > 0) list.current?.querySelector('h2')?.focus(); }, [shownState]);

  const show = (next: Open): void => { change.add.reset(); change.edit.reset(); setOpen(next); };
  const close = (...ids: string[]): void => { show(null); focus(...ids); };
  const addLink = ({ url, title, kind, summary, topics, reviewOn, issueIds, lookAfter }: Written): void =>
    change.add.mutate([{ source: 'link', url, title, summary, topics, reviewOn, issueIds, lookAfter, ...(kind === '' ? {} : { kind }) }], {
      onSuccess: () => { close(addHandle); notify({ text: t('practice.added', { count: 1, title }) }); },
    });
  const edit = (item: Item, { title, kind, summary, topics, reviewOn, issueIds }: Written): void =>
    change.edit.mutate({ itemId: item.id, body: { title, kind: kind || item.kind, summary, topics, reviewOn, issueIds } }, { onSuccess: () => { close(handleOf(item)); notify({ text: t('practice.saved') }); } });
  const remove = (item: Item): void => {
    const place = items.findIndex(({ id }) => id === item.id);
    const neighbours = [items[place + 1], items[place - 1]].flatMap((each) => (each ? [handleOf(each)] : []));
    change.remove.mutate(item.id, { onSuccess: () => {
      close(...neighbours, addHandle);
      notify({ text: t('practice.removed', { title: item.title }), undo: () => change.restore.mutateAsync(item.id, { onSuccess: () => focus(handleOf(item)) }) });
    } });
  };
  const failedInPlace = change.remove.error ?? change.restore.error ?? change.lookAfter.error ?? change.giveUp.error;
  const busy = change.remove.isPending || change.lookAfter.isPending || change.giveUp.isPending;
  const nothing = listed.isSuccess && items.length === 0 && withheld === 0 && !listed.hasNextPage;
  return (
    <>
      {data.next.length > 0 && (
        <NextThings next={data.next} onShow={(state) => { narrow({ state }); setShownState(shownState + 1); }} onAnswer={(issueId) => show({ what: 'link', issueIds: [issueId] })} />
      )}
      {data.abilities.add && (open?.what === 'link'
        ? (
          <TiePanel level={2} title={t('practice.addLink')}>
            <ItemForm key={open.issueIds.join()} of="link" start={{ issueIds: open.issueIds }} issues={data.issues} submit={t('practice.form.add')} busy={change.add.isPending} failure={change.add.error} onSubmit={addLink} onCancel={() => close(addHandle)} />
          </TiePanel>
        )
        : open?.what === 'upload'
          ? (
            <TiePanel level={2} title={t('practice.upload.title')}>
              <UploadFile communityId={communityId} places={data.uploadTo} add={change.add} onAdded={(title) => { close(uploadHandle); notify({ text: t('practice.added', { count: 1, title }) }); }} onCancel={() => close(uploadHandle)} />
            </TiePanel>
          )
          : open?.what === 'files' ? (
            <TiePanel level={2} title={t('practice.all.title')}>
              <AllFiles communityId={communityId} onAdded={(count, title) => { close(filesHandle); notify({ text: t('practice.added', { count, title }) }); }} onCancel={() => close(filesHandle)} />
            </TiePanel>
          ) : (
            <div className={layout.row}>
              <Button id={addHandle} onClick={() => show({ what: 'link', issueIds: [] })}>{t('practice.addLink')}</Button>
              {data.uploadTo.length > 0 && <Button id={uploadHandle} onClick={() => show({ what: 'upload' })}>{t('practice.upload.title')}</Button>}
              {data.uploadTo.length > 0 && <Button id={filesHandle} onClick={() => show({ what: 'files' })}>{t('practice.all.open')}</Button>}
            </div>
          ))}
      {!data.abilities.add && data.whyNotAdd && <p className={layout.quiet}>{data.whyNotAdd.detail} {data.whyNotAdd.remedy}</p>}
      {open?.what !== 'files' && data.proposed.length > 0 && <NewFiles files={data.proposed} change={change} />}
      {failedInPlace && <ProblemMessage error={failedInPlace} />}
      <div ref={list}>
        <Section title={t('practice.list')}>
          {ledTo !== null && <div className={layout.row}><p className={layout.text}>{t(nothing ? 'share.notHere' : 'share.ledHere')}</p><Button onClick={() => narrow({})}>{t('practice.whole')}</Button></div>}
          {ledTo === null && (data.kinds.length > 0 || filtered) && <LibraryFilters data={data} value={filter} onChange={narrow} />}
          {listed.isError && <ProblemMessage error={listed.error} retry={() => void listed.refetch()} />}
          {listed.isPending && <Shapes count={4} height={64} />}
          {nothing && ledTo === null && (
            <div className={layout.row}>
              {!filtered && <Mark size={48} />}
              <p className={layout.text}>{t(filtered ? 'practice.noneMatch' : 'practice.empty')}</p>
              {filtered && <Button onClick={() => narrow({})}>{t('practice.clear')}</Button>}
            </div>
          )}
          {withheld > 0 && <p className={layout.quiet} role="status">{t('practice.withheld', { count: withheld })}</p>}
          {items.length > 0 && (
            <ul className={layout.plainList} aria-label={t('practice.list')}>
              {items.map((item) => (
                <LibraryRow
                  key={item.id} communityId={communityId} item={item} issues={data.issues} busy={busy} onEdit={() => show({ what: 'edit', itemId: item.id })} onAsk={() => show({ what: 'ask', itemId: item.id })} onRemove={() => remove(item)}
                  onLookAfter={() => change.lookAfter.mutate(item.id, { onSuccess: () => notify({ text: t('practice.lookedAfter', { title: item.title }) }) })}
                  onGiveUp={() => change.giveUp.mutate(item.id, { onSuccess: () => notify({ text: t('practice.givenUp', { title: item.title }), ...(item.steward?.isMe ? { undo: () => change.lookAfter.mutateAsync(item.id) } : {}) }) })}
                >
                  {open?.what === 'ask' && open.itemId === item.id && <Suspense><AskMember communityId={communityId} thing={{ kind: 'item', id: item.id }} title={item.title} level={3} onClose={() => close(handleOf(item))} /></Suspense>}
                  {open?.what === 'edit' && open.itemId === item.id && (
                    <TiePanel level={3} title={t('practice.editTitle', { title: item.title })}>
                      <ItemForm
                        of={item.source.kind === 'file' ? 'file' : 'old-link'} start={{ ...item, title: item.titleGiven ? item.title : '' }} issues={data.issues} submit={t('practice.form.save')} busy={change.edit.isPending} failure={change.edit.error}
                        onSubmit={(written) => edit(item, written)} onCancel={() => close(handleOf(item))}
                      />
                    </TiePanel>
                  )}
                </LibraryRow>
              ))}
            </ul>
          )}
          {listed.hasNextPage && <div><Button disabledFocusable={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>{t('common.showMore')}</Button></div>}
        </Section>
      </div>
      {data.abilities.add && <Suspense><Spread communityId={communityId} /></Suspense>}
    </>
  );
}
