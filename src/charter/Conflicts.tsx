import { Button, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict, Issue } from '../../api/charter/charter-merge-contract.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { nameOf } from './use-charter-edit.ts';

const useStyles = makeStyles({
  sides: { display: 'grid', gap: tokens.spacingHorizontalL, gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', '@media (max-width: 600px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  side: {
    display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0, padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusLarge,
  },
  words: { margin: 0, whiteSpace: 'pre-line', overflowWrap: 'anywhere', flexGrow: 1 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold, ':focus-visible': { outlineOffset: '2px' } },
});

interface Props { conflicts: readonly Conflict[]; other: string; onDecide: (conflict: Conflict, choice: 'mine' | 'theirs' | 'both') => void }

/** What both changed, side by side, to be decided one by one before anything is saved. */
export function Conflicts({ conflicts, other, onDecide }: Props) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const { length } = conflicts;
  // The same key that was to save would now do something else: first comes what there is to read. Each decision goes on to the next.
  useEffect(() => { if (length > 0) list.current?.querySelector('h3')?.focus(); }, [length]);
  if (length === 0) return null;
  const who = other || t('charter.conflict.someone');
  const words = (side: string | Issue | null) => {
    if (side === null) return <em>{t('charter.conflict.removed')}</em>;
    if (typeof side === 'string') return side === '' ? <em>{t('charter.conflict.emptied')}</em> : side;
    return `${side.title} · ${t(`charter.issueStates.${side.state}`)}`;
  };
  return (
    <div ref={list} className={layout.stack}>
      <MessageBar intent="warning" layout="multiline" role="alert">
        <MessageBarBody>
          <MessageBarTitle>{t('charter.conflict.title', { name: who })}</MessageBarTitle>
          {t('charter.conflict.what', { count: length })}
        </MessageBarBody>
      </MessageBar>
      {conflicts.map((conflict) => {
        const label = conflict.part === 'keyIssue' ? t('charter.conflict.issue', { title: (conflict.theirs ?? conflict.mine)?.title }) : t(`charter.parts.${conflict.part}`);
        return (
          <div key={nameOf(conflict)} role="group" aria-label={label} className={layout.stackTight}>
            <h3 tabIndex={-1} className={styles.heading}>{label}</h3>
            <div className={styles.sides}>
              {(['mine', 'theirs'] as const).map((side) => (
                <div key={side} className={styles.side}>
                  <span className={layout.quiet}>{t(side === 'mine' ? 'charter.conflict.yours' : 'charter.conflict.theirs', { name: who })}</span>
                  <p className={styles.words} dir="auto">{words(conflict[side])}</p>
                  <div><Button size="small" onClick={() => onDecide(conflict, side)}>{t(side === 'mine' ? 'charter.conflict.keepMine' : 'charter.conflict.takeTheirs', { name: who })}</Button></div>
                </div>
              ))}
            </div>
            {conflict.part !== 'keyIssue' && conflict.mine !== '' && conflict.theirs !== '' && <div><Button size="small" onClick={() => onDecide(conflict, 'both')}>{t('charter.conflict.both')}</Button></div>}
          </div>
        );
      })}
    </div>
  );
}
