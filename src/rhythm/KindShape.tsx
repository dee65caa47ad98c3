import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useMemo, type ReactNode } from 'react';
import type { RhythmKind } from '../../api/rhythm/year-contract.ts';
import { rhythmKinds } from './year.ts';

/** Each kind has a shape as well as a colour: who sees no colours, prints in black or uses high contrast reads the shapes. Around 0,0; 10 across. */
export const shapes: Record<RhythmKind, string> = {
  'problem-help': 'M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5Z',
  story: 'M-4.5-4.5H4.5V4.5H-4.5Z',
  visit: 'M0-5.5L5.2 4.2H-5.2Z',
  project: 'M0-5.8L5.8 0L0 5.8L-5.8 0Z',
  'show-and-tell': 'M0-6L1.6-1.9L5.7-1.9L2.5.9L3.6 5L0 2.6L-3.6 5L-2.5.9L-5.7-1.9L-1.6-1.9Z',
  social: 'M-1.8-5.2H1.8V-1.8H5.2V1.8H1.8V5.2H-1.8V1.8H-5.2V-1.8H-1.8Z',
  meeting: 'M0-4.6A4.6 4.6 0 1 1 0 4.6A4.6 4.6 0 1 1 0-4.6ZM0-2.4A2.4 2.4 0 1 0 0 2.4A2.4 2.4 0 1 0 0-2.4Z',
};

const useStyles = makeStyles({
  shape: { flexShrink: 0, overflow: 'visible', verticalAlign: 'middle', fill: 'currentColor', fillRule: 'evenodd', forcedColorAdjust: 'auto' },
  'problem-help': { color: tokens.colorPaletteBlueBorderActive },
  story: { color: tokens.colorPaletteBerryBorderActive },
  visit: { color: tokens.colorPaletteForestBorderActive },
  project: { color: tokens.colorPalettePumpkinBorderActive },
  'show-and-tell': { color: tokens.colorPaletteGrapeBorderActive },
  social: { color: tokens.colorPaletteCranberryBorderActive },
  meeting: { color: tokens.colorNeutralForeground3 },
});

/** The class that gives a kind's mark its colour, by kind. */
export function useKindColors(): Record<RhythmKind, string> {
  return useStyles();
}

/** A kind's mark beside its name. */
export function KindShape({ kind }: { kind: RhythmKind }) {
  return kindShape(kind, useStyles());
}

/** The mark of every kind: made once for a list in which many stand. */
export function useKindShapes(): Record<RhythmKind, ReactNode> {
  const styles = useStyles();
  return useMemo(() => Object.fromEntries(rhythmKinds.map((kind) => [kind, kindShape(kind, styles)])) as Record<RhythmKind, ReactNode>, [styles]);
}

const kindShape = (kind: RhythmKind, styles: ReturnType<typeof useStyles>): ReactNode =>
  <svg className={mergeClasses(styles.shape, styles[kind])} width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true"><path d={shapes[kind]} /></svg>;
