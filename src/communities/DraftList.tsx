import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type ResponseOf } from '../shared/api.ts';
import { formatAgo } from '../shared/dates.ts';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { drafts } from './communities-queries.ts';

const useStyles = makeStyles({
  item: {
    display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':last-child': { borderBottom: 'none' },
  },
});

type Draft = ResponseOf<'listDrafts'>['items'][number];

/** Communities someone began to create and left: go on, or throw away. What was thrown away stays here, to be taken back, until the page is left. */
export function DraftList() {
  const layout = useLayout();
  const { t } = useTranslation();
  const { data } = useQuery(drafts);
  const client = useQueryClient();
  const [gone, setGone] = useState<Draft[]>([]);
  const refresh = () => client.invalidateQueries({ queryKey: drafts.queryKey });
  const discard = useMutation({
    mutationFn: (draft: Draft) => call('discardDraft', { params: { draftId: draft.id } }),
    onSuccess: async (_, draft) => {
      setGone((before) => [...before, draft]);
      await refresh();
    },
  });
  const takeBack = useMutation({
    mutationFn: (draft: Draft) => call('saveDraft', { params: { draftId: draft.id }, body: { content: draft.content } }),
    onSuccess: async (_, draft) => {
      await refresh();
      setGone((before) => before.filter(({ id }) => id !== draft.id));
    },
  });
  const isGone = ({ id }: Draft): boolean => gone.some((one) => one.id === id);
  const kept = (data?.items ?? []).filter((draft) => !isGone(draft));
  const shown = [...kept, ...gone].toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt));
  if (shown.length === 0) return null;
  const failed = discard.isError ? discard : takeBack.isError ? takeBack : null;
  return (
    <section aria-labelledby="drafts" className={layout.panel}>
      <h2 id="drafts" tabIndex={-1} className={layout.heading}>{t('drafts.title')}</h2>
      {failed && <ProblemMessage error={failed.error} />}
      <ul className={layout.plainList}>
        {shown.map((draft) => (
          <DraftLine
            key={draft.id} draft={draft} gone={isGone(draft)} busy={discard.isPending || takeBack.isPending}
            onPress={() => (isGone(draft) ? takeBack : discard).mutate(draft)}
          />
        ))}
      </ul>
    </section>
  );
}

/** One button throws away and takes back: the focus stays on it. */
function DraftLine({ draft, gone, busy, onPress }: { draft: Draft; gone: boolean; busy: boolean; onPress: () => void }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useHost();
  const typed = draft.content['name'];
  const name = typeof typed === 'string' && typed.trim() ? typed : t('drafts.unnamed');
  return (
    <li className={styles.item}>
      <span>
        {gone ? name : <TextLink to={`/create/${draft.id}`}>{name}</TextLink>}{' '}
        {!gone && <span className={layout.quiet}>{t('drafts.left', { ago: formatAgo(draft.updatedAt, Date.now(), locale) })}</span>}
        <span role="status" className={layout.quiet}>{gone && t('drafts.discarded')}</span>
      </span>
      <Button size="small" appearance={gone ? 'secondary' : 'subtle'} disabledFocusable={busy} onClick={onPress} aria-label={t(gone ? 'drafts.takeBackNamed' : 'drafts.discardNamed', { name })}>
        {t(gone ? 'common.undo' : 'drafts.discard')}
      </Button>
    </li>
  );
}
