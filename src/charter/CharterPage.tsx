import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { ApiError } from '../shared/api-error.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useMe } from '../shared/session.ts';
import { ShareLink } from '../shared/ShareLink.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useCharterStyles } from './CharterPage.styles.ts';
import { charterParts } from './charter-parts.ts';
import { charterPage, type CharterPageData } from './charter-queries.ts';
import { isUnwritten, Updated } from './CharterSection.tsx';
import { CharterVersions } from './CharterVersions.tsx';
import { IssueList } from './IssueList.tsx';
import { hasDraft } from './charter-draft.ts';

const CharterEditor = lazy(() => import('./CharterEditor.tsx').then((loaded) => ({ default: loaded.CharterEditor })));

/** The charter of a community: what it says of itself, its key issues with who cares about them, and how it came to be. */
export function CharterPage() {
  const { communityId = '' } = useParams();
  const layout = useLayout();
  const { t } = useTranslation();
  const page = useQuery(charterPage(communityId));
  if (page.error instanceof ApiError && [400, 403, 404].includes(page.error.status)) return <NotFound />;
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <div className={layout.spread} data-print="hide">
          <TextLink to={`/communities/${communityId}`}>{page.data ? t('charter.page.back', { name: page.data.name }) : t('charter.page.toCommunity')}</TextLink>
          {page.data && <ShareLink subPage={`communities/${communityId}/charter`} label={t('charter.of', { name: page.data.name })} />}
        </div>
        <PageTitle title={t('charter.title')} />
        {page.isError && <ProblemMessage error={page.error} retry={() => void page.refetch()} {...(page.data && { intent: 'warning' as const })} />}
        {page.isPending && <Shapes count={4} height={64} />}
        {page.data && <Charter communityId={communityId} page={page.data} />}
      </div>
    </div>
  );
}

function Charter({ communityId, page }: { communityId: string; page: CharterPageData }) {
  const styles = useCharterStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { data: me } = useMe();
  const [search, setSearch] = useSearchParams();
  const [writing, setWriting] = useState(search.has('write'));
  const button = useRef<HTMLButtonElement>(null);
  const wrote = useRef(false);
  const editing = writing && page.abilities.edit && me !== undefined;
  useEffect(() => {
    if (wrote.current && !editing) button.current?.focus();
    wrote.current = editing;
  }, [editing]);
  const close = (): void => {
    setWriting(false);
    if (search.has('write')) setSearch({}, { replace: true });
  };
  const begun = page.abilities.edit && !editing && me !== undefined && hasDraft(communityId, me.person.id);
  return (
    <>
      <p className={layout.lead}>{t('charter.page.lead', { name: page.name })}</p>
      {!editing && page.next && <Next page={page} next={page.next} onWrite={() => setWriting(true)} />}
      <div className={styles.columns}>
        <div className={layout.stack}>
          {editing
            ? <Section title={t('charter.editing')}><Suspense fallback={<Shapes count={4} height={64} />}><CharterEditor communityId={communityId} page={page} personId={me.person.id} onClose={close} /></Suspense></Section>
            : (
              <>
                <Section
                  title={t('charter.page.says')}
                  aside={page.abilities.edit && <Button ref={button} onClick={() => setWriting(true)} data-print="hide">{t(begun ? 'charter.goOn' : 'charter.edit')}</Button>}
                >
                  <Parts page={page} />
                  {!isUnwritten(page.charter) && <Updated charter={page.charter} />}
                  {page.whyNotEdit && <p className={layout.quiet}>{page.whyNotEdit.detail} {page.whyNotEdit.remedy}</p>}
                </Section>
                <Section title={t('charter.keyIssues')}><IssueList communityId={communityId} page={page} /></Section>
              </>
            )}
        </div>
        <CharterVersions communityId={communityId} page={page} mayRestore={page.abilities.edit && !editing} />
      </div>
    </>
  );
}

/** Each part; where one is empty, the template's question stands for those who may answer it. */
function Parts({ page }: { page: CharterPageData }) {
  const styles = useCharterStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { charter, abilities } = page;
  const shown = charterParts.filter((part) => charter[part] !== '' || abilities.edit);
  if (shown.length === 0) return <p className={layout.text}>{t('charter.empty')}</p>;
  return shown.map((part) => (
    <div key={part}>
      <h3 className={layout.subheading}>{t(`charter.parts.${part}`)}</h3>
      {charter[part] !== ''
        ? <p className={layout.text} dir="auto">{charter[part]}</p>
        : <p className={`${layout.quiet} ${styles.prompt}`}>{page.prompts?.[part] ?? t(`charter.hints.${part}`)}</p>}
    </div>
  ));
}

/** One useful thing to do, for those who write the charter. */
function Next({ page, next, onWrite }: { page: CharterPageData; next: NonNullable<CharterPageData['next']>; onWrite: () => void }) {
  const { t } = useTranslation();
  const issue = page.charter.keyIssues.find(({ id }) => id === next.issueId);
  return (
    <MessageBar intent="info" layout="multiline" data-print="hide">
      <MessageBarBody>
        <MessageBarTitle>{t(`charter.next.${next.what}.title`, { issue: issue?.title })}</MessageBarTitle>
        {t(`charter.next.${next.what}.why`)}
      </MessageBarBody>
      <MessageBarActions>
        {issue
          ? <Button onClick={() => document.getElementById(`issue-${issue.id}`)?.focus()}>{t('charter.next.toIssue')}</Button>
          : <Button onClick={onWrite}>{t('charter.next.write')}</Button>}
      </MessageBarActions>
    </MessageBar>
  );
}
