import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { diffWordsWithSpace } from 'diff';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { changedParts } from '../../api/charter/charter-merge-contract.ts';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { charterParts } from './charter-parts.ts';
import { charterVersion, type CharterPageData } from './charter-queries.ts';

type Charter = CharterPageData['charter'];

const useStyles = makeStyles({
  words: { margin: 0, whiteSpace: 'pre-line', overflowWrap: 'anywhere', lineHeight: tokens.lineHeightBase400 },
  // Told apart by line as well as by colour, which high contrast does not have.
  added: { backgroundColor: tokens.colorStatusSuccessBackground2, color: tokens.colorNeutralForeground1, textDecorationLine: 'underline', ':global(html[data-theme="contrast"])': { backgroundColor: 'transparent' } },
  removed: { backgroundColor: tokens.colorStatusDangerBackground2, color: tokens.colorNeutralForeground1, textDecorationLine: 'line-through', ':global(html[data-theme="contrast"])': { backgroundColor: 'transparent' } },
  gap: { marginInlineStart: '3px' },
  issue: { paddingBlock: tokens.spacingVerticalXS },
});

/** How one version of the charter became another, word by word. */
export function CharterComparison({ communityId, from, to }: { communityId: string; from: number; to: number }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const [before, after] = [useQuery(charterVersion(communityId, from)), useQuery(charterVersion(communityId, to))];
  const failed = before.error ?? after.error;
  if (failed) return <ProblemMessage error={failed} retry={() => { void before.refetch(); void after.refetch(); }} />;
  if (!before.data || !after.data) return <Shapes count={3} height={64} />;
  const changed = changedParts(before.data, after.data);
  if (changed.length === 0) return <p className={layout.text}>{t('charter.versions.same')}</p>;
  return (
    <div className={layout.stack}>
      {charterParts.filter((part) => changed.includes(part)).map((part) => (
        <div key={part}>
          <h3 className={layout.subheading}>{t(`charter.parts.${part}`)}</h3>
          <Words before={before.data[part]} after={after.data[part]} />
        </div>
      ))}
      {changed.includes('keyIssues') && (
        <div>
          <h3 className={layout.subheading}>{t('charter.keyIssues')}</h3>
          <Issues before={before.data} after={after.data} />
        </div>
      )}
    </div>
  );
}

function Words({ before, after }: { before: string; after: string }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useHost();
  // Words as the reader's language has them: not every language puts blanks between them.
  const parts = useMemo(() => diffWordsWithSpace(before, after, { intlSegmenter: new Intl.Segmenter(locale, { granularity: 'word' }) }), [before, after, locale]);
  return (
    <p className={styles.words} dir="auto">
      {parts.map((part, index) => (part.added
        ? <ins key={index} className={mergeClasses(styles.added, parts[index - 1]?.removed && styles.gap)}><span className={layout.unseen}>{t('charter.versions.added')} </span>{part.value}</ins>
        : part.removed
          ? <del key={index} className={styles.removed}><span className={layout.unseen}>{t('charter.versions.removed')} </span>{part.value}</del>
          : <span key={index}>{part.value}</span>))}
    </p>
  );
}

function Issues({ before, after }: { before: Charter; after: Charter }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const [earlier, later] = [before, after].map(({ keyIssues }) => new Map(keyIssues.map((issue) => [issue.id, issue]))) as [Map<string, Charter['keyIssues'][number]>, Map<string, Charter['keyIssues'][number]>];
  const ids = [...new Set([...later.keys(), ...earlier.keys()])].filter((id) => earlier.get(id)?.title !== later.get(id)?.title || earlier.get(id)?.state !== later.get(id)?.state);
  return (
    <ul className={layout.plainList}>
      {ids.map((id) => {
        const [was, is] = [earlier.get(id), later.get(id)];
        return (
          <li key={id} className={styles.issue}>
            <Words before={was?.title ?? ''} after={is?.title ?? ''} />
            {was && is && was.state !== is.state && <span className={layout.quiet}>{t('charter.versions.state', { before: t(`charter.issueStates.${was.state}`), after: t(`charter.issueStates.${is.state}`) })}</span>}
          </li>
        );
      })}
    </ul>
  );
}
