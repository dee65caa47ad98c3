import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { community } from '../communities/communities-queries.ts';
import { ApiError } from '../shared/api-error.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { AboutMe } from './AboutMe.tsx';
import { Introductions } from './Introductions.tsx';
import { Invitations } from './Invitations.tsx';
import { JoinButton } from './JoinButton.tsx';
import { Matches } from './Matches.tsx';
import { Members } from './Members.tsx';
import { Pairing } from './Pairing.tsx';
import { membersAround, useChangeMembers } from './members-queries.ts';
import { Welcomes } from './Welcomes.tsx';

/** The people of a community: what one says of oneself, who offers what one seeks, and everybody, to find the person to ask. */
export function MembersPage() {
  const { communityId = '' } = useParams();
  const layout = useLayout();
  const { t } = useTranslation();
  const page = useQuery(community(communityId));
  const around = useQuery(membersAround(communityId));
  const change = useChangeMembers(communityId);
  if (page.error instanceof ApiError && [400, 403, 404].includes(page.error.status)) return <NotFound />;
  const failed = around.error ?? page.error;
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <div data-print="hide"><TextLink to={`/communities/${communityId}`}>{page.data ? t('members.back', { name: page.data.name }) : t('members.toCommunity')}</TextLink></div>
        <PageTitle title={t('members.title')} />
        <p className={layout.lead}>{t('members.lead')}</p>
        {failed && <ProblemMessage error={failed} retry={() => { void page.refetch(); void around.refetch(); }} {...(around.data && { intent: 'warning' as const })} />}
        {!around.data && !failed && <Shapes count={4} height={64} />}
        {around.data && (
          <>
            {around.data.me === null && page.data?.abilities.join && (
              <div className={layout.row}>
                <JoinButton communityId={communityId} name={page.data.name} abilities={page.data.abilities} />
                <span className={layout.text}>{t('members.joinFirst')}</span>
              </div>
            )}
            <Invitations invitations={around.data.invitations} change={change} />
            <Welcomes host={around.data.host} welcomes={around.data.welcomes} />
            {around.data.me && <AboutMe me={around.data.me} abilities={around.data.abilities} change={change} />}
            <Matches matches={around.data.matches} />
            <Members communityId={communityId} change={change} invitations={around.data.invitations} />
            <Pairing data={around.data} change={change} />
            <Introductions data={around.data} change={change} />
          </>
        )}
      </div>
    </div>
  );
}
