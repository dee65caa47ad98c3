import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { similar } from '../../communities/communities-queries.ts';
import { Chip } from '../../shared/Chip.tsx';
import { useLayout } from '../../shared/layout.styles.ts';
import { TextLink } from '../../shared/TextLink.tsx';

const useStyles = makeStyles({
  bar: { maxWidth: '720px' },
  list: { margin: `${tokens.spacingVerticalXS} 0 0`, paddingInlineStart: tokens.spacingHorizontalL },
  badge: { marginInlineStart: tokens.spacingHorizontalS },
});

/** Communities with a like name or on the same team, so that no one starts a second one unawares. */
export function SimilarCommunities({ name, groupId }: { name: string; groupId?: string | undefined }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const [asked, setAsked] = useState(name);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(name), 400);
    return () => clearTimeout(timer);
  }, [name]);
  const { data } = useQuery(similar(asked, groupId));
  const found = data?.items ?? [];
  return (
    <div aria-live="polite" className={found.length > 0 ? styles.bar : layout.unseen}>
      {found.length > 0 && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('create.review.similar')}</MessageBarTitle>
            {t('create.review.similarWhat')}
            <ul className={styles.list}>
              {found.map((community) => (
                <li key={community.id}>
                  <TextLink to={`/communities/${community.id}`}>{community.name}</TextLink>
                  {community.because.map((why) => <span key={why} className={styles.badge}><Chip color="informative">{t(`create.review.because.${why}`)}</Chip></span>)}
                </li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
