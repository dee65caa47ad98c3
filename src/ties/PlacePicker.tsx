import { Checkbox, Field, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { placesIn } from './places-queries.ts';
import { proposePlaces, type Proposal } from './propose-places.ts';

interface Props {
  groupId: string;
  /** The community's name, for proposing what is named alike. */
  name: string;
  value: Proposal;
  /** True until something was chosen: only then is anything proposed. */
  propose: boolean;
  onChange: (next: Partial<Proposal>) => void;
}

/** Channel, library and calendar of one team, as this person sees them. */
export function PlacePicker({ groupId, name, value, propose, onChange }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const places = useQuery(placesIn(groupId));
  useEffect(() => {
    if (propose && places.data) onChange(proposePlaces(places.data, name));
    // Proposing happens once, when the places come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [places.data]);
  if (places.isPending) return <Shapes count={3} />;
  if (places.isError) return <ProblemMessage error={places.error} retry={() => void places.refetch()} />;
  const { channels, libraries, calendar } = places.data;
  const lost = (value.channel && !channels.some(({ channelId }) => channelId === value.channel?.channelId))
    || (value.library && !libraries.some(({ driveId }) => driveId === value.library?.driveId));
  return (
    <div className={layout.stack} style={{ maxWidth: '480px' }}>
      <p className={layout.quiet} role={lost ? 'alert' : undefined}>{t(lost ? 'ties.gone' : 'ties.proposed')}</p>
      <Field label={t('ties.channel')}>
        <Select
          value={value.channel?.channelId ?? ''}
          onChange={(_, { value: id }) => { const found = channels.find(({ channelId }) => channelId === id); onChange({ channel: found ? { channelId: id, name: found.displayName } : null }); }}
        >
          <option value="">{t('ties.nothing')}</option>
          {channels.map((channel) => <option key={channel.channelId} value={channel.channelId}>{channel.displayName}</option>)}
        </Select>
      </Field>
      <Field label={t('ties.library')}>
        <Select
          value={value.library?.driveId ?? ''}
          onChange={(_, { value: id }) => { const found = libraries.find(({ driveId }) => driveId === id); onChange({ library: found ? { driveId: id, name: found.name } : null }); }}
        >
          <option value="">{t('ties.nothing')}</option>
          {libraries.map((library) => <option key={library.driveId} value={library.driveId}>{library.name}</option>)}
        </Select>
      </Field>
      {calendar
        ? <Checkbox checked={value.calendar} label={t('ties.calendar', { name: calendar.name })} onChange={(_, { checked }) => onChange({ calendar: checked === true })} />
        : <p className={layout.quiet}>{t('ties.noCalendar')}</p>}
    </div>
  );
}
