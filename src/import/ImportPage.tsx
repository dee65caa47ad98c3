import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { LeadPage } from '../shared/LeadPage.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { latestImports, type Run } from './import-queries.ts';
import { ImportRunView } from './ImportRunView.tsx';
import { PastImports } from './PastImports.tsx';
import { largestSheet, sheetColumns } from './sheet-limits.ts';

interface Sheet { name: string; csv: string }

const useStyles = makeStyles({
  drop: {
    border: `2px dashed ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusXLarge, padding: tokens.spacingHorizontalXXL,
    display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalM, backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** For programme leads: a sheet is tried first, shown row by row, and only then imported. */
export function ImportPage() {
  const { t } = useTranslation();
  return <LeadPage title={t('import.title')} ability="importCommunities" notAllowed={`${t('import.notAllowed')} ${t('import.notAllowedWhat')}`}><Import /></LeadPage>;
}

function Import() {
  const layout = useLayout();
  const { t } = useTranslation();
  const client = useQueryClient();
  const latest = useQuery(latestImports);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [chosen, setChosen] = useState<Run | null>(null);
  // One that was running when the page was opened is what somebody comes back for.
  const [atFirst, setAtFirst] = useState<readonly Run[] | undefined>(latest.data?.items);
  if (!atFirst && latest.data) setAtFirst(latest.data.items);
  const run = chosen ?? (sheet ? null : atFirst?.find(({ state }) => state === 'running') ?? null);
  const start = useMutation({
    mutationFn: ({ csv, dryRun }: { csv: string; dryRun: boolean }) => call('startImport', { body: { csv, dryRun } }),
    onSuccess: setChosen,
  });
  const choose = (next: Sheet | null): void => {
    setSheet(next);
    setChosen(null);
    start.reset();
    void client.invalidateQueries({ queryKey: latestImports.queryKey });
  };
  const busy = start.isPending;
  return (
    <>
      <p className={layout.lead}>{t('import.lead')}</p>
      <p className={layout.quiet}>{t('import.columns', { columns: sheetColumns.join(', ') })}</p>
      <SheetChooser sheet={sheet} onChoose={choose} />
      {start.isError && <ProblemMessage error={start.error} />}
      {sheet && !run && (
        <div><Button appearance="primary" disabledFocusable={busy} onClick={() => start.mutate({ csv: sheet.csv, dryRun: true })}>{t('import.try')}</Button></div>
      )}
      {run && <ImportRunView key={run.id} started={run} busy={busy} onImport={sheet && (() => start.mutate({ csv: sheet.csv, dryRun: false }))} />}
      {latest.isError && <ProblemMessage error={latest.error} retry={() => void latest.refetch()} />}
      {!sheet && <PastImports runs={(latest.data?.items ?? []).filter(({ id }) => id !== run?.id)} onShow={setChosen} />}
    </>
  );
}

function SheetChooser({ sheet, onChoose }: { sheet: Sheet | null; onChoose: (sheet: Sheet | null) => void }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<'tooLarge' | 'empty' | null>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const csv = file.size > largestSheet ? '' : await file.text();
    const problem = file.size > largestSheet ? 'tooLarge' : csv.trim() === '' ? 'empty' : null;
    setRefused(problem);
    onChoose(problem ? null : { name: file.name, csv });
  };
  return (
    <div className={styles.drop} onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); void take(event.dataTransfer.files[0]); }}>
      <input ref={input} type="file" accept=".csv,text/csv" hidden aria-label={t('import.file')} onChange={(event) => { void take(event.target.files?.[0]); event.target.value = ''; }} />
      <Button onClick={() => input.current?.click()}>{t(sheet ? 'import.importAgain' : 'import.choose')}</Button>
      {!sheet && <span className={layout.quiet}>{t('import.drop')}</span>}
      <span role="status">
        {sheet && t('import.chosen', { name: sheet.name })}
        {refused && t(`import.${refused}`)}
      </span>
    </div>
  );
}
