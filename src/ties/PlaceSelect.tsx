import { Combobox, Field, Option, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export type Said = { validationMessage?: string };

interface Props { label: string; said: Said; value: string; options: readonly { id: string; name: string; taken: boolean }[]; onChange: (id: string) => void }

/** More options than this are no help to look through; typing narrows them. */
const shownAtOnce = 50;

/** One of the channels, or libraries, of a team: from a list, or by typing where there are very many. */
export function PlaceSelect(props: Props) {
  const { label, said, value, options, onChange } = props;
  const { t } = useTranslation();
  if (options.length > shownAtOnce) return <PlaceSearch {...props} />;
  return (
    <Field label={label} {...said}>
      <Select value={value} style={{ minWidth: 0 }} onChange={(_, data) => onChange(data.value)}>
        <option value="">{t('ties.choose.pick')}</option>
        {options.map(({ id, name, taken }) => <option key={id} value={id} disabled={taken}>{taken ? t('ties.choose.taken', { name }) : name}</option>)}
      </Select>
    </Field>
  );
}

function PlaceSearch({ label, said, value, options, onChange }: Props) {
  const { t } = useTranslation();
  /** Null: nothing typed since the last choice. */
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = options.find(({ id }) => id === value);
  const sought = (typed ?? '').trim().toLocaleLowerCase();
  const found = options.filter(({ name }) => name.toLocaleLowerCase().includes(sought));
  return (
    <Field label={label} hint={t('ties.choose.many', { count: options.length })} {...said}>
      <Combobox
        freeform style={{ minWidth: 0 }} value={typed ?? chosen?.name ?? ''} placeholder={t('ties.choose.search')} selectedOptions={chosen ? [chosen.id] : []}
        onChange={(event) => { setTyped(event.target.value); onChange(''); }}
        onOptionSelect={(_, { optionValue }) => { if (optionValue) { setTyped(null); onChange(optionValue); } }}
      >
        {found.slice(0, shownAtOnce).map(({ id, name, taken }) => <Option key={id} value={id} text={name} disabled={taken}>{taken ? t('ties.choose.taken', { name }) : name}</Option>)}
        {found.length === 0 && <Option disabled value="" text="">{t('ties.choose.noneFound')}</Option>}
        {found.length > shownAtOnce && <Option disabled value="" text="">{t('ties.choose.more', { count: found.length - shownAtOnce })}</Option>}
      </Combobox>
    </Field>
  );
}
