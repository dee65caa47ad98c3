import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Invitations } from '../membership/Invitations.tsx';
import { useChangeMembers } from '../membership/members-queries.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { LinkButton } from '../shared/LinkButton.tsx';
import { useNotify } from '../shared/Notices.tsx';
import { useProblemWords } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { next, usePutAway } from './next-queries.ts';
import { useNextWords } from './next-words.ts';

const useStyles = makeStyles({
  // It takes the focus when what had it is put away.
  list: { ':focus': { outline: 'none' } },
  first: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'center', justifyContent: 'space-between' },
  words: { flex: '1 1 280px', minWidth: 0, overflowWrap: 'anywhere', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  title: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold },
  more: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, overflowWrap: 'anywhere' },
});

/**
 * What waits for a member here: what they are asked, and the next useful thing to do, with some more to choose from. When
 * it cannot be told, the page says nothing of it: the rest is worth reading all the same.
 */
export function Next({ communityId }: { communityId: string }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const waiting = useQuery(next(communityId));
  const change = useChangeMembers(communityId);
  const away = usePutAway(communityId);
  const wordsOf = useNextWords();
  const notify = useNotify();
  const words = useProblemWords();
  const list = useRef<HTMLDivElement>(null);
  // As high as what comes, so that the page below does not move.
  if (waiting.isPending) return <Shapes count={1} height={120} />;
  if (!waiting.data) return null;
  const notNow = (): void => {
    const { what } = waiting.data.things[0]!;
    away.put.mutate(what, {
      onSuccess: () => {
        notify({ text: t('next.putAway'), undo: () => away.takeBack.mutateAsync(what) });
        list.current?.focus();
      },
      onError: (error) => notify({ text: words(error).detail }),
    });
  };
  const [first, ...more] = waiting.data.things.map((thing) => ({ ...wordsOf(thing), what: thing.what, to: `/communities/${communityId}/${thing.at}` }));
  return (
    <>
      <Invitations invitations={waiting.data.asked} change={change} />
      {first && (
        <div data-print="hide" ref={list} tabIndex={-1} className={styles.list}>
          <Section title={t('next.title')}>
            <div className={styles.first}>
              <div className={styles.words}>
                <span className={styles.title}>{first.title}</span>
                {first.why !== '' && <span className={layout.text}>{first.why}</span>}
              </div>
              <div className={layout.row}>
                <LinkButton to={first.to} appearance="primary">{first.action}</LinkButton>
                <Button appearance="subtle" aria-label={t('next.notNowNamed', { title: first.title })} disabledFocusable={away.put.isPending} onClick={notNow}>{t('next.notNow')}</Button>
              </div>
            </div>
            {more.length > 0 && (
              <>
                <h3 className={layout.subheading}>{t('next.or')}</h3>
                <ul className={styles.more}>
                  {more.map(({ what, title, to }) => <li key={what}><TextLink to={to}>{title}</TextLink></li>)}
                </ul>
              </>
            )}
          </Section>
        </div>
      )}
    </>
  );
}
