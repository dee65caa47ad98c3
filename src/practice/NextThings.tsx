import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { Section } from '../shared/Section.tsx';
import { usePracticeStyles } from './Practice.styles.ts';
import type { LibraryData, LibraryFilter } from './practice-queries.ts';

type Next = LibraryData['next'][number];

/** Where each of the things is looked at; the others are answered by adding something. */
const stateOf: Partial<Record<Next['what'], NonNullable<LibraryFilter['state']>>> = { 'replace-gone': 'gone', 'read-again': 'stale', 'find-steward': 'orphaned' };

interface Props { next: readonly Next[]; onShow: (state: NonNullable<LibraryFilter['state']>) => void; onAnswer: (issueId: string) => void }

/** The next useful things to do with the library, each with the way to it. New files stand right below, so they only are told. */
export function NextThings({ next, onShow, onAnswer }: Props) {
  const styles = usePracticeStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <Section title={t('practice.next.title')}>
      <ul className={layout.plainList}>
        {next.map(({ what, count, title, issueId }) => {
          const state = stateOf[what];
          return (
            <li key={what} className={styles.next}>
              <span className={styles.nextWords}>{t(`practice.next.${what}`, { count, title })}</span>
              {state && <Button size="small" onClick={() => onShow(state)} aria-label={t(`practice.next.show.${what}`)}>{t('practice.next.look')}</Button>}
              {what === 'answer-issue' && issueId !== null && <Button size="small" onClick={() => onAnswer(issueId)}>{t('practice.next.answer')}</Button>}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
