import { Button, Field, MessageBar, MessageBarActions, MessageBarBody, ProgressBar, Select } from '@fluentui/react-components';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { LinkButton } from '../shared/LinkButton.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { importRows, importRun, type Row, type Run } from './import-queries.ts';
import { RowTable } from './RowTable.tsx';

/** One run of an import while it goes and when it is over: progress, sums, rows. After a trial, the way on. */
export function ImportRunView({ started, busy, onStart }: { started: Run; busy: boolean; onStart: (dryRun: boolean) => void }) {
  const layout = useLayout();
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const [outcome, setOutcome] = useState<Row['outcome'] | undefined>();
  const { data: run, isError, error, refetch } = useQuery(importRun(started));
  const rows = useInfiniteQuery({ ...importRows(started.id, outcome, run.done), placeholderData: keepPreviousData });
  const listed = rows.data?.pages.flatMap(({ items }) => items) ?? [];
  const over = run.state !== 'running';
  useEffect(() => {
    if (over && !run.dryRun) void client.invalidateQueries({ queryKey: ['communities'] });
  }, [over, run.dryRun, client]);
  const outcomes: Row['outcome'][] = [run.dryRun ? 'would-create' : 'created', 'unchanged', 'refused'];
  return (
    <Section asked title={t(`import.titles.${run.dryRun ? 'dry' : 'run'}.${over ? 'over' : 'running'}`)}>
      {isError && <ProblemMessage error={error} retry={() => void refetch()} />}
      {!over && (
        <div>
          <ProgressBar aria-label={t('import.progressLabel')} value={run.total === 0 ? undefined : run.done / run.total} />
          <p className={layout.quiet}>{t('import.progress', { done: run.done, total: run.total })}</p>
        </div>
      )}
      {run.state === 'stopped' && <MessageBar intent="error" layout="multiline"><MessageBarBody>{t('import.stopped')}</MessageBarBody><MessageBarActions><Button disabledFocusable={busy} onClick={() => onStart(run.dryRun)}>{t('import.again')}</Button></MessageBarActions></MessageBar>}
      <p role="status" className={layout.text}>{over && summary()}</p>
      {over && !run.dryRun && run.created > 0 && <div><LinkButton to="/directory">{t('import.directory')}</LinkButton></div>}
      {run.state === 'finished' && run.dryRun && run.created > 0 && (
        <div><Button appearance="primary" disabledFocusable={busy} onClick={() => onStart(false)}>{t('import.import', { count: run.created })}</Button></div>
      )}
      <Field label={t('import.only')} style={{ maxWidth: '240px' }}>
        <Select value={outcome ?? ''} onChange={(_, { value }) => setOutcome((value || undefined) as Row['outcome'] | undefined)}>
          <option value="">{t('import.all')}</option>
          {outcomes.map((one) => <option key={one} value={one}>{t(`import.outcomes.${one}`)}</option>)}
        </Select>
      </Field>
      {rows.isError && <ProblemMessage error={rows.error} retry={() => void rows.refetch()} />}
      {listed.length > 0 ? <RowTable rows={listed} /> : over && <p className={layout.text}>{t('import.nothingOf')}</p>}
      {rows.hasNextPage && <div><Button disabledFocusable={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>{t('common.showMore')}</Button></div>}
    </Section>
  );

  function summary(): string {
    const when = run.dryRun ? 'dry' : 'run';
    const parts = ([['created', run.created], ['unchanged', run.unchanged], ['refused', run.refused]] as const)
      .filter(([, count]) => count > 0)
      .map(([outcome, count]) => t(`import.sums.${when}.${outcome}`, { count }));
    return parts.length === 0 ? t('import.nothingOf') : t('import.summary', { parts: new Intl.ListFormat(i18n.resolvedLanguage).format(parts) });
  }
}
