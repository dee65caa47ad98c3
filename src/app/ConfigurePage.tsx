import { Button, Field, Radio, RadioGroup, SearchBox, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommunitySummary } from '../../api/communities/communities-contract.ts';
import type { TieTarget } from '../../api/ties/ties-contract.ts';
import { communitiesNamed, communitiesOfTeam } from '../communities/communities-queries.ts';
import { useHost, type Host } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { emptyDraft } from './create/draft.ts';
import { withPlaces, type PickedPlace } from './create/places.ts';
import { PageShapes } from './PageShapes.tsx';
import { offerTab } from './teams.ts';

const CreateWizard = lazy(() => import('./create/CreateWizard.tsx').then((loaded) => ({ default: loaded.CreateWizard })));

type Chosen = Pick<CommunitySummary, 'id' | 'name'> & Partial<Pick<CommunitySummary, 'about'>>;

/** Teams shows this when the tab is added to a channel: choose its community, or start one for it. */
export function ConfigurePage() {
  const layout = useLayout();
  const { t } = useTranslation();
  const host = useHost();
  const notify = useNotify();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [creating, setCreating] = useState<string | null>(null);
  useEffect(() => offerTab(chosen), [chosen]);

  if (creating !== null) {
    return (
      <Suspense fallback={<PageShapes />}><CreateWizard
        draftId={creating} stored={false}
        initial={{
          ...emptyDraft, places: placesHere(host),
        }}
        onCreated={(made) => { setChosen(made); setCreating(null); notify({ text: t('create.created', { name: made.name }) }); }}
        foot={<div><Button onClick={() => setCreating(null)}>{t('configure.instead')}</Button></div>}
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

/** The channel to which the tab is being added, and its team. */
function placesHere({ team, channel }: Host): PickedPlace[] {
  if (!team) return [];
  const { groupId, name } = team;
  const target: TieTarget = channel ? { kind: 'channel', groupId, channelId: channel.id } : { kind: 'team', groupId };
  return withPlaces([], [{ target, name: channel?.name ?? name, location: null, team: name }]);
}

interface ChooseProps { groupId: string | undefined; chosen: Chosen | null; onChoose: (community: Chosen) => void }

/** The communities of this team, and beside them all others, to be found by name. */
function Choose({ groupId, chosen, onChoose }: ChooseProps) {
  const { t } = useTranslation();
  const { team } = useHost();
  const here = useQuery(communitiesOfTeam(groupId));
  const tied = here.data?.items ?? [];
  return (
    <>
      {(here.isLoading || here.isError || tied.length > 0) && (
        <Section title={team?.name ? t('configure.here', { team: team.name }) : t('configure.hereNoName')}>
          {here.isLoading && <Shapes count={2} />}
          {here.isError && <ProblemMessage error={here.error} retry={() => void here.refetch()} />}
          <Choices label={t('configure.pick')} communities={tied} chosen={chosen} onChoose={onChoose} />
        </Section>
      )}
      <Others tied={tied} chosen={chosen} onChoose={onChoose} />
    </>
  );
}

function Others({ tied, chosen, onChoose }: Omit<ChooseProps, 'groupId'> & { tied: readonly CommunitySummary[] }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useQuery(communitiesNamed(asked));
  const isTied = ({ id }: Chosen): boolean => tied.some((one) => one.id === id);
  const others = (found.data?.items ?? []).filter((one) => !isTied(one));
  // What was chosen stays to be seen, also when another name is looked for.
  const kept = chosen && !isTied(chosen) && !others.some(({ id }) => id === chosen.id) ? [chosen] : [];
  const nothing = found.isSuccess && others.length === 0;
  return (
    <Section title={t(tied.length > 0 ? 'configure.others' : 'configure.all')}>
      <Field label={t('directory.search')}>
        <SearchBox value={typed} placeholder={t('configure.searchHint')} onChange={(_, { value }) => setTyped(value.slice(0, 100))} dismiss={{ 'aria-label': t('directory.clear') }} />
      </Field>
      {found.isPending && <Shapes count={3} />}
      {found.isError && <ProblemMessage error={found.error} retry={() => void found.refetch()} />}
      <p role="status" className={nothing ? layout.text : layout.unseen}>
        {nothing ? t(asked ? 'configure.none' : tied.length > 0 ? 'configure.noOthers' : 'directory.none') : asked !== '' && found.isSuccess && t('directory.shown', { count: others.length })}
      </p>
      <Choices label={t('configure.pick')} communities={[...kept, ...others]} chosen={chosen} onChoose={onChoose} />
    </Section>
  );
}

const useChoiceStyles = makeStyles({ words: { display: 'flex', flexDirection: 'column', color: tokens.colorNeutralForeground1 } });

function Choices({ label, communities, chosen, onChoose }: Omit<ChooseProps, 'groupId'> & { label: string; communities: readonly Chosen[] }) {
  const styles = useChoiceStyles();
  const layout = useLayout();
  if (communities.length === 0) return null;
  const choose = (value: string): void => {
    const one = communities.find(({ id }) => id === value);
    if (one) onChoose(one);
  };
  return (
    <RadioGroup aria-label={label} value={chosen?.id ?? ''} onChange={(_, { value }) => choose(value)}>
      {communities.map((one) => (
        <Radio key={one.id} value={one.id} label={<span className={styles.words}><span>{one.name}</span>{one.about && <span className={layout.quiet}>{one.about}</span>}</span>} />
      ))}
    </RadioGroup>
  );
}
