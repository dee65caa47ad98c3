import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { call } from '../../shared/api.ts';
import { forgetHere, keepHere } from '../../shared/kept-here.ts';
import { useSaveOnLeaving } from '../../shared/use-save-on-leaving.ts';
import { isEmpty, type Draft } from './draft.ts';

export type SaveState = 'unsaved' | 'saving' | 'saved' | 'kept-here';

const pause = 800;

/**
 * A draft that saves itself: shortly after typing, on `save()`, and when the page is hidden or
 * left. Saves go one after another, so that an older one never overtakes a newer.
 */
export function useDraft(draftId: string, initial: Draft, stored: boolean) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(initial);
  const [state, setState] = useState<SaveState>(stored ? 'saved' : 'unsaved');
  const latest = useRef(initial);
  const saved = useRef(stored ? initial : null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<void> | null>(null);
  const over = useRef(false);

  const save = useCallback(async (leaving = false): Promise<void> => {
    clearTimeout(timer.current);
    if (running.current && !leaving) await running.current;
    const content = latest.current;
    if (over.current || content === saved.current || (saved.current === null && isEmpty(content))) return;
    setState('saving');
    running.current = call('saveDraft', { params: { draftId }, body: { content: { ...content } }, keepalive: leaving }).then(
      () => {
        saved.current = content;
        if (latest.current === content) { forgetHere(draftId); setState('saved'); }
        void client.invalidateQueries({ queryKey: ['drafts'], refetchType: 'none' });
      },
      () => setState('kept-here'),
    );
    await running.current;
    running.current = null;
  }, [client, draftId]);

  const change = useCallback((next: Partial<Draft>) => {
    const changed = { ...latest.current, ...next };
    latest.current = changed;
    setDraft(changed);
    keepHere(draftId, changed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), pause);
  }, [draftId, save]);

  useSaveOnLeaving(save);

  /** The community exists: nothing is left to save. */
  const finish = useCallback(async () => {
    over.current = true;
    clearTimeout(timer.current);
    forgetHere(draftId);
    // Creating throws its draft away; a save that was still under way may have brought it back.
    await running.current;
    await call('discardDraft', { params: { draftId } }).catch(() => undefined);
    await client.invalidateQueries({ queryKey: ['drafts'], refetchType: 'none' });
  }, [client, draftId]);

  return { draft, change, save, finish, state };
}
