import { Button, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';

export interface KeyIssue { id?: string | undefined; title: string; state: 'open' | 'being-worked-on' | 'settled' }

const states: KeyIssue['state'][] = ['open', 'being-worked-on', 'settled'];
const atMost = 50;

const useStyles = makeStyles({
  group: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalS, fontWeight: tokens.fontWeightSemibold },
  line: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  title: { flex: '1 1 200px', minWidth: 0 },
});

/** The living list of the community's key issues. */
export function KeyIssues({ issues, onChange }: { issues: KeyIssue[]; onChange: (issues: KeyIssue[]) => void }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const group = useRef<HTMLFieldSetElement>(null);
  const goTo = useRef<number | null>(null);
  useEffect(() => {
    if (goTo.current === null) return;
    const titles = group.current?.querySelectorAll('input') ?? [];
    (titles[Math.min(goTo.current, titles.length - 1)] ?? group.current?.querySelector('button'))?.focus();
    goTo.current = null;
  }, [issues.length]);
  const change = (index: number, next: Partial<KeyIssue>): void => onChange(issues.map((issue, at) => (at === index ? { ...issue, ...next } : issue)));
  return (
    <fieldset ref={group} className={styles.group}>
      <legend className={styles.legend}>{t('charter.keyIssues')}</legend>
      <div className={layout.stackTight}>
        {issues.map((issue, index) => (
          <div key={index} className={styles.line}>
            <Input className={styles.title} aria-label={t('charter.issueTitle', { number: index + 1 })} value={issue.title} maxLength={200} onChange={(_, { value }) => change(index, { title: value })} />
            <Select aria-label={t('charter.issueState', { number: index + 1 })} value={issue.state} onChange={(_, { value }) => change(index, { state: value as KeyIssue['state'] })}>
              {states.map((state) => <option key={state} value={state}>{t(`charter.issueStates.${state}`)}</option>)}
            </Select>
            <Button appearance="subtle" onClick={() => { goTo.current = index; onChange(issues.filter((_, at) => at !== index)); }} aria-label={t('charter.removeIssue', { number: index + 1 })}>{t('common.remove')}</Button>
          </div>
        ))}
        {issues.length < atMost && <div><Button onClick={() => { goTo.current = issues.length; onChange([...issues, { title: '', state: 'open' }]); }}>{t('charter.addIssue')}</Button></div>}
      </div>
    </fieldset>
  );
}
