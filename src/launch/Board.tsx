import { Button, mergeClasses } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { formatDay } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { useBoardStyles } from './Board.styles.ts';
import { BoardCard } from './BoardCard.tsx';
import { stages, type BoardData, type BoardStage, type Card } from './board-queries.ts';
import { useMove } from './use-move.ts';

type Column = BoardData['columns'][number];

/** While nothing is dragged. */
const nothing = { id: '', name: '', stage: 'idea' } as const;

/** Four stages beside each other, and below what was let go. */
export function Board({ data }: { data: BoardData }) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<Card | null>(null);
  const [over, setOver] = useState<BoardStage | null>(null);
  const [letting, setLetting] = useState<string | null>(null);
  const { go } = useMove(dragged ?? nothing);
  const columnOf = (stage: BoardStage): Column | undefined => data.columns.find((column) => column.stage === stage);
  const target = (stage: BoardStage) => ({
    onDragOver: (event: DragEvent) => {
      if (!dragged || dragged.stage === stage) return;
      event.preventDefault();
      setOver(stage);
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(null);
      if (stage === 'let-go') setLetting(dragged?.id ?? null);
      else go(stage);
    },
  });
  const gone = columnOf('let-go');
  return (
    <>
      <div className={styles.columns}>
        {stages.map((stage) => {
          const column = columnOf(stage);
          return column && (
            <section key={stage} aria-labelledby={`stage-${stage}`} className={mergeClasses(styles.column, over === stage && styles.over)} {...target(stage)}>
              <h2 id={`stage-${stage}`} className={styles.columnHead}>{t(`board.stages.${stage}`)} <span className={layout.quiet}>{column.count}</span></h2>
              {column.count === 0 && <p className={layout.quiet}>{t(`board.empty.${stage}`)}</p>}
              <Cards column={column}>
                {(card) => <BoardCard key={card.id} card={card} letting={letting === card.id} onLetting={(on) => setLetting(on ? card.id : null)} dragged={dragged?.id === card.id} onDrag={setDragged} />}
              </Cards>
            </section>
          );
        })}
      </div>
      {gone && (gone.count > 0 || dragged !== null) && (
        <section aria-labelledby="stage-let-go" className={mergeClasses(layout.panel, over === 'let-go' && styles.over)} {...target('let-go')}>
          <h2 id="stage-let-go" className={layout.heading}>{t('board.stages.let-go')} <span className={layout.quiet}>{gone.count}</span></h2>
          <Cards column={gone}>{(card) => <GoneRow key={card.id} card={card} />}</Cards>
        </section>
      )}
    </>
  );
}

/** The cards of a stage, with more of them when asked for. */
function Cards({ column, children }: { column: Column; children: (card: Card) => ReactNode }) {
  const styles = useBoardStyles();
  const { t } = useTranslation();
  const [more, setMore] = useState<{ after: Column; items: Card[]; next: string | null }>();
  const known = more?.after === column ? more : { items: [], next: column.next };
  const ask = useMutation({
    mutationFn: (cursor: string) => call('listBoardColumn', { params: { stage: column.stage }, query: { cursor, limit: 50 } }),
    onSuccess: ({ items, next }) => setMore({ after: column, items: [...known.items, ...items], next }),
  });
  return (
    <>
      <ul className={styles.cards}>{[...column.items, ...known.items].map(children)}</ul>
      {ask.isError && <ProblemMessage error={ask.error} />}
      {known.next !== null && <Button size="small" disabledFocusable={ask.isPending} onClick={() => { if (known.next !== null) ask.mutate(known.next); }} data-print="hide">{t('common.showMore')}</Button>}
    </>
  );
}

/** What was let go, and the way to take it up again. */
function GoneRow({ card }: { card: Card }) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const { go, busy } = useMove(card);
  return (
    <li className={styles.gone}>
      <div className={layout.spread}>
        <span className={styles.nextWords}>
          <TextLink to={`/launch/${card.id}`}>{card.name}</TextLink> <span className={layout.quiet}>{t('board.letGo.on', { day: formatDay(card.movedAt, clock) })}</span>
          {card.learned && <><br />{card.learned}</>}
        </span>
        <Button size="small" disabledFocusable={busy} onClick={() => go('idea')} aria-label={t('board.takeUpNamed', { name: card.name })} data-print="hide">{t('board.takeUp')}</Button>
      </div>
    </li>
  );
}
