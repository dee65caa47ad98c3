import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { Section } from '../shared/Section.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useMembersStyles } from './Members.styles.ts';

/** For programme leads: communities that nobody coordinates any more. What they can do is speak with people; nobody is assigned. */
export function VacantCommunities() {
  const styles = useMembersStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['vacant'], queryFn: ({ signal }) => call('listVacantCommunities', { signal }) });
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={t('vacant.list')}>
      <p className={layout.text}>{t('vacant.speak')}</p>
      <ul className={layout.plainList}>
        {data.items.map((each) => (
          <li key={each.id} className={styles.ask}>
            <span className={styles.askWords}><TextLink to={`/communities/${each.id}/members`}>{each.name}</TextLink></span>
            <span className={layout.quiet}>{t('communities.members', { count: each.memberCount })} · {t(each.hasCoreGroup ? 'vacant.coreAsked' : 'vacant.noCore')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
