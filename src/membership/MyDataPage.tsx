import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { TextLink } from '../shared/TextLink.tsx';

/** What is kept of the reader: taken along as a file, or erased. */
export function MyDataPage() {
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => { if (asking) cancel.current?.focus(); }, [asking]);
  const take = useMutation({
    mutationFn: () => call('exportMyData'),
    onSuccess: (data) => { save(data); notify({ text: t('myData.taken') }); },
  });
  const erase = useMutation({
    mutationFn: () => call('eraseMyData'),
    onSuccess: () => { client.clear(); setAsking(false); notify({ text: t('myData.erased') }); },
  });
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <div data-print="hide"><TextLink to="/">{t('myData.back')}</TextLink></div>
        <PageTitle title={t('myData.title')} />
        <p className={layout.lead}>{t('myData.lead')}</p>
        <Section title={t('myData.take')}>
          <p className={layout.text}>{t('myData.takeSays')}</p>
          <div><Button appearance="primary" disabledFocusable={take.isPending} onClick={() => take.mutate()}>{t('myData.download')}</Button></div>
          {take.isError && <ProblemMessage error={take.error} />}
        </Section>
        <Section title={t('myData.erase')}>
          <p className={layout.text}>{t('myData.eraseSays')}</p>
          <p className={layout.text}>{t('myData.stays')}</p>
          {asking ? (
            <>
              <p className={layout.text} role="alert">{t('myData.sure')}</p>
              <div className={layout.row}>
                <Button disabledFocusable={erase.isPending} onClick={() => erase.mutate()}>{t('myData.eraseNow')}</Button>
                <Button ref={cancel} appearance="primary" onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
              </div>
            </>
          ) : <div><Button onClick={() => setAsking(true)}>{t('myData.eraseBegin')}</Button></div>}
          {erase.isError && <ProblemMessage error={erase.error} />}
        </Section>
      </div>
    </div>
  );
}

/** Gives the browser a file to keep. */
function save(data: object): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: 'trellis-my-data.json' });
  link.click();
  URL.revokeObjectURL(url);
}
