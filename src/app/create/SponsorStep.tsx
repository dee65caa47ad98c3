import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../../shared/layout.styles.ts';
import { PersonLine } from '../../shared/PersonLine.tsx';
import { myManager } from '../../shared/session.ts';
import { ProblemList } from './ProblemList.tsx';
import { emptyAsk, SponsorFields } from '../../sponsorship/SponsorFields.tsx';
import type { StepProps } from './step-props.ts';

/** Whom to ask to sponsor, and for what; can be left for later. */
export function SponsorStep({ draft, change, check, refused }: StepProps) {
  const layout = useLayout();
  const { t } = useTranslation();
  const { data } = useQuery(myManager);
  const manager = data?.manager;
  return (
    <>
      <p className={layout.text}>{t('create.sponsor.lead')}</p>
      <ProblemList refused={refused} />
      {draft.sponsor
        ? (
          <div style={{ maxWidth: '560px' }} className={layout.stack}>
            <SponsorFields value={draft.sponsor} onChange={(sponsor) => change({ sponsor })} check={check} />
            <div><Button appearance="subtle" onClick={() => change({ sponsor: null })}>{t('create.sponsor.without')}</Button></div>
          </div>
        )
        : (
          <>
            <p className={layout.text}>{t('create.sponsor.skipped')}</p>
            <div className={layout.row}>
              {manager && (
                <>
                  <PersonLine name={manager.displayName}>{t('sponsorship.yourManager')}</PersonLine>
                  <Button onClick={() => change({ sponsor: { ...emptyAsk, person: manager } })}>{t('sponsorship.askManager', { name: manager.displayName })}</Button>
                </>
              )}
              <Button onClick={() => change({ sponsor: emptyAsk })}>{t(manager ? 'create.sponsor.addOther' : 'create.sponsor.add')}</Button>
            </div>
          </>
        )}
    </>
  );
}
