import { Field, SearchBox, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { directoryFilters, type DirectoryQuery } from './communities-queries.ts';

const useStyles = makeStyles({
  form: {
    display: 'grid', gap: tokens.spacingHorizontalM, alignItems: 'end',
    gridTemplateColumns: 'minmax(0, 2fr) repeat(3, minmax(0, 1fr))',
    // The ranges must not overlap: which of two that apply would win is not ours to say.
    '@media (min-width: 481px) and (max-width: 800px)': { gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' },
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  search: { '@media (min-width: 481px) and (max-width: 800px)': { gridColumnEnd: 'span 3' } },
  wide: { maxWidth: 'none', width: '100%' },
});

/** Search and filters of the directory. Typing asks after a short pause; choosing asks at once. */
export function DirectoryFilters({ value, onChange }: { value: DirectoryQuery; onChange: (next: DirectoryQuery) => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { data } = useQuery(directoryFilters);
  const [typed, setTyped] = useState(value.search === undefined ? '' : String(value.search));
  useEffect(() => {
    const search = typed.trim() || undefined;
    if (search === value.search) return;
    const timer = setTimeout(() => onChange({ ...value, search }), 250);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);

  const choices = [
    { field: 'stage', any: t('directory.anyStage'), options: (data?.stages ?? []).map((found) => ({ ...found, text: t(`stages.${found.value}.name`) })) },
    { field: 'unit', any: t('directory.anyUnit'), options: (data?.units ?? []).map((found) => ({ ...found, text: found.value })) },
    { field: 'topic', any: t('directory.anyTopic'), options: (data?.topics ?? []).map((found) => ({ ...found, text: found.value })) },
  ] as const;
  return (
    <search className={styles.form} data-print="hide">
      <Field label={t('directory.search')} className={styles.search}>
        <SearchBox className={styles.wide} value={typed} onChange={(_, { value: next }) => setTyped(next.slice(0, 100))} placeholder={t('directory.searchHint')} dismiss={{ 'aria-label': t('directory.clear') }} />
      </Field>
      {choices.map(({ field, any, options }) => (
        <Field key={field} label={t(`directory.${field}`)}>
          <Select value={String(value[field] ?? '')} onChange={(_, { value: next }) => onChange({ ...value, [field]: next || undefined })}>
            <option value="">{any}</option>
            {options.map((option) => <option key={option.value} value={option.value}>{t('directory.option', { text: option.text, count: option.count })}</option>)}
          </Select>
        </Field>
      ))}
    </search>
  );
}
