import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, mergeClasses } from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { Chip } from '../shared/Chip.tsx';
import { formatCalendarDay } from '../shared/dates.ts';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { TextLink } from '../shared/TextLink.tsx';
import { useBoardStyles } from './Board.styles.ts';
import { stages, type Card } from './board-queries.ts';
import { sides } from './criteria-queries.ts';
import { LetGo } from './LetGo.tsx';
import { useScoreWords } from './Score.tsx';
import { useStepWords } from './use-step-words.ts';
import { useMove } from './use-move.ts';

interface Props {
  card: Card;
  /** It was dropped on what is let go: what was learned is asked for. */
  letting: boolean;
  onLetting: (letting: boolean) => void;
  dragged: boolean;
  onDrag: (card: Card | null) => void;
}

/** What an opportunity's menu is called in the page, so that the focus can go to it. */
export const handleOf = (id: string): string => `move-${id}`;

/** One opportunity or pilot at a glance: what, when it starts, what comes next; moved by its menu or by dragging. */
export function BoardCard({ card, letting, onLetting, dragged, onDrag }: Props) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useHost();
  const { go, busy } = useMove(card);
  const score = useScoreWords();
  const pilot = card.kind === 'pilot';
  const stepWords = useStepWords();
  const next = card.nextStep || stepWords(card) || (card.next && t(`board.next.${card.next}`));
  return (
    <li
      className={mergeClasses(styles.card, !pilot && styles.movable, dragged && styles.dragged)} draggable={!pilot}
      onDragStart={(event) => { event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData('text/plain', card.name); onDrag(card); }} onDragEnd={() => onDrag(null)}
    >
      <div className={styles.cardHead}>
        <h3 className={styles.name}><TextLink to={pilot ? `/communities/${card.id}` : `/launch/${card.id}`}>{card.name}</TextLink></h3>
        {!pilot && (
          <Menu>
            <MenuTrigger disableButtonEnhancement>
              <Button id={handleOf(card.id)} size="small" appearance="subtle" icon={<MoreHorizontalRegular />} disabledFocusable={busy} aria-label={t('board.moveNamed', { name: card.name })} data-print="hide" />
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                {stages.filter((stage) => stage !== card.stage && (stage !== 'launched' || card.community !== null)).map((stage) => (
                  <MenuItem key={stage} onClick={() => go(stage)}>{t('board.moveTo', { stage: t(`board.stages.${stage}`) })}</MenuItem>
                ))}
                <MenuItem onClick={() => onLetting(true)}>{t('board.letGo.do')}</MenuItem>
              </MenuList>
            </MenuPopover>
          </Menu>
        )}
      </div>
      <p className={styles.about}>{card.about}</p>
      {pilot && <span><Chip color="informative">{t('board.pilot')}</Chip></span>}
      {!pilot && card.community && <span className={layout.quiet}>{t('board.became')} <TextLink to={`/communities/${card.community.id}`}>{card.community.name}</TextLink></span>}
      {card.score && card.stage !== 'launched' && sides.map((side) => <span key={side} className={styles.fact}>{t('criteria.glance', { side: t(`criteria.${side}`), score: score(card.score![side]) })}</span>)}
      {card.launchOn && <span className={styles.fact}>{t('board.launchOn', { day: formatCalendarDay(card.launchOn, locale) })}</span>}
      {next && <span className={mergeClasses(styles.fact, styles.next)}>{t('board.nextStep', { next })}</span>}
      {card.plan?.mayRead && <TextLink to={`/communities/${card.community?.id ?? card.id}/launch`}>{t('board.plan')}<span className={layout.unseen}>{`: ${card.name}`}</span></TextLink>}
      {letting && <LetGo name={card.name} busy={busy} onLetGo={(learned) => go('let-go', learned, () => onLetting(false))} onClose={() => onLetting(false)} />}
    </li>
  );
}
