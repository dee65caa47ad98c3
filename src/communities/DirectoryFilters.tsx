import { Button, Field, SearchBox, Select, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type Ref } from 'react';
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
  // On a phone three filters would push the first community off the screen: they unfold when asked for.
  toggle: { display: 'none', '@media (max-width: 480px)': { display: 'inline-flex', justifySelf: 'start' } },
  folded: { '@media (max-width: 480px)': { display: 'none' } },
});

const filters = ['stage', 'unit', 'topic'] as const;

interface Props { value: DirectoryQuery; onChange: (next: DirectoryQuery) => void; search: Ref<HTMLInputElement> }

/** Search and filters of the directory. Typing asks after a short pause; choosing asks at once. */
export function DirectoryFilters({ value, onChange, search }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { data } = useQuery(directoryFilters);
  const [typed, setTyped] = useTypedSearch(value, onChange);
  const [unfolded, setUnfolded] = useState(false);
  const number = filters.filter((field) => value[field] !== undefined).length;

  const choices = [
    { field: 'stage', any: t('directory.anyStage'), options: (data?.stages ?? []).map((found) => ({ ...found, text: t(`stages.${found.value}.name`) })) },
    { field: 'unit', any: t('directory.anyUnit'), options: (data?.units ?? []).map((found) => ({ ...found, text: found.value })) },
    { field: 'topic', any: t('directory.anyTopic'), options: (data?.topics ?? []).map((found) => ({ ...found, text: found.value })) },
  ] as const;
  return (
    <search className={styles.form} data-print="hide">
      <Field label={t('directory.search')} className={styles.search}>
        <SearchBox ref={search} className={styles.wide} value={typed} onChange={(_, { value: next }) => setTyped(next.slice(0, 100))} placeholder={t('directory.searchHint')} dismiss={{ 'aria-label': t('directory.clear') }} />
      </Field>
      <Button className={styles.toggle} size="small" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
        {t(number > 0 ? 'directory.filtersSet' : 'directory.filters', { number })}
      </Button>
      {choices.map(({ field, any, options }) => (
        <Field key={field} label={t(`directory.${field}`)} className={mergeClasses(!unfolded && styles.folded)}>
          <Select value={String(value[field] ?? '')} onChange={(_, { value: next }) => onChange({ ...value, [field]: next || undefined })}>
            <option value="">{any}</option>
            {options.map((option) => <option key={option.value} value={option.value}>{t('directory.option', { text: option.text, count: option.count })}</option>)}
          </Select>
        </Field>
      ))}
    </search>
  );
}

/** What stands in the search box: typed ahead of the address, and following it when the address changes by other means. */
function useTypedSearch(value: DirectoryQuery, onChange: Props['onChange']) {
  const asked = value.search === undefined ? '' : String(value.search);
  const sent = useRef(asked);
  const [typed, setTyped] = useState(asked);
  useEffect(() => {
    if (asked === sent.current) return;
    sent.current = asked;
    setTyped(asked);
  }, [asked]);
  useEffect(() => {
    const next = typed.trim();
    if (next === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = next;
      onChange({ ...value, search: next || undefined });
    }, 250);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return [typed, setTyped] as const;
}
