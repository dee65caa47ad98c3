import { Button, Checkbox, Field, Textarea } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readersZone, zoneName } from '../shared/dates.ts';
import { goToInvalid } from '../shared/go-to-invalid.ts';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { useMembersStyles } from './Members.styles.ts';
import { entryLimits, type AroundData } from './members-queries.ts';

type Me = NonNullable<AroundData['me']>;
type Written = Pick<Me, 'offers' | 'seeks' | 'knownAs' | 'timeZone' | 'hosts' | 'pairs'>;
interface Props { start: Me; busy: boolean; failure: unknown; onSubmit: (written: Written) => void; onCancel: () => void }

const callings = ['expert', 'coach'] as const;
const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** One thing a line: what one offers, what one seeks, and what else members may know. */
export function AboutMeForm({ start, busy, failure, onSubmit, onCancel }: Props) {
  const styles = useMembersStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useHost();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState({ offers: start.offers.join('\n'), seeks: start.seeks.join('\n') });
  const [knownAs, setKnownAs] = useState<Me['knownAs']>(start.knownAs);
  const [zone, setZone] = useState<string | null>(start.timeZone ?? (start.offers.length + start.seeks.length === 0 ? readersZone() : null));
  const [hosts, setHosts] = useState(start.hosts);
  const [pairs, setPairs] = useState(start.pairs);
  const [tries, setTries] = useState(0);
  const sent = tries > 0;
  const [at] = useState(() => new Date().toISOString());
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  // Once what is wrong is marked.
  useEffect(() => goToInvalid(form.current), [tries]);
  const lines = { offers: linesOf(typed.offers), seeks: linesOf(typed.seeks) };
  const tooMuch = (what: 'offers' | 'seeks'): boolean => lines[what].length > entryLimits.count || lines[what].some((line) => line.length > entryLimits.length);
  const send = (): void => {
    setTries(tries + 1);
    if (!tooMuch('offers') && !tooMuch('seeks') && !busy) onSubmit({ ...lines, knownAs, timeZone: zone, hosts, pairs });
  };
  return (
    <form ref={form} noValidate className={layout.stack} onSubmit={(event) => { event.preventDefault(); send(); }}>
      <div className={styles.mine}>
        {(['offers', 'seeks'] as const).map((what) => (
          <Field key={what} label={t(`members.form.${what}`)} hint={t(`members.form.${what}Hint`)} {...(sent && tooMuch(what) ? { validationMessage: t('members.form.tooMuch', entryLimits) } : {})}>
            <Textarea dir="auto" rows={4} value={typed[what]} maxLength={entryLimits.count * (entryLimits.length + 1) * 2} onChange={(_, { value }) => setTyped({ ...typed, [what]: value })} />
          </Field>
        ))}
      </div>
      <div>
        {callings.map((each) => (
          <div key={each}><Checkbox label={t(`members.form.${each}`)} checked={knownAs.includes(each)} onChange={(_, { checked }) => setKnownAs(checked === true ? [...knownAs, each] : knownAs.filter((one) => one !== each))} /></div>
        ))}
        <div><Checkbox label={t('members.form.hosts')} checked={hosts} onChange={(_, { checked }) => setHosts(checked === true)} /></div>
        <div><Checkbox label={t('members.form.pairs')} checked={pairs} onChange={(_, { checked }) => setPairs(checked === true)} /></div>
        <Checkbox label={t('members.form.zone', { zone: zoneName(at, { locale, timeZone: zone ?? readersZone() }) })} checked={zone !== null} onChange={(_, { checked }) => setZone(checked === true ? readersZone() : null)} />
      </div>
      <p className={layout.quiet}>{t('members.form.goes')}</p>
      {failure !== null && <ProblemMessage error={failure} />}
      <div className={layout.row}>
        <Button type="submit" appearance="primary" disabledFocusable={busy}>{t('common.save')}</Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
