import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from './layout.styles.ts';
import { useProblemWords } from './ProblemMessage.tsx';

/** A short word on what was just done, with a way back when there is one; where that fails, the notice says so, as the page may have been left. */
export interface Notice { text: string; undo?: () => unknown }

const NoticeContext = createContext<(notice: Notice) => void>(() => undefined);
export const useNotify = (): ((notice: Notice) => void) => useContext(NoticeContext);

const useStyles = makeStyles({
  bar: {
    position: 'fixed', insetInline: tokens.spacingHorizontalL, bottom: tokens.spacingVerticalXL, zIndex: 1_000,
    display: 'flex', justifyContent: 'center', pointerEvents: 'none',
  },
  card: {
    pointerEvents: 'auto', display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`, borderInlineStartWidth: '4px', borderInlineStartStyle: 'solid', borderInlineStartColor: tokens.colorPaletteGreenBorderActive,
    borderRadius: tokens.borderRadiusLarge, boxShadow: tokens.shadow16,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
  },
});

/** A notice that can be undone stays twice as long. */
const shownFor = (notice: Notice): number => (notice.undo ? 12_000 : 6_000);

/** What holds a notice: the pointer above it, the focus in it. */
const nothing = { hand: false, key: false };

export function NoticeProvider({ children }: { children: ReactNode }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const [notice, setNotice] = useState<Notice | null>(null);
  const notify = useCallback((next: Notice) => setNotice(next), []);
  const [held, setHeld] = useState(nothing);
  const hold = (now: Partial<typeof nothing>): void => setHeld((before) => ({ ...before, ...now }));
  useEffect(() => {
    if (notice === null || held.hand || held.key) return;
    const timer = setTimeout(() => setNotice(null), shownFor(notice));
    return () => clearTimeout(timer);
  }, [notice, held]);
  const words = useProblemWords();
  const undo = notice?.undo && (async (): Promise<void> => {
    setNotice(null);
    setHeld(nothing);
    try {
      await notice.undo?.();
    } catch (error) {
      const { detail, remedy } = words(error);
      notify({ text: `${detail} ${remedy}` });
    }
  });
  return (
    <NoticeContext value={notify}>
      {children}
      <div className={notice ? styles.bar : layout.unseen} role="status" aria-live="polite" data-print="hide">
        {notice && (
          // It does not go away under the hand, or under the key, that is on its way to undo.
          <div className={styles.card} onMouseEnter={() => hold({ hand: true })} onMouseLeave={() => hold({ hand: false })} onFocus={() => hold({ key: true })} onBlur={() => hold({ key: false })}>
            <span>{notice.text}</span>
            {undo && <Button size="small" onClick={() => void undo()}>{t('common.undo')}</Button>}
          </div>
        )}
      </div>
    </NoticeContext>
  );
}
