import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changedParts, mergeCharter, type CharterPart, type Conflict, type Issue, type Written } from '../../api/charter/charter-merge-contract.ts';
import { ApiError } from '../shared/api-error.ts';
import { call } from '../shared/api.ts';
import { forgetDraft, keepDraft, keptDraft, type Draft } from './charter-draft.ts';
import { charterParts } from './charter-parts.ts';
import { charterPage, showCharter, type CharterPageData } from './charter-queries.ts';

type Charter = CharterPageData['charter'];

const writtenOf = (charter: Charter): Written => ({
  domain: charter.domain, forWhom: charter.forWhom, practice: charter.practice, waysOfWorking: charter.waysOfWorking,
  keyIssues: charter.keyIssues.map(({ id, title, state }) => ({ id, title, state })),
});

/** As the API stores it: without blanks around texts, and without issues that nobody gave a title. */
const tidy = (text: Written): Written => ({
  ...Object.fromEntries(charterParts.map((part) => [part, text[part].trim()])) as Record<CharterPart, string>,
  keyIssues: text.keyIssues.map((issue) => ({ ...issue, title: issue.title.trim() })).filter(({ title }) => title !== ''),
});

/** A conflict by name: a part, or an issue's id. */
export const nameOf = (conflict: Conflict): string => (conflict.part === 'keyIssue' ? conflict.id : conflict.part);

interface Options { communityId: string; personId: string; charter: Charter; onSaved: (result: { saved: Charter; together: boolean }) => void }

/**
 * Writing a charter: what is typed is kept in this browser until it is saved, and when somebody else
 * saved meanwhile, both come together by the rules of `mergeCharter`; what both changed stays as it was
 * typed and is to be decided before the next save.
 */
export function useCharterEdit({ communityId, personId, charter, onSaved }: Options) {
  const client = useQueryClient();
  const fresh = (): Draft => ({ base: { ...writtenOf(charter), version: charter.version }, text: writtenOf(charter), conflicts: [], at: '' });
  const [kept] = useState(() => keptDraft(communityId, personId));
  const [draft, setDraft] = useState<Draft>(() => kept ?? fresh());
  /** Who wrote the other version, once there is one. */
  const [other, setOther] = useState('');

  const put = (next: Omit<Draft, 'at'>): void => {
    const dated = { ...next, at: new Date().toISOString() };
    setDraft(dated);
    if (changedParts(next.base, next.text).length === 0 && next.conflicts.length === 0) forgetDraft(communityId, personId);
    else keepDraft(communityId, personId, dated);
  };
  const change = (text: Partial<Written>): void => put({ ...draft, text: { ...draft.text, ...text } });

  const save = useMutation({
    mutationFn: async () => {
      let { base, text } = { base: draft.base, text: tidy(draft.text) };
      for (;;) {
        try {
          const { keyIssues, ...parts } = text;
          const saved = await call('editCharter', { params: { communityId }, body: { ...parts, keyIssues: [...keyIssues], basedOnVersion: base.version } });
          return { saved, together: saved.version > draft.base.version + 1 };
        } catch (error) {
          if (!(error instanceof ApiError) || error.code !== 'charter-changed') throw error;
          const { charter: theirs } = await client.fetchQuery({ ...charterPage(communityId), staleTime: 0 });
          void client.invalidateQueries({ queryKey: ['charter-versions', communityId] });
          const merged = mergeCharter(base, text, writtenOf(theirs));
          base = { ...writtenOf(theirs), version: theirs.version };
          text = merged.text;
          if (merged.conflicts.length === 0) continue;
          setOther(theirs.updatedBy.displayName);
          put({ base, text: withMine(merged.text, merged.conflicts), conflicts: merged.conflicts });
          return null;
        }
      }
    },
    onSuccess: (result) => {
      if (!result) return;
      forgetDraft(communityId, personId);
      void showCharter(client, communityId, result.saved);
      onSaved(result);
    },
  });

  return {
    draft, change, save, other,
    /** When what stands here was typed, if that was before this page was opened. */
    keptSince: kept?.at ?? null,
    /** Takes mine, theirs, or of a text both, one below the other; what is taken can still be changed. */
    decide(conflict: Conflict, choice: 'mine' | 'theirs' | 'both'): void {
      const conflicts = draft.conflicts.filter((each) => nameOf(each) !== nameOf(conflict));
      if (conflict.part === 'keyIssue') return put({ ...draft, conflicts, text: { ...draft.text, keyIssues: withIssue(draft.text.keyIssues, conflict.id, choice === 'theirs' ? conflict.theirs : conflict.mine) } });
      const value = choice === 'both' ? `${conflict.mine}\n\n${conflict.theirs}` : conflict[choice];
      put({ ...draft, conflicts, text: { ...draft.text, [conflict.part]: value } });
    },
    throwAway(): () => void {
      const thrown = draft;
      forgetDraft(communityId, personId);
      setDraft(fresh());
      return () => { keepDraft(communityId, personId, thrown); setDraft(thrown); };
    },
  };
}

/** A merged text with what was typed here where both changed the same. */
function withMine(text: Written, conflicts: readonly Conflict[]): Written {
  return conflicts.reduce((made, conflict) => (conflict.part === 'keyIssue' ? { ...made, keyIssues: withIssue(made.keyIssues, conflict.id, conflict.mine) } : { ...made, [conflict.part]: conflict.mine }), text);
}

function withIssue(issues: readonly Issue[], id: string, issue: Issue | null): readonly Issue[] {
  if (issue === null) return issues.filter((each) => each.id !== id);
  return issues.some((each) => each.id === id) ? issues.map((each) => (each.id === id ? issue : each)) : [...issues, issue];
}
