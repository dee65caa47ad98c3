import { Button, Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../api/charter/charter-merge-contract.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { issueStates, maxIssues, titleLimit } from './charter-parts.ts';

const useStyles = makeStyles({
  group: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalS, fontWeight: tokens.fontWeightSemibold },
  line: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'flex-start' },
  title: { flex: '1 1 220px', minWidth: 0 },
  example: { maxWidth: '100%', height: 'auto', textAlign: 'start', justifyContent: 'flex-start' },
});

interface Props { issues: readonly Issue[]; examples: readonly string[]; problem: string | undefined; problemOf: (issue: Issue) => string | undefined; onChange: (issues: readonly Issue[]) => void }

/** The living list of the community's key issues; while there is none, those that such communities often start from. */
export function KeyIssues({ issues, examples, problem, problemOf, onChange }: Props) {
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
  const change = (id: string, next: Partial<Issue>): void => onChange(issues.map((issue) => (issue.id === id ? { ...issue, ...next } : issue)));
  const add = (title: string): void => { goTo.current = issues.length; onChange([...issues, { id: crypto.randomUUID(), title, state: 'open' }]); };
  return (
    <fieldset ref={group} className={styles.group}>
      <legend className={styles.legend}>{t('charter.keyIssues')}</legend>
      <div className={layout.stackTight}>
        {problem && <p role="alert" className={layout.text}>{problem}</p>}
        {issues.map((issue, index) => (
          <div key={issue.id} className={styles.line}>
            <Field className={styles.title} {...messageOf(problemOf(issue))}>
              <Input dir="auto" aria-label={t('charter.issueTitle', { number: index + 1 })} value={issue.title} onChange={(_, { value }) => change(issue.id, { title: value })} />
            </Field>
            <Select aria-label={t('charter.issueState', { number: index + 1 })} value={issue.state} onChange={(_, { value }) => change(issue.id, { state: value as Issue['state'] })}>
              {issueStates.map((state) => <option key={state} value={state}>{t(`charter.issueStates.${state}`)}</option>)}
            </Select>
            <Button appearance="subtle" onClick={() => { goTo.current = index; onChange(issues.filter(({ id }) => id !== issue.id)); }} aria-label={t('charter.removeIssue', { number: index + 1 })}>{t('common.remove')}</Button>
          </div>
        ))}
        {issues.length < maxIssues && <div><Button onClick={() => add('')}>{t('charter.addIssue')}</Button></div>}
        {issues.length === 0 && examples.length > 0 && (
          <>
            <p className={layout.quiet}>{t('charter.examples')}</p>
            {examples.map((example) => <div key={example}><Button appearance="subtle" className={styles.example} onClick={() => add(example.slice(0, titleLimit))}>{t('charter.addExample', { example })}</Button></div>)}
          </>
        )}
      </div>
    </fieldset>
  );
}

const messageOf = (message: string | undefined) => (message === undefined ? {} : { validationMessage: message });
