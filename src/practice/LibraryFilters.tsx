import { Field, Select } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { usePracticeStyles } from './Practice.styles.ts';
import { states, type LibraryData, type LibraryFilter } from './practice-queries.ts';

interface Props { data: LibraryData; value: LibraryFilter; onChange: (next: LibraryFilter) => void }

/** What the list can be narrowed to; only what there is to choose from. */
export function LibraryFilters({ data, value, onChange }: Props) {
  const styles = usePracticeStyles();
  const { t } = useTranslation();
  const choices = [
    { field: 'kind', any: t('practice.filter.anyKind'), options: data.kinds.map(({ value: kind, count }) => ({ value: kind, text: t('practice.filter.option', { text: t(`practice.kinds.${kind}`), count }) })) },
    { field: 'topic', any: t('practice.filter.anyTopic'), options: data.topics.map(({ value: topic, count }) => ({ value: topic, text: t('practice.filter.option', { text: topic, count }) })) },
    { field: 'stewardId', any: t('practice.filter.anySteward'), options: data.stewards.map(({ id, displayName }) => ({ value: id, text: displayName || t('practice.unnamed') })) },
    { field: 'state', any: t('practice.filter.anyState'), options: states.map((state) => ({ value: state, text: t(`practice.states.${state}`) })) },
  ] as const;
  return (
    <search className={styles.filters} data-print="hide">
      {choices.map(({ field, any, options }) => (
        <Field key={field} label={t(`practice.filter.${field}`)}>
          <Select value={String(value[field] ?? '')} onChange={(_, { value: next }) => onChange({ ...value, [field]: next || undefined })}>
            <option value="">{any}</option>
            {options.map((option) => <option key={option.value} value={option.value}>{option.text}</option>)}
          </Select>
        </Field>
      ))}
    </search>
  );
}
