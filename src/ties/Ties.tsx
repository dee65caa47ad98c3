import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Tie } from '../../api/ties/ties-contract.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage, useProblemWords } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { CalendarPartPanel } from './CalendarPartPanel.tsx';
import { DropTie } from './DropTie.tsx';
import { MendTie } from './MendTie.tsx';
import { PlaceChooser } from './PlaceChooser.tsx';
import { RecreatePlace } from './RecreatePlace.tsx';
import { inOrder, isOneOfSeveral, tieKinds } from './TieMark.tsx';
import { TiePanel } from './TiePanel.tsx';
import { handleOf, LostTieRow, TieRow } from './TieRow.tsx';
import type { SharedCalendars } from './ties-queries.ts';
import { useChangeTies } from './use-change-ties.ts';
import { useFocusLater } from './use-focus-later.ts';

/** What is open on the page; one thing at a time. */
type Open = { what: 'add' } | { what: 'mend' | 'point' | 'drop' | 'part'; tieId: string } | { what: 'recreate'; tieId: string; requestId: string } | null;

const addHandle = 'tie-another-place';

interface Props {
  communityId: string;
  name: string;
  ties: readonly Tie[];
  /** Where the community's tab is, and where activities of Trellis' are to come, by the ties' ids. */
  pinned: readonly string[];
  planned: readonly string[];
  /** Other communities on the same calendars. */
  shared: SharedCalendars;
  /** Ties that this person may not see into, by id. */
  closed: readonly string[];
}

