import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarPart } from '../../../api/ties/ties-contract.ts';
import { useLayout } from '../../shared/layout.styles.ts';
import { CalendarPartField } from '../../ties/CalendarPartField.tsx';
import { partOf, pickedPart } from '../../ties/chosen-place.ts';
import { calendarOf } from '../../ties/places-queries.ts';
import type { PickedPlace } from './places.ts';

/** Of a chosen calendar that other communities are tied to: which of its events will be this community’s. */
export function SharedCalendar({ place: { target, name: called }, name, onChange }: { place: PickedPlace; name: string; onChange: (part: CalendarPart | undefined) => void }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const { data } = useQuery(calendarOf(target.groupId, name));
  const [picked, setPicked] = useState(pickedPart(target.kind === 'calendar' ? target.part : undefined));
  if (!data || data.communities.length === 0) return null;
  return (
    <div className={layout.stackTight} role="group" aria-label={t('ties.part.heading', { name: called })}>
      <span className={layout.subheading}>{t('ties.part.heading', { name: called })}</span>
      <CalendarPartField
        groupId={target.groupId} name={name} value={picked} checked
        onChange={(next) => {
          setPicked(next);
          const part = partOf(next);
          if (part !== 'missing') onChange(part);
        }}
      />
    </div>
  );
}
