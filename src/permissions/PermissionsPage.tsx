import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { HostLink } from '../shared/HostLink.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { LeadPage } from '../shared/LeadPage.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { PermissionList } from './PermissionList.tsx';
import { type Report, permissions } from './permissions-queries.ts';
import { TeamConsents } from './TeamConsents.tsx';

/** For programme leads: what Trellis may do in Microsoft 365, what it lacks, and who has to do what about it. */
export function PermissionsPage() {
  const { t } = useTranslation();
  return <LeadPage title={t('permissions.title')} ability="checkPermissions" notAllowed={t('permissions.notAllowed')}><Check /></LeadPage>;
}

function Check() {
  const layout = useLayout();
  const { t } = useTranslation();
  const { data: report, isPending, isError, error, isFetching, refetch } = useQuery(permissions);
  return (
    <>
      <p className={layout.lead}>{t('permissions.lead')}</p>
      {isPending && <Shapes count={3} />}
      {isError && <ProblemMessage error={error} retry={() => void refetch()} />}
      {report && (
        <>
          <Verdict report={report} />
          <div><Button disabledFocusable={isFetching} onClick={() => void refetch()}>{t(isFetching ? 'permissions.checking' : 'permissions.checkAgain')}</Button></div>
          <Section title={t('permissions.delegatedTitle')}><PermissionList lines={report.delegated} hint={t('permissions.delegatedHint')} /></Section>
          <Section title={t('permissions.applicationTitle')}><PermissionList lines={report.application} hint={t('permissions.applicationHint')} /></Section>
          <Catalogue catalogue={report.catalogue} />
          <Section title={t('permissions.teamsTitle')}><TeamConsents teams={report.teams} total={report.teamsTotal} /></Section>
        </>
      )}
    </>
  );
}

function Verdict({ report }: { report: Report }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const missing = [...report.delegated, ...report.application].filter(({ state }) => state === 'missing').length;
  return (
    <>
      <MessageBar intent={report.sound ? 'success' : 'warning'} layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t(report.sound ? 'permissions.sound' : 'permissions.unsound')}</MessageBarTitle>
          {missing > 0 && t('permissions.missing', { count: missing })}
        </MessageBarBody>
      </MessageBar>
      {report.trouble.map(({ about, detail }) => (
        <MessageBar key={about} intent="error" layout="multiline"><MessageBarBody><MessageBarTitle>{t(`permissions.trouble.${about}`)}</MessageBarTitle>{detail}</MessageBarBody></MessageBar>
      ))}
      {report.adminConsentUrl && (
        <Section title={t('permissions.consentTitle')}>
          <p className={layout.text}>{t('permissions.consentHow')}</p>
          <p className={layout.text} style={{ overflowWrap: 'anywhere' }}><HostLink url={report.adminConsentUrl}>{report.adminConsentUrl}</HostLink></p>
        </Section>
      )}
    </>
  );
}

function Catalogue({ catalogue }: { catalogue: Report['catalogue'] }) {
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <Section title={t('permissions.catalogueTitle')}>
      <p className={layout.text}>{t(`permissions.catalogue.${catalogue.state}`, { there: catalogue.version ?? '–', ours: catalogue.ours })}</p>
      {catalogue.lacks.length > 0 && <p className={layout.text} style={{ overflowWrap: 'anywhere' }}>{t('permissions.lacks', { names: catalogue.lacks.join(', ') })}</p>}
      {catalogue.adds.length > 0 && <p className={layout.text} style={{ overflowWrap: 'anywhere' }}>{t('permissions.adds', { names: catalogue.adds.join(', ') })}</p>}
    </Section>
  );
}
