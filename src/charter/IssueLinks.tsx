import { Button } from '@fluentui/react-components';
import { CalendarLtrRegular, DocumentRegular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, type BodyOf } from '../shared/api.ts';
import { formatCalendarDay, formatMoment } from '../shared/dates.ts';
import { HostLink } from '../shared/HostLink.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { useClock } from '../shared/use-clock.ts';
import { useCharterStyles } from './CharterPage.styles.ts';
import type { CharterLinks } from './charter-queries.ts';

const LinkPicker = lazy(() => import('./LinkPicker.tsx').then((loaded) => ({ default: loaded.LinkPicker })));

interface Props { communityId: string; issue: { id: string; title: string }; linkCount: number; links: CharterLinks | undefined; mayLink: boolean }

/** Files and activities about one key issue; those who write the charter add and take away. */
export function IssueLinks({ communityId, issue, linkCount, links, mayLink }: Props) {
  const styles = useCharterStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const client = useQueryClient();
  const notify = useNotify();
  const [picking, setPicking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const picked = useRef(false);
  useEffect(() => {
    if (picked.current && !picking) button.current?.focus();
    picked.current = picking;
  }, [picking]);
  const refresh = () => Promise.all(['charter', 'charter-links'].map((name) => client.invalidateQueries({ queryKey: [name, communityId] })));
  const relink = useMutation({ mutationFn: (linkId: string) => call('relinkToIssue', { params: { communityId, issueId: issue.id, linkId } }), onSuccess: refresh });
  const unlink = useMutation({
    mutationFn: (linkId: string) => call('unlinkFromIssue', { params: { communityId, issueId: issue.id, linkId } }),
    onSuccess: (_, linkId) => {
      notify({ text: t('charter.links.removed'), undo: () => relink.mutateAsync(linkId) });
      return refresh();
    },
  });
  const link = useMutation({
    mutationFn: (target: BodyOf<'linkToIssue'>['target']) => call('linkToIssue', { params: { communityId, issueId: issue.id }, body: { target } }),
    onSuccess: async () => { setPicking(false); await refresh(); },
  });
  const mine = links?.items.filter(({ issueId }) => issueId === issue.id) ?? [];
  const hidden = links?.hidden[issue.id] ?? 0;
  const failed = link.isError ? link : unlink.isError ? unlink : null;
  return (
    <div className={layout.stackTight}>
      {linkCount > 0 && !links && <Shapes count={1} height={20} />}
      {mine.length > 0 && (
        <ul className={layout.plainList} aria-label={t('charter.links.about', { issue: issue.title })}>
          {mine.map((each) => (
            <li key={each.id} className={styles.link}>
              <span className={styles.icon}>{each.kind === 'file' ? <DocumentRegular aria-hidden /> : <CalendarLtrRegular aria-hidden />}</span>
              <span className={styles.words}>
                <bdi><HostLink url={each.webUrl}>{each.name || t('charter.links.unnamed')}</HostLink></bdi>
                {each.startsAt && <span className={layout.quiet}>{each.allDay ? formatCalendarDay(each.startsAt.slice(0, 10), clock.locale) : formatMoment(each.startsAt, clock)}</span>}
              </span>
              {mayLink && <Button className={styles.firm} size="small" appearance="subtle" disabledFocusable={unlink.isPending} onClick={() => unlink.mutate(each.id)} aria-label={t('charter.links.removeNamed', { name: each.name })} data-print="hide">{t('common.remove')}</Button>}
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && <span className={layout.quiet}>{t('charter.links.hidden', { count: hidden })}</span>}
      {picking
        ? <Suspense fallback={<Shapes count={1} height={40} />}><LinkPicker communityId={communityId} issue={issue} pending={link.isPending} onPick={(target) => link.mutate(target)} onCancel={() => setPicking(false)} /></Suspense>
        : mayLink && <div data-print="hide"><Button ref={button} size="small" appearance="subtle" onClick={() => setPicking(true)} aria-label={t('charter.links.addNamed', { issue: issue.title })}>{t('charter.links.add')}</Button></div>}
      {failed && <ProblemMessage error={failed.error} />}
    </div>
  );
}
