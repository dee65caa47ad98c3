import { Button, ToggleButton } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { call } from '../shared/api.ts';
import { Chip } from '../shared/Chip.tsx';
import { formatDay } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { useClock } from '../shared/use-clock.ts';
import { Stewardship } from '../stewardship/Stewardship.tsx';
import { useCharterStyles } from './CharterPage.styles.ts';
import { issueStates, stateColor } from './charter-parts.ts';
import { issueLinks, type CharterLinks, type CharterPageData } from './charter-queries.ts';
import { IssueLinks } from './IssueLinks.tsx';

const shownAtFirst = 6;

type Issue = CharterPageData['charter']['keyIssues'][number];

/** The community's key issues, those that are open first: who cares about each, and what is there about it. */
export function IssueList({ communityId, page }: { communityId: string; page: CharterPageData }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const links = useQuery(issueLinks(communityId, page.issues.some(({ linkCount }) => linkCount > 0)));
  const [search] = useSearchParams();
  const ledTo = search.get('issue');
  const [all, setAll] = useState(page.charter.keyIssues.some(({ id, state }) => id === ledTo && state === 'settled'));
  useEffect(() => document.getElementById(`issue-${ledTo}`)?.focus(), [ledTo]);
  const issues = issueStates.flatMap((state) => page.charter.keyIssues.filter((issue) => issue.state === state));
  // What is settled gathers over the years; it is a press away.
  const settled = issues.length > shownAtFirst ? issues.filter(({ state }) => state === 'settled') : [];
  const shown = all ? issues : issues.filter((issue) => !settled.includes(issue));
  if (issues.length === 0) return <p className={layout.text}>{t(page.abilities.edit ? 'charter.issues.noneYet' : 'charter.issues.none')}</p>;
  return (
    <>
      {!page.abilities.care && page.whyNotEdit && <p className={layout.quiet}>{t('charter.issues.joinToCare')}</p>}
      {links.isError && <ProblemMessage error={links.error} retry={() => void links.refetch()} intent="warning" />}
      {links.data?.trouble && <p className={layout.quiet}>{t('charter.links.trouble', { detail: links.data.trouble.detail })}</p>}
      <ul className={layout.plainList}>
        {shown.map((issue) => <IssueItem key={issue.id} communityId={communityId} page={page} issue={issue} links={links.data} />)}
      </ul>
      {settled.length > 0 && <div data-print="hide"><Button appearance="subtle" aria-expanded={all} onClick={() => setAll(!all)}>{all ? t('common.showLess') : t('charter.issues.showSettled', { count: settled.length })}</Button></div>}
    </>
  );
}

function IssueItem({ communityId, page, issue, links }: { communityId: string; page: CharterPageData; issue: Issue; links: CharterLinks | undefined }) {
  const styles = useCharterStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const facts = page.issues.find(({ issueId }) => issueId === issue.id);
  return (
    <li className={styles.issue}>
      <div className={layout.titled}>
        <h3 id={`issue-${issue.id}`} tabIndex={-1} className={styles.title} dir="auto">{issue.title}</h3>
        <Chip firm color={stateColor[issue.state]}>{t(`charter.issueStates.${issue.state}`)}</Chip>
      </div>
      <span className={layout.quiet}>{t(`charter.since.${issue.state}`, { day: formatDay(issue.since, clock) })}</span>
      {facts && <Caring communityId={communityId} issue={issue} facts={facts} mayCare={page.abilities.care} />}
      {facts && <Stewardship communityId={communityId} thing={{ kind: 'issue', id: issue.id }} title={issue.title} lookedAfter={facts.lookedAfter} level={4} />}
      {facts && <IssueLinks communityId={communityId} issue={issue} linkCount={facts.linkCount} links={links} mayLink={page.abilities.edit} />}
    </li>
  );
}

/** Who cares, each said by themselves; members add or take away their own name. */
function Caring({ communityId, issue, facts, mayCare }: { communityId: string; issue: Issue; facts: CharterPageData['issues'][number]; mayCare: boolean }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useMutation({
    mutationFn: (cares: boolean) => call(cares ? 'careAboutIssue' : 'stopCaring', { params: { communityId, issueId: issue.id } }),
    onSuccess: (said) => {
      client.setQueryData<CharterPageData>(['charter', communityId], (page) => page && { ...page, issues: page.issues.map((each) => (each.issueId === said.issueId ? { ...each, ...said } : each)) });
      void client.invalidateQueries({ queryKey: ['charter', communityId] });
    },
  });
  const names = facts.caring.map(({ displayName }) => displayName).filter(Boolean);
  const more = facts.caringCount - names.length;
  return (
    <>
      <div className={layout.row}>
        {mayCare && (
          <ToggleButton size="small" checked={facts.iCare} disabledFocusable={say.isPending} onClick={() => say.mutate(!facts.iCare)} data-print="hide">
            {t(facts.iCare ? 'charter.issues.iCare' : 'charter.issues.care')}<span className={layout.unseen}>{`: ${issue.title}`}</span>
          </ToggleButton>
        )}
        <span className={layout.quiet} aria-live="polite">
          {facts.caringCount === 0 ? t('charter.issues.nobody') : names.length === 0 ? t('charter.issues.number', { count: more }) : t('charter.issues.who', { names: names.join(', '), count: more, context: more > 0 ? 'more' : undefined })}
        </span>
      </div>
      {say.isError && <ProblemMessage error={say.error} retry={() => say.mutate(!facts.iCare)} />}
    </>
  );
}

