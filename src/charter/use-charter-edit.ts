import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
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

interface Options { communityId: string; personId: string; charter: Charter; onSaved: (result: { together: boolean; /** Something was typed while it was being saved, and is not. */ more: boolean }) => void }

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
  const latest = useRef(draft);
  useEffect(() => { latest.current = draft; }, [draft]);
  /** Who wrote the other version, once there is one. */
  const [other, setOther] = useState('');

  const put = (next: Omit<Draft, 'at'>): void => {
    const dated = { ...next, at: new Date().toISOString() };
    setDraft(dated);
    if (changedParts(next.base, next.text).length === 0 && next.conflicts.length === 0) forgetDraft(communityId, personId);
    else keepDraft(communityId, personId, dated);
  };
  /** What is typed by now, which may be more than was sent, comes together with another version. */
  const putTogether = (base: Written, theirs: Charter): void => {
    const { text, conflicts } = mergeCharter(base, tidy(latest.current.text), writtenOf(theirs));
    put({ base: { ...writtenOf(theirs), version: theirs.version }, text: withMine(text, conflicts), conflicts });
  };
  const change = (text: Partial<Written>): void => put({ ...draft, text: { ...draft.text, ...text } });

  const save = useMutation({
    mutationFn: async () => {
      const sent = draft.text;
      let { base, text } = { base: draft.base, text: tidy(sent) };
      for (;;) {
        try {
          const { keyIssues, ...parts } = text;
          const saved = await call('editCharter', { params: { communityId }, body: { ...parts, keyIssues: [...keyIssues], basedOnVersion: base.version } });
          return { saved, sent, together: saved.version > draft.base.version + 1 };
        } catch (error) {
          if (!(error instanceof ApiError) || error.code !== 'charter-changed') throw error;
          const { charter: theirs } = await client.fetchQuery({ ...charterPage(communityId), staleTime: 0 });
          void client.invalidateQueries({ queryKey: ['charter-versions', communityId] });
          const merged = mergeCharter(base, text, writtenOf(theirs));
          const before = base;
          base = { ...writtenOf(theirs), version: theirs.version };
          text = merged.text;
          if (merged.conflicts.length === 0) continue;
          // After several versions it need not have been the last who wrote.
          setOther(theirs.version === before.version + 1 ? theirs.updatedBy.displayName : '');
          putTogether(before, theirs);
          return null;
        }
      }
    },
    onSuccess: (result) => {
      if (!result) return;
      void showCharter(client, communityId, result.saved);
      const more = latest.current.text !== result.sent;
      if (more) putTogether(tidy(result.sent), result.saved);
      else forgetDraft(communityId, personId);
      onSaved({ ...result, more });
    },
  });

  return {
    draft, change, save, other,
    /** When what stands here was typed, if that was before this page was opened. */
    keptSince: kept?.at ?? null,
    /** What is to be decided; mine is what stands in the form now, for it may be typed on while one decides. */
    conflicts: draft.conflicts.map((conflict): Conflict => (conflict.part === 'keyIssue'
      ? { ...conflict, mine: draft.text.keyIssues.find(({ id }) => id === conflict.id) ?? null } : { ...conflict, mine: draft.text[conflict.part] })),
    /** Takes mine, theirs, or of a text both, one below the other; what is taken can still be changed. @returns the way back */
    decide(conflict: Conflict, choice: 'mine' | 'theirs' | 'both'): () => void {
      const conflicts = draft.conflicts.filter((each) => nameOf(each) !== nameOf(conflict));
      if (conflict.part === 'keyIssue') put({ ...draft, conflicts, text: { ...draft.text, keyIssues: withIssue(draft.text.keyIssues, conflict.id, choice === 'theirs' ? conflict.theirs : conflict.mine) } });
      else put({ ...draft, conflicts, text: { ...draft.text, [conflict.part]: choice === 'both' ? `${conflict.mine}\n\n${conflict.theirs}` : conflict[choice] } });
      // What was typed elsewhere since then stays.
      return () => {
        const { text, ...rest } = latest.current;
        const undecided = draft.conflicts.filter((each) => nameOf(each) === nameOf(conflict));
        put({ ...rest, conflicts: [...undecided, ...rest.conflicts], text: conflict.part === 'keyIssue' ? { ...text, keyIssues: withIssue(text.keyIssues, conflict.id, conflict.mine) } : { ...text, [conflict.part]: conflict.mine } });
      };
    },
    /** @returns the way back */
    throwAway(): () => void {
      forgetDraft(communityId, personId);
      setDraft(fresh());
      return () => { keepDraft(communityId, personId, draft); setDraft(draft); };
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