/** The ties themselves: the lost ones first, then kind by kind, and the way to tie one more place. */
export function Ties({ communityId, name, ties, pinned, planned, shared, closed }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const words = useProblemWords();
  const focus = useFocusLater();
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState<Open>(() => { const tieId = search.get('mend'); return tieId ? { what: 'mend', tieId } : null; });
  const { add, point, recreate, makeHome, choosePart, drop, pin, unpin, restore } = useChangeTies(communityId);
  const show = (next: Open): void => {
    for (const change of [add, point, recreate, makeHome, choosePart, drop, pin, unpin]) change.reset();
    if (search.has('mend')) setSearch({}, { replace: true });
    setOpen(next);
  };
  const close = (...ids: string[]): void => { show(null); focus(...ids); };
  const done = (tie: Tie, text: string): void => { close(handleOf(tie)); notify({ text }); };

  const shown = inOrder(ties);
  const addedTo = ({ id }: Tie): 'tab' | 'activity' | null => (pinned.includes(id) ? 'tab' : planned.includes(id) ? 'activity' : null);
  const dropIt = (tie: Tie, { undoable = false, removeAdded = false }: { undoable?: boolean; removeAdded?: boolean } = {}): void => {
    const place = shown.findIndex(({ id }) => id === tie.id);
    const neighbours = [shown[place + 1], shown[place - 1]].flatMap((each) => (each ? [handleOf(each)] : []));
    // Undo may be pressed when this page has been left: then only the notice is there to tell.
    const undo = async (): Promise<void> => {
      try {
        focus(handleOf(await restore.mutateAsync(tie)));
      } catch (error) {
        notify({ text: t('ties.page.notAgain', { name: tie.name, detail: words(error).detail }) });
      }
    };
    drop.mutate({ tie, removeAdded }, { onSuccess: () => {
      close(...neighbours, addHandle);
      notify({ text: t('ties.page.dropped', { name: tie.name }), ...(undoable ? { undo: () => void undo() } : {}) });
    } });
  };

  // What Microsoft 365 has not done yet is told above the ties, with why.
  const pinnedIn = (tie: Tie, now: { pinned: readonly string[] }): void => { if (now.pinned.includes(tie.id)) notify({ text: t('ties.added.tab.pinned', { name: tie.name }) }); };
  const unpinnedIn = (tie: Tie, now: { pinned: readonly string[] }): void => { if (!now.pinned.includes(tie.id)) notify({ text: t('ties.added.tab.removed', { name: tie.name }) }); };

  const panelOf = (tie: Tie) => {
    if (open === null || open.what === 'add' || open.tieId !== tie.id) return null;
    const cancel = (): void => close(handleOf(tie));
    if (open.what === 'part') {
      return (
        <CalendarPartPanel
          tie={tie} communityId={communityId} name={name} busy={choosePart.isPending} failure={choosePart.error} onCancel={cancel}
          onChoose={(part) => choosePart.mutate({ tieId: tie.id, part }, { onSuccess: () => done(tie, t('ties.part.saved', { name: tie.name })) })}
        />
      );
    }
    if (open.what === 'mend' && tie.state === 'lost') {
      const anew = tie.kind === 'channel' || tie.kind === 'folder' || tie.kind === 'library' ? { onRecreate: () => show({ what: 'recreate', tieId: tie.id, requestId: crypto.randomUUID() }) } : {};
      return <MendTie tie={tie} busy={drop.isPending} failure={drop.error} onPoint={() => show({ what: 'point', tieId: tie.id })} {...anew} onDrop={() => dropIt(tie)} onCancel={cancel} />;
    }
    if (open.what === 'drop') {
      const mayNotTie = closed.includes(tie.id);
      return <DropTie tie={tie} closed={mayNotTie} added={addedTo(tie)} busy={drop.isPending} failure={drop.error} onDrop={(removeAdded) => dropIt(tie, { removeAdded, undoable: !mayNotTie && !removeAdded })} onCancel={cancel} />;
    }
    if (open.what === 'recreate' && (tie.kind === 'channel' || tie.kind === 'folder' || tie.kind === 'library')) {
      const { requestId } = open;
      return (
        <TiePanel level={3} title={t('ties.mend.anew')}>
          <RecreatePlace
            kind={tie.kind} tie={tie} busy={recreate.isPending} failure={recreate.error} onCancel={cancel}
            onSubmit={(place) => recreate.mutate({ requestId, place, mends: tie.id }, { onSuccess: ({ items, unfinished }) => {
              const now = items.find(({ id }) => id === tie.id) ?? tie;
              close(handleOf(now));
              if (now.state !== 'lost') notify({ text: t('ties.page.pointed', { name: now.name }) });
              else notify({ text: [t('ties.mend.notYet', { name: place.name }), ...unfinished.map(({ detail }) => detail)].join(' ') });
            } })}
          />
        </TiePanel>
      );
    }
    if (open.what === 'point') {
      return (
        <TiePanel level={tie.state === 'lost' ? 3 : 4} title={t(`ties.mend.point.${tie.kind}`)}>
          <PlaceChooser
            name={name} kind={tie.kind} startIn={tie.target.groupId} ties={ties} submit={t('ties.choose.point')} busy={point.isPending} failure={point.error} onCancel={cancel}
            onSubmit={(target) => point.mutate({ tieId: tie.id, target }, { onSuccess: (now) => done(now, t('ties.page.pointed', { name: now.name })) })}
          />
        </TiePanel>
      );
    }
    return null;
  };

  const isHome = (tie: Tie): boolean => tie.isHome && isOneOfSeveral(ties, tie);
  const lost = shown.filter(({ state }) => state === 'lost');
  const there = shown.filter(({ state }) => state !== 'lost');
  const addWords = ties.length === 0 ? 'ties.page.addFirst' : 'ties.page.add';
  const failedInPlace = makeHome.error ?? pin.error ?? unpin.error ?? (open === null ? drop.error : null);
  return (
    <>
      <p className={layout.lead}>{ties.length === 0 ? t('ties.page.empty', { name }) : t('ties.page.lead', { name })}</p>
      {open?.what === 'add'
        ? (
          <TiePanel level={2} title={t(addWords)}>
            <PlaceChooser
              name={name} ties={ties} submit={t('ties.choose.tie')} busy={add.isPending} failure={add.error} onCancel={() => close(addHandle)}
              onSubmit={(target) => add.mutate(target, { onSuccess: (tie) => done(tie, t('ties.page.added', { name: tie.name })) })}
            />
          </TiePanel>
        )
        : <div><Button id={addHandle} appearance={lost.length === 0 && open === null ? 'primary' : 'secondary'} onClick={() => show({ what: 'add' })}>{t(addWords)}</Button></div>}
      {failedInPlace && <ProblemMessage error={failedInPlace} />}
      {lost.length > 0 && (
        <Section title={t('ties.mend.title', { count: lost.length })}>
          <ul className={layout.plainList}>
            {lost.map((tie, index) => (
              <LostTieRow key={tie.id} tie={tie} home={isHome(tie)} first={index === 0 && open === null} open={open !== null && open.what !== 'add' && open.tieId === tie.id} onMend={() => show({ what: 'mend', tieId: tie.id })}>{panelOf(tie)}</LostTieRow>
            ))}
          </ul>
        </Section>
      )}
      {there.length > 0 && (
        <Section title={t('ties.page.places')}>
          {ties.some(isHome) && <p className={layout.quiet}>{t('ties.page.home')}</p>}
          {tieKinds.filter((kind) => there.some((tie) => tie.kind === kind)).map((kind) => (
            <div key={kind}>
              <h3 className={layout.subheading}>{t(`ties.page.kinds.${kind}`)}</h3>
              <ul className={layout.plainList}>
                {there.filter((tie) => tie.kind === kind).map((tie) => {
                  return (
                    <TieRow
                      key={tie.id} tie={tie} home={isHome(tie)} pinned={pinned.includes(tie.id)} sharedWith={shared.find(({ tieId }) => tieId === tie.id)?.communities ?? []} closed={closed.includes(tie.id)} busy={drop.isPending || makeHome.isPending || pin.isPending || unpin.isPending}
                      onMakeHome={() => { show(null); makeHome.mutate(tie, { onSuccess: () => notify({ text: t('ties.page.nowHome', { name: tie.name }) }) }); }}
                      onPart={() => show({ what: 'part', tieId: tie.id })}
                      onPoint={() => show({ what: 'point', tieId: tie.id })}
                      onPin={() => { show(null); pin.mutate(tie, { onSuccess: (now) => pinnedIn(tie, now) }); }}
                      onUnpin={() => { show(null); unpin.mutate(tie, { onSuccess: (now) => unpinnedIn(tie, now) }); }}
                      onDrop={() => { if (closed.includes(tie.id) || addedTo(tie)) { show({ what: 'drop', tieId: tie.id }); } else { show(null); dropIt(tie, { undoable: true }); } }}
                    >
                      {panelOf(tie)}
                    </TieRow>
                  );
                })}
              </ul>
            </div>
          ))}
        </Section>
      )}
    </>
  );
}
