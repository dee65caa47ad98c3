import { Button, Field, MessageBar, MessageBarActions, MessageBarBody, ProgressBar, Select } from '@fluentui/react-components';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { LinkButton } from '../shared/LinkButton.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { importRows, importRun, type Row, type Run } from './import-queries.ts';
import { RowTable } from './RowTable.tsx';

/** One run of an import while it goes and when it is over: progress, time left, sums, rows. It can be stopped and go on; after a trial, `onImport` is the way on. */
export function ImportRunView({ started, busy, onImport }: { started: Run; busy: boolean; onImport: (() => void) | null }) {
  const layout = useLayout();
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const [outcome, setOutcome] = useState<Row['outcome'] | undefined>();
  const { data: run, isError, error, refetch } = useQuery(importRun(started));
  const change = useMutation({
    mutationFn: (operation: 'continueImport' | 'stopImport') => call(operation, { params: { importId: started.id } }),
    onSuccess: (changed) => client.setQueryData(importRun(started).queryKey, changed),
  });
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
        <div className={layout.stackTight} style={{ alignItems: 'flex-start' }}>
          <ProgressBar aria-label={t('import.progressLabel')} value={run.done === 0 ? undefined : run.done / run.total} />
          <p className={layout.quiet}>{t('import.progress', { done: run.done, total: run.total })} {leftOf(run)}</p>
          <p className={layout.quiet}>{t('import.leave')}</p>
          <Button disabledFocusable={change.isPending} onClick={() => change.mutate('stopImport')}>{t('import.stop')}</Button>
        </div>
      )}
      {change.isError && <ProblemMessage error={change.error} />}
      {run.state === 'stopped' && <MessageBar intent="warning" layout="multiline"><MessageBarBody>{t('import.stopped', { done: run.done, total: run.total })}</MessageBarBody><MessageBarActions><Button disabledFocusable={change.isPending} onClick={() => change.mutate('continueImport')}>{t('import.goOn')}</Button></MessageBarActions></MessageBar>}
      <p role="status" className={layout.text}>{over && summary()}</p>
      {over && !run.dryRun && run.created > 0 && <div><LinkButton to="/directory">{t('import.directory')}</LinkButton></div>}
      {run.state === 'finished' && run.dryRun && run.created > 0 && onImport && (
        <div><Button appearance="primary" disabledFocusable={busy} onClick={onImport}>{t('import.import', { count: run.created })}</Button></div>
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

  function leftOf({ secondsLeft }: Run): string {
    if (secondsLeft === null) return '';
    return secondsLeft < 60 ? t('import.leftSeconds') : t('import.leftMinutes', { count: Math.ceil(secondsLeft / 60) });
  }

  function summary(): string {
    const when = run.dryRun ? 'dry' : 'run';
    const parts = ([['created', run.created], ['unchanged', run.unchanged], ['refused', run.refused]] as const)
      .filter(([, count]) => count > 0)
      .map(([outcome, count]) => t(`import.sums.${when}.${outcome}`, { count }));
    return parts.length === 0 ? t('import.nothingOf') : t('import.summary', { parts: new Intl.ListFormat(i18n.resolvedLanguage).format(parts) });
  }
}
