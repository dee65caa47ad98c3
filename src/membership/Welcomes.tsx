import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { HostLink } from '../shared/HostLink.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { PersonLine } from '../shared/PersonLine.tsx';
import { photosOf } from '../shared/photos.ts';
import { Section } from '../shared/Section.tsx';
import { useMembersStyles } from './Members.styles.ts';
import type { AroundData } from './members-queries.ts';

/** Who welcomes the reader, and whom the reader welcomes, each with the way to write to them. */
export function Welcomes({ host, welcomes }: Pick<AroundData, 'host' | 'welcomes'>) {
  const styles = useMembersStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const photos = useQuery(photosOf([...(host ? [host] : []), ...welcomes.map(({ person }) => person)].map(({ id }) => id)));
  return (
    <>
      {host && (
        <Section title={t('members.welcome.title')}>
          <PersonLine name={host.displayName} photo={photos.data?.[host.id]}>{t('members.welcome.ask')}</PersonLine>
          <div><HostLink url={host.chatUrl}>{t('members.write', { name: host.displayName })}</HostLink></div>
        </Section>
      )}
      {welcomes.length > 0 && (
        <Section title={t('members.welcome.mine')}>
          <ul className={`${layout.plainList} ${styles.cards}`}>
            {welcomes.map(({ person, seeks, chatUrl }) => (
              <li key={person.id}>
                <PersonLine name={person.displayName} photo={photos.data?.[person.id]}>
                  <span className={styles.lines}><bdi>{seeks.length > 0 ? t('members.welcome.seeks', { seeks: seeks.join(' · ') }) : t('members.welcome.silent')}</bdi><HostLink url={chatUrl}>{t('members.write', { name: person.displayName })}</HostLink></span>
                </PersonLine>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
