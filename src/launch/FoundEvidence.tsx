import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { TextLink } from '../shared/TextLink.tsx';
import { opportunity } from './board-queries.ts';
import { foundEvidence } from './criteria-queries.ts';
import { useBoardStyles } from './Board.styles.ts';
import { useLinkCommunity } from './use-link-community.ts';

/** What is there already, so that nobody has to type it: communities and teams named alike, files about it. */
export function FoundEvidence({ opportunityId, onTake }: { opportunityId: string; onTake: ((note: string) => void) | undefined }) {
  const styles = useBoardStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { data } = useQuery(foundEvidence(opportunityId));
  const { data: about } = useQuery(opportunity(opportunityId));
  const link = useLinkCommunity(opportunityId);
  if (!data || (data.communities.length === 0 && data.teams.length === 0 && data.trouble === null)) return null;
  return (
    <div>
      <h3 className={layout.subheading}>{t('criteria.found.title')}</h3>
      {data.trouble && <p className={layout.quiet}>{data.trouble.detail}</p>}
      <ul className={layout.plainList}>
        {data.communities.map(({ id, name }) => (
          <li key={id} className={styles.nextRow}>
            <span className={styles.nextWords}>{t('criteria.found.community')} <TextLink to={`/communities/${id}`}>{name}</TextLink></span>
            {about?.community === null && <Button size="small" disabledFocusable={link.busy} onClick={() => link.to({ id, name })} aria-label={t('board.link.doNamed', { name })} data-print="hide">{t('board.link.do')}</Button>}
          </li>
        ))}
        {data.teams.map(({ groupId, name, hasFiles }) => {
          const words = t(hasFiles ? 'criteria.found.teamWithFiles' : 'criteria.found.team', { name });
          return (
            <li key={groupId} className={styles.nextRow}>
              <span className={styles.nextWords}>{words}</span>
              {onTake && <Button size="small" onClick={() => onTake(words)} aria-label={t('criteria.found.takeNamed', { name })} data-print="hide">{t('criteria.found.take')}</Button>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
