import { Field, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import type { PickedPart } from './chosen-place.ts';
import { calendarOf } from './places-queries.ts';

interface Props {
  groupId: string;
  /** The community’s name. */
  name: string;
  /** The community itself, when it is tied already. */
  communityId?: string;
  value: PickedPart;
  /** Whether to say what is missing. */
  checked: boolean;
  onChange: (part: PickedPart) => void;
}

/** Which events of a calendar are the community’s; with the other communities that are tied to it. */
export function CalendarPartField({ groupId, name, communityId, value, checked, onChange }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const calendar = useQuery(calendarOf(groupId, name));
  if (calendar.isPending) return <Shapes count={2} height={28} />;
  if (calendar.isError) return <ProblemMessage error={calendar.error} retry={() => void calendar.refetch()} />;
  const others = calendar.data.communities.filter(({ id }) => id !== communityId);
  // One that was chosen before may be on no event just now.
  const categories = value.category === '' || calendar.data.categories.includes(value.category) ? calendar.data.categories : [value.category, ...calendar.data.categories];
  return (
    <div className={layout.stackTight}>
      {others.length > 0 && <p className={layout.text}>{t('ties.part.shared', { names: others.map((each) => each.name).join(', ') })}</p>}
      <Field label={t('ties.part.label')}>
        <RadioGroup value={value.by} onChange={(_, data) => onChange({ ...value, by: data.value as PickedPart['by'] })}>
          {(['all', 'category', 'own'] as const).map((by) => <Radio key={by} value={by} label={t(`ties.part.by.${by}`)} />)}
        </RadioGroup>
      </Field>
      {value.by === 'category' && (
        <Field label={t('ties.part.category')} {...(categories.length === 0 ? { hint: t('ties.part.noCategories') } : {})} {...(checked && value.category === '' ? { validationMessage: t('ties.part.needsCategory') } : {})}>
          <Select value={value.category} style={{ minWidth: 0 }} onChange={(_, data) => onChange({ by: 'category', category: data.value })}>
            <option value="">{t('ties.choose.pick')}</option>
            {categories.map((each) => <option key={each} value={each}>{each}</option>)}
          </Select>
        </Field>
      )}
    </div>
  );
}
