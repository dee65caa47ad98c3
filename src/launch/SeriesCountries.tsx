import { Button, Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InnerForm } from '../shared/InnerForm.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { useClock } from '../shared/use-clock.ts';
import { useSeriesCountries, type Surroundings } from './series-queries.ts';
import { countryName } from './series-words.ts';

interface Props { communityId: string; around: Surroundings; mayChange: boolean }

/** Whose public holidays the layout shows; where nobody knows, it is asked for once. */
export function SeriesCountries({ communityId, around: { countries, knownCountries }, mayChange }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useClock();
  const set = useSeriesCountries(communityId);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState('');
  const name = (country: string): string => countryName(country, locale);
  const known = knownCountries.filter((country) => !countries.of.includes(country)).sort((a, b) => name(a).localeCompare(name(b), locale));
  const add = (): void => {
    if (chosen === '') return;
    set.mutate([...countries.of, chosen]);
    setChosen('');
  };
  const list = new Intl.ListFormat(locale).format(countries.of.map(name));
  return (
    <div className={layout.stackTight}>
      <div className={layout.row}>
        <span className={layout.quiet}>{countries.of.length > 0 ? t(`series.countries.${countries.from === 'community' ? 'said' : 'directory'}`, { list }) : t(countries.from === 'community' ? 'series.countries.none' : 'series.countries.unknown')}</span>
        {mayChange && <Button size="small" appearance="subtle" aria-expanded={open} onClick={() => setOpen(!open)} data-print="hide">{t('series.countries.change')}</Button>}
      </div>
      {open && mayChange && (
        <InnerForm label={t('series.countries.change')} className={layout.stackTight} onSubmit={add}>
          <div className={layout.row}>
            {countries.of.map((country) => <Button key={country} size="small" disabledFocusable={set.isPending} onClick={() => set.mutate(countries.of.filter((each) => each !== country))}>{t('series.countries.remove', { country: name(country) })}</Button>)}
          </div>
          <div className={layout.row} style={{ alignItems: 'end' }}>
            <Field label={t('series.countries.add')}>
              <Select value={chosen} onChange={(_, { value }) => setChosen(value)}>
                <option value="">{t('series.countries.choose')}</option>
                {known.map((country) => <option key={country} value={country}>{name(country)}</option>)}
              </Select>
            </Field>
            <Button disabledFocusable={set.isPending || chosen === ''} onClick={add}>{t('series.countries.doAdd')}</Button>
          </div>
          {set.isError && <ProblemMessage error={set.error} />}
        </InnerForm>
      )}
    </div>
  );
}
