import { Button } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { TeamPicker, type PickedTeam } from './TeamPicker.tsx';

interface Props {
  /** The community’s name: the team named like it is offered first. */
  name: string;
  team: PickedTeam | null;
  problem?: string | undefined;
  /** Null: another one is to be chosen. */
  onPick: (team: PickedTeam | null) => void;
}

/** The team in which something is picked or made, and the way to another one. */
export function TeamChoice({ name, team, problem, onPick }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const picker = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLParagraphElement>(null);
  const moved = useRef(false);
  const pick = (next: PickedTeam | null): void => { moved.current = true; onPick(next); };
  // What was pressed to choose a team, or another one, is gone.
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    if (team === null) picker.current?.querySelector('input')?.focus();
    else heading.current?.focus();
  }, [team]);
  if (team === null) return <div ref={picker}><TeamPicker name={name} problem={problem} onPick={pick} /></div>;
  return (
    <div className={layout.row}>
      <p ref={heading} tabIndex={-1} className={layout.subheading}>{t('ties.choose.inTeam', { name: team.name })}</p>
      <Button size="small" onClick={() => pick(null)}>{t('ties.changeTeam')}</Button>
    </div>
  );
}
