import { useTranslation } from 'react-i18next';
import type { CalendarPart } from '../../api/ties/ties-contract.ts';

/** Which events of a calendar are the community’s, in words. */
export function usePartWords(): (part: CalendarPart | undefined) => string {
  const { t } = useTranslation();
  return (part) => (part?.by === 'category' ? t('ties.part.shows.category', { category: part.category }) : t(`ties.part.shows.${part?.by ?? 'all'}`));
}
