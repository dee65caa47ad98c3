import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation, useNavigate, useParams } from 'react-router';
import { drafts } from '../../communities/communities-queries.ts';
import { useLayout } from '../../shared/layout.styles.ts';
import { keptHere } from '../../shared/kept-here.ts';
import { LinkButton } from '../../shared/LinkButton.tsx';
import { useNotify } from '../../shared/Notices.tsx';
import { PageTitle } from '../../shared/PageTitle.tsx';
import { ProblemMessage } from '../../shared/ProblemMessage.tsx';
import { PageShapes } from '../PageShapes.tsx';
import { CreateWizard } from './CreateWizard.tsx';
import { emptyDraft, readDraft } from './draft.ts';

/** Starts a community, or goes on where a draft was left. The draft's id stands in the address. */
export function CreatePage() {
  const { draftId } = useParams();
  const { state } = useLocation();
  if (draftId === undefined) return <Navigate to={`/create/${crypto.randomUUID()}`} replace state={{ fresh: true }} />;
  return <Resume key={draftId} draftId={draftId} fresh={(state as { fresh?: boolean } | null)?.fresh === true} />;
}

function Resume({ draftId, fresh }: { draftId: string; fresh: boolean }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const notify = useNotify();
  const stored = useQuery({ ...drafts, refetchOnWindowFocus: false, refetchOnMount: 'always' });
  const kept = keptHere(draftId);
  const known = stored.data?.items.find(({ id }) => id === draftId);

  const waiting = !fresh && kept === null && (stored.isPending || (known === undefined && stored.isFetching));
  const gone = !fresh && !waiting && !known && kept === null && stored.isSuccess;
  useEffect(() => { if (gone) document.title = t('create.title'); }, [gone, t]);

  if (waiting) return <PageShapes />;
  if (gone) {
    return (
      <div className={layout.page}>
        <div className={layout.stack}>
          <PageTitle title={t('create.title')} />
          <p className={layout.lead}>{t('create.noDraft')}</p>
          <div><LinkButton to="/create" appearance="primary">{t('create.title')}</LinkButton></div>
        </div>
      </div>
    );
  }
  if (!fresh && kept === null && !known) return <div className={layout.page}><ProblemMessage error={stored.error} retry={() => void stored.refetch()} /></div>;
  // What this browser keeps is newer than what the server has: it is removed once the server has it.
  const content = kept ?? known?.content;
  return (
    <CreateWizard
      draftId={draftId}
      initial={content ? readDraft(content) : emptyDraft}
      stored={kept === null && known !== undefined}
      onCreated={({ id, name }) => {
        notify({ text: t('create.created', { name }) });
        void navigate(`/communities/${id}`, { replace: true });
      }}
    />
  );
}
