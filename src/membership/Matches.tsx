import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { PersonLine } from '../shared/PersonLine.tsx';
import { photosOf } from '../shared/photos.ts';
import { Section } from '../shared/Section.tsx';
import { useMembersStyles } from './Members.styles.ts';
import type { AroundData } from './members-queries.ts';

/** Who offers what the reader seeks. */
export function Matches({ matches }: Pick<AroundData, 'matches'>) {
  const styles = useMembersStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const photos = useQuery(photosOf(matches.map(({ person }) => person.id)));
  if (matches.length === 0) return null;
  return (
    <Section title={t('members.matches.title')}>
      <ul className={`${layout.plainList} ${styles.cards}`}>
        {matches.map(({ person, seek, offer }) => (
          <li key={person.id}>
            <PersonLine name={person.displayName} photo={photos.data?.[person.id]}>
              <span className={styles.lines}><bdi>{t('members.matches.offers', { offer })}</bdi><bdi>{t('members.matches.because', { seek })}</bdi></span>
            </PersonLine>
          </li>
        ))}
      </ul>
    </Section>
  );
}
