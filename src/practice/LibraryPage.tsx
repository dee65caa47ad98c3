import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { useVisit } from '../communities/use-visit.ts';
import { ApiError } from '../shared/api-error.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { Library } from './Library.tsx';
import { library, practiceTexts } from './practice-queries.ts';

/** What a community knows how to do: its practice items, what is useful to do with them next, and what could be added. */
export function LibraryPage() {
  const { communityId = '' } = useParams();
  const layout = useLayout();
  const { t } = useTranslation();
  const { page, fresh } = useVisit(communityId);
  // What the visit shows of new files is proposed here: so it comes first.
  const around = useQuery({ ...library(communityId), enabled: page.data !== undefined && !fresh.isLoading });
  useQuery({ ...practiceTexts(communityId), enabled: around.data?.textsWait === true });
  if (page.error instanceof ApiError && [400, 403, 404].includes(page.error.status)) return <NotFound />;
  const failed = around.error ?? page.error;
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <div className={layout.spread}>
          <TextLink to={`/communities/${communityId}`}>{page.data ? t('practice.page.back', { name: page.data.name }) : t('practice.page.toCommunity')}</TextLink>
          <TextLink to="/practice">{t('practice.page.search')}</TextLink>
        </div>
        <PageTitle title={t('practice.page.title')} />
        <p className={layout.lead}>{t('practice.page.lead')}</p>
        {failed && <ProblemMessage error={failed} retry={() => { void page.refetch(); void around.refetch(); }} />}
        {!around.data && !failed && <Shapes count={4} height={64} />}
        {around.data && <Library communityId={communityId} data={around.data} />}
      </div>
    </div>
  );
}
