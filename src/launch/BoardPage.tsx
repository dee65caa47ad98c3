import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { Board } from './Board.tsx';
import { useBoardStyles } from './Board.styles.ts';
import { board, stages, type BoardData } from './board-queries.ts';
import { myTalks } from './interview-queries.ts';
import { nextOnBoard } from './next-on-board.ts';
import { ProposeForm } from './ProposeForm.tsx';
import { useStepWords } from './use-step-words.ts';
import { TalkList } from './Talks.tsx';

const useStyles = makeStyles({ empty: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, maxWidth: '64ch', paddingBlock: tokens.spacingVerticalL } });

/** From idea to launched community: opportunities and pilots on one board (start-up guide G1). */
export function BoardPage() {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const found = useQuery(board);
  // Whoever was asked in a talk finds it here; without it the board is there all the same.
  const asked = useQuery(myTalks).data?.items.filter((each) => each.mine === 'interviewee' && each.state === 'planned') ?? [];
  const [proposing, setProposing] = useState(false);
  const { data } = found;
  const empty = data?.columns.every(({ count }) => count === 0) === true;
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <div className={layout.spread}>
          <PageTitle title={t(data?.all === false ? 'board.titleOwn' : 'board.title')} />
          {!proposing && <Button appearance={empty ? 'primary' : 'secondary'} onClick={() => setProposing(true)} data-print="hide">{t('board.propose.open')}</Button>}
        </div>
        <p className={layout.lead}>{t(data?.all === false ? 'board.leadOwn' : 'board.lead')}</p>
        {proposing && <ProposeForm onClose={() => setProposing(false)} />}
        {asked.length > 0 && <Section title={t('talks.forYou')}><TalkList title={t('talks.waiting')} talks={asked} about /></Section>}
        {found.isError && <ProblemMessage error={found.error} retry={() => void found.refetch()} />}
        {found.isPending && <BoardShapes />}
        {empty && <div className={styles.empty}><p className={layout.text}>{t('board.nothing')}</p></div>}
        {data && !empty && <Next data={data} />}
        {data && !empty && <Board data={data} />}
      </div>
    </div>
  );
}

/** What is useful to do next, with the way to where it is done. */
function Next({ data }: { data: BoardData }) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const stepWords = useStepWords();
  const next = nextOnBoard(data);
  if (next.length === 0) return null;
  return (
    <Section title={t('board.useful')}>
      <ul className={layout.plainList}>
        {next.map((card) => (
          <li key={card.id} className={styles.nextRow}><span className={styles.nextWords}><TextLink to={`/launch/${card.id}`}>{card.name}</TextLink>: {stepWords(card) ?? t(`board.next.${card.next!}`)}</span></li>
        ))}
      </ul>
    </Section>
  );
}

/** The outline of the board while it is on its way. */
function BoardShapes() {
  const styles = useBoardStyles();
  return <div className={styles.columns}>{stages.map((stage) => <div key={stage} className={styles.column}><Shapes count={2} height={120} /></div>)}</div>;
}
