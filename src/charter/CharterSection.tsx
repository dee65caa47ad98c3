import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Charter } from '../../api/charter/charter-contract.ts';
import { Chip } from '../shared/Chip.tsx';
import { formatDay } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { Section } from '../shared/Section.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { charterParts, stateColor } from './charter-parts.ts';

const useStyles = makeStyles({
  issue: { paddingBlock: tokens.spacingVerticalXS },
  words: { overflowWrap: 'anywhere' },
});

/** What the community says of itself, on its page; the charter's own page has the rest. */
export function CharterSection({ communityId, charter, mayEdit }: { communityId: string; charter: Charter; mayEdit: boolean }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const unwritten = isUnwritten(charter);
  const at = `/communities/${communityId}/charter`;
  return (
    <Section title={t('charter.title')} aside={<span data-print="hide"><TextLink to={mayEdit && unwritten ? `${at}?write` : at}>{t(!mayEdit ? 'charter.open' : unwritten ? 'charter.write' : 'charter.openOrChange')}</TextLink></span>}>
      {unwritten ? <p className={layout.text}>{t('charter.empty')}</p> : (
        <>
          <CharterText charter={charter} />
          <Updated charter={charter} />
        </>
      )}
    </Section>
  );
}

/** Whether nobody has written anything yet. */
export const isUnwritten = (charter: Charter): boolean => charter.keyIssues.length === 0 && charterParts.every((part) => charter[part] === '');

/** When the charter was last changed, and by whom. */
export function Updated({ charter }: { charter: Charter }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  return <p className={layout.quiet}>{t('charter.updated', { day: formatDay(charter.updatedAt, clock), name: charter.updatedBy.displayName })}</p>;
}

/** The charter as it reads. */
function CharterText({ charter }: { charter: Charter }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <div className={layout.stack}>
      {charterParts.filter((part) => charter[part] !== '').map((part) => (
        <div key={part}>
          <h3 className={layout.subheading}>{t(`charter.parts.${part}`)}</h3>
          <p className={layout.text} dir="auto">{charter[part]}</p>
        </div>
      ))}
      {charter.keyIssues.length > 0 && (
        <div>
          <h3 className={layout.subheading}>{t('charter.keyIssues')}</h3>
          <ul className={layout.plainList}>
            {charter.keyIssues.map((issue) => (
              <li key={issue.id} className={mergeClasses(layout.titled, styles.issue)}>
                <bdi className={styles.words}>{issue.title}</bdi>
                <Chip firm color={stateColor[issue.state]}>{t(`charter.issueStates.${issue.state}`)}</Chip>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
