import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { formatAgo } from '../shared/dates.ts';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { drafts } from './communities-queries.ts';

const useStyles = makeStyles({
  item: {
    display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':last-child': { borderBottom: 'none' },
  },
});

/** Communities someone began to create and left: go on, or throw away (with a way back). */
export function DraftList() {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useHost();
  const { data } = useQuery(drafts);
  const client = useQueryClient();
  const notify = useNotify();
  const refresh = () => client.invalidateQueries({ queryKey: drafts.queryKey });
  const discard = useMutation({
    mutationFn: (draft: { id: string; content: Record<string, unknown> }) => call('discardDraft', { params: { draftId: draft.id } }),
    onSuccess: async (_, draft) => {
      await refresh();
      const undo = async (): Promise<void> => {
        await call('saveDraft', { params: { draftId: draft.id }, body: { content: draft.content } });
        await refresh();
      };
      notify({ text: t('drafts.discarded'), undo: () => void undo() });
    },
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-labelledby="drafts" className={layout.panel}>
      <h2 id="drafts" className={layout.heading}>{t('drafts.title')}</h2>
      {discard.isError && <ProblemMessage error={discard.error} />}
      <ul className={layout.plainList}>
        {data.items.map((draft) => {
          const name = typeof draft.content['name'] === 'string' && draft.content['name'].trim() ? draft.content['name'] : t('drafts.unnamed');
          return (
            <li key={draft.id} className={styles.item}>
              <span>
                <TextLink to={`/create/${draft.id}`}>{name}</TextLink>
                <span className={layout.quiet}> {t('drafts.left', { ago: formatAgo(draft.updatedAt, Date.now(), locale) })}</span>
              </span>
              <Button size="small" appearance="subtle" onClick={() => discard.mutate(draft)} aria-label={t('drafts.discardNamed', { name })}>{t('drafts.discard')}</Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
