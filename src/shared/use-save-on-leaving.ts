import { useEffect } from 'react';

/**
 * Saves what is not saved yet when the page is hidden, left or taken away, and when the connection is back.
 * @param save stable; `leaving`: the page may be gone before the answer comes
 */
export function useSaveOnLeaving(save: (leaving: boolean) => Promise<void>): void {
  useEffect(() => {
    const hidden = (): void => { if (document.visibilityState === 'hidden') void save(true); };
    const back = (): void => void save(false);
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', hidden);
    window.addEventListener('online', back);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('pagehide', hidden);
      window.removeEventListener('online', back);
      void save(true);
    };
  }, [save]);
}
