import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Charter } from '../../api/charter/charter-contract.ts';
import { Chip } from '../shared/Chip.tsx';
import { formatDay } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { useClock } from '../shared/use-clock.ts';
import { charterParts } from './charter-parts.ts';

const CharterEditor = lazy(() => import('./CharterEditor.tsx').then((loaded) => ({ default: loaded.CharterEditor })));

const useStyles = makeStyles({
  issue: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'baseline', justifyContent: 'space-between', paddingBlock: tokens.spacingVerticalXS },
});

const stateColor = { open: 'warning', 'being-worked-on': 'brand', settled: 'success' } as const;

/** What the community says of itself; editable by those the server lets. */
export function CharterSection({ communityId, charter, mayEdit }: { communityId: string; charter: Charter; mayEdit: boolean }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);
  const edited = useRef(false);
  useEffect(() => {
    if (edited.current && !editing) editButton.current?.focus();
    edited.current = editing;
  }, [editing]);
  return (
    <Section
      title={t('charter.title')}
      aside={mayEdit && !editing && <Button ref={editButton} size="small" onClick={() => setEditing(true)} data-print="hide">{t('charter.edit')}</Button>}
    >
      {editing
        ? <Suspense fallback={<Shapes count={4} height={64} />}><CharterEditor communityId={communityId} charter={charter} onClose={() => setEditing(false)} /></Suspense>
        : <CharterText charter={charter} />}
      {!editing && !isUnwritten(charter) && <Updated charter={charter} className={layout.quiet} />}
    </Section>
  );
}

type Words = Pick<Charter, 'domain' | 'forWhom' | 'practice' | 'waysOfWorking' | 'keyIssues'>;
const isUnwritten = (charter: Words): boolean => charter.keyIssues.length === 0 && charterParts.every((part) => charter[part].trim() === '');

function Updated({ charter, className }: { charter: Charter; className: string }) {
  const { t } = useTranslation();
  const clock = useClock();
  return <p className={className}>{t('charter.updated', { day: formatDay(charter.updatedAt, clock), name: charter.updatedBy.displayName })}</p>;
}

/** The charter as it reads; also shows the other version when two people changed it. */
export function CharterText({ charter }: { charter: Words }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const written = charterParts.filter((part) => charter[part].trim() !== '');
  if (isUnwritten(charter)) return <p className={layout.text}>{t('charter.empty')}</p>;
  return (
    <div className={layout.stack}>
      {written.map((part) => (
        <div key={part}>
          <h3 className={layout.subheading}>{t(`charter.parts.${part}`)}</h3>
          <p className={layout.text}>{charter[part]}</p>
        </div>
      ))}
      {charter.keyIssues.length > 0 && (
        <div>
          <h3 className={layout.subheading}>{t('charter.keyIssues')}</h3>
          <ul className={layout.plainList}>
            {charter.keyIssues.map((issue, index) => (
              <li key={issue.id ?? index} className={styles.issue}>
                <span>{issue.title}</span>
                <Chip firm color={stateColor[issue.state]}>{t(`charter.issueStates.${issue.state}`)}</Chip>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
