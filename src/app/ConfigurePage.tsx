import { Button, Field, Radio, RadioGroup, SearchBox } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommunitySummary } from '../../api/communities/communities-contract.ts';
import { communitiesNamed, communitiesOfTeam } from '../communities/communities-queries.ts';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { emptyDraft } from './create/draft.ts';
import { PageShapes } from './PageShapes.tsx';
import { offerTab } from './teams.ts';

const CreateWizard = lazy(() => import('./create/CreateWizard.tsx').then((loaded) => ({ default: loaded.CreateWizard })));

type Chosen = Pick<CommunitySummary, 'id' | 'name'>;

/** Teams shows this when the tab is added to a channel: choose its community, or start one for it. */
export function ConfigurePage() {
  const layout = useLayout();
  const { t } = useTranslation();
  const host = useHost();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [creating, setCreating] = useState<string | null>(null);
  useEffect(() => offerTab(chosen), [chosen]);

  if (creating !== null) {
    return (
      <Suspense fallback={<PageShapes />}><CreateWizard
        draftId={creating} stored={false}
        initial={{
          ...emptyDraft, team: host.team, channel: host.channel && { channelId: host.channel.id, name: host.channel.name },
        }}
        onCreated={(made) => { setChosen(made); setCreating(null); }}
      /></Suspense>
    );
  }
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <PageTitle title={t('configure.title')} />
        <p className={layout.lead}>{host.channel?.name ? t('configure.lead', { channel: host.channel.name }) : t('configure.leadNoChannel')}</p>
        <p role="status" className={chosen ? layout.subheading : layout.unseen}>{chosen && t('configure.chosen', { name: chosen.name })}</p>
        <Choose groupId={host.team?.groupId} chosen={chosen} onChoose={setChosen} />
        <Section title={t('configure.hereNew')}>
          {host.team && <p className={layout.text}>{t('configure.hereNewWhat', { team: host.team.name })}</p>}
          <div><Button onClick={() => setCreating(crypto.randomUUID())}>{t('configure.create')}</Button></div>
        </Section>
      </div>
    </div>
  );
}

function Choose({ groupId, chosen, onChoose }: { groupId: string | undefined; chosen: Chosen | null; onChoose: (community: Chosen) => void }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const here = useQuery(communitiesOfTeam(groupId));
  const found = useQuery(communitiesNamed(asked));
  const tied = here.data?.items ?? [];
  const others = (found.data?.items ?? []).filter(({ id }) => !tied.some((one) => one.id === id));
  const failed = here.isError ? here : found.isError ? found : null;
  // What was created on this page is in neither list yet; it stays to be seen as chosen.
  const listed = [...tied, ...others];
  const made = chosen && !listed.some(({ id }) => id === chosen.id) ? [chosen] : [];
  const choose = (value: string): void => {
    const one = [...made, ...listed].find(({ id }) => id === value);
    if (one) onChoose({ id: one.id, name: one.name });
  };
  return (
    <Section title={t(tied.length > 0 ? 'configure.here' : 'configure.pick')}>
      {failed && <ProblemMessage error={failed.error} retry={() => void failed.refetch()} />}
      {here.isLoading && <Shapes count={2} />}
      <RadioGroup aria-label={t('configure.pick')} value={chosen?.id ?? ''} onChange={(_, { value }) => choose(value)}>
        {[...made, ...tied].map((one) => <Radio key={one.id} value={one.id} label={one.name} />)}
        <Field label={t(tied.length > 0 ? 'configure.search' : 'directory.search')}>
          <SearchBox value={typed} placeholder={t('configure.searchHint')} onChange={(_, { value }) => setTyped(value.slice(0, 100))} dismiss={{ 'aria-label': t('directory.clear') }} />
        </Field>
        {others.map((one) => <Radio key={one.id} value={one.id} label={one.name} />)}
      </RadioGroup>
      {found.isSuccess && others.length === 0 && tied.length === 0 && <p className={layout.text}>{t('configure.none')}</p>}
    </Section>
  );
}
