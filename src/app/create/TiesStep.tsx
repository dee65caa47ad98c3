import { Checkbox } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../shared/host.ts';
import { useLayout } from '../../shared/layout.styles.ts';
import { ProblemMessage } from '../../shared/ProblemMessage.tsx';
import { Shapes } from '../../shared/Shapes.tsx';
import { proposedPlaces } from '../../ties/places-queries.ts';
import { ChosenPlaces } from './ChosenPlaces.tsx';
import { topicsOf } from './draft.ts';
import { FirstActivityFields } from './FirstActivityFields.tsx';
import { NeedsQuestion } from './NeedsQuestion.tsx';
import { countOf, homeOf, mostTies } from './places.ts';
import { ProblemList } from './ProblemList.tsx';
import { ProposedPlaces } from './ProposedPlaces.tsx';
import { SimilarCommunities } from './SimilarCommunities.tsx';
import type { StepProps } from './step-props.ts';

/** What people need to do together, then the places for it that exist. Nothing has to be tied now. */
export function TiesStep({ draft, change, check, refused }: StepProps) {
  const layout = useLayout();
  const { t } = useTranslation();
  const { team, frame } = useHost();
  const asked = useQuery(proposedPlaces({
    needs: [...draft.needs], name: draft.name.trim(), topics: topicsOf(draft.topics), people: draft.sponsor?.person ? [draft.sponsor.person.id] : [], groupId: team?.groupId ?? null,
  }));
  const channel = homeOf(draft.places, 'channel');
  const wanted = draft.needs.length > 0;
  return (
    <>
      <p className={layout.text}>{t('create.ties.lead')}</p>
      <ProblemList refused={refused.filter(({ field }) => !field.startsWith('/firstActivity/'))} />
      <NeedsQuestion value={draft.needs} onChange={(needs) => change({ needs })} />
      {wanted && asked.isPending && <Shapes count={3} />}
      {wanted && asked.isError && <ProblemMessage error={asked.error} retry={() => void asked.refetch()} />}
      {wanted && asked.data && <ProposedPlaces proposals={asked.data} places={draft.places} full={countOf(draft.places, draft.newPlaces) >= mostTies} onChange={(places) => change({ places })} />}
      <ChosenPlaces draft={draft} proposals={wanted ? asked.data : undefined} change={change} />
      <SimilarCommunities name="" groupId={draft.places[0]?.target.groupId} />
      {/* On a channel's configuration page, Save adds the tab: a second one would be one too many. */}
      {channel && frame !== 'configuration' && <Checkbox checked={draft.pinTab} label={t('create.ties.pin', { channel: channel.name })} onChange={(_, { checked }) => change({ pinTab: checked === true })} />}
      {homeOf(draft.places, 'calendar') && <FirstActivityFields draft={draft} change={change} check={check} refused={refused} />}
    </>
  );
}
