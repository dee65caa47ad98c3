import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../shared/api-error.ts';
import { formatDay } from '../shared/dates.ts';
import { goToInvalid } from '../shared/go-to-invalid.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { criteria, criteriaLimits, sides, useCriterionWords, useEditCriteria, type CriteriaData, type Criterion } from './criteria-queries.ts';
import { useEvidenceStyles } from './Evidence.styles.ts';

/** The criteria by which the organisation looks at ideas: read by everybody, changed by programme leads. */
export function CriteriaPage() {
  const layout = useLayout();
  const { t } = useTranslation();
  const found = useQuery({ ...criteria, refetchOnWindowFocus: false });
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <TextLink to="/launch">{t('board.back')}</TextLink>
        <PageTitle title={t('criteria.page.title')} />
        <p className={layout.lead}>{t('criteria.page.lead')}</p>
        {found.isError && <ProblemMessage error={found.error} retry={() => void found.refetch()} />}
        {found.isPending && <Shapes count={6} height={64} />}
        {found.data && (found.data.mayEdit ? <Editor key={found.data.version} data={found.data} onStale={() => void found.refetch()} /> : <List data={found.data} />)}
      </div>
    </div>
  );
}

/** For those who do not change them. */
function List({ data }: { data: CriteriaData }) {
  const layout = useLayout();
  const styles = useEvidenceStyles();
  const { t } = useTranslation();
  const words = useCriterionWords();
  return (
    <>
      {sides.map((side) => (
        <Section key={side} title={t(`criteria.${side}`)}>
          <ul className={layout.plainList}>
            {data.items.filter(({ about, retired }) => about === side && !retired).map((each) => (
              <li key={each.id} className={styles.criterion}>
                <div className={styles.head}><strong>{words(each).name}</strong><span className={layout.quiet}>{t('criteria.weight', { weight: each.weight })}</span></div>
                <span className={layout.quiet}>{words(each).hint}</span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      <p className={layout.text}>{t('criteria.page.notYours')}</p>
    </>
  );
}

const bodyOf = (items: readonly Criterion[]) => items.filter(({ retired }) => !retired).map(({ id, about, weight, name, hint }) => ({ id, about, weight, name, hint }));

function Editor({ data, onStale }: { data: CriteriaData; onStale: () => void }) {
  const styles = useEvidenceStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const notify = useNotify();
  const words = useCriterionWords();
  const [items, setItems] = useState<readonly Criterion[]>(data.items);
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const edit = useEditCriteria();
  const used = items.filter(({ retired }) => !retired);
  const put = (id: string, next: Partial<Criterion>): void => setItems(items.map((each) => (each.id === id ? { ...each, ...next } : each)));
  const nameOf = (each: Criterion): string => each.name ?? words(each).name;
  const save = (): void => {
    setTries(tries + 1);
    if (used.length === 0 || used.some((each) => nameOf(each).trim().length < 2)) return void setTimeout(() => goToInvalid(form.current));
    if (edit.isPending) return;
    const sent = used.map((each) => (each.standard && each.name?.trim() === '' ? { ...each, name: null } : each));
    edit.mutate({ basedOnVersion: data.version, items: bodyOf(sent) }, { onSuccess: ({ version }) => notify({
      text: t('criteria.page.saved'), undo: () => edit.mutateAsync({ basedOnVersion: version, items: bodyOf(data.items) }),
    }) });
  };
  const stale = edit.error instanceof ApiError && edit.error.code === 'guide-changed';
  return (
    <form ref={form} noValidate className={layout.stack} onSubmit={(event) => { event.preventDefault(); save(); }}>
      {data.updatedAt && <p className={layout.quiet}>{t('criteria.page.changed', { name: data.updatedBy?.displayName || t('criteria.someone'), day: formatDay(data.updatedAt, clock) })}</p>}
      {sides.map((side) => (
        <Section key={side} title={t(`criteria.${side}`)} aside={<Button size="small" disabledFocusable={used.length >= criteriaLimits.count} onClick={() => setItems([...items, { id: crypto.randomUUID(), about: side, weight: 1, standard: null, name: '', hint: '', retired: false }])}>{t(`criteria.page.add.${side}`)}</Button>}>
          <p className={layout.quiet}>{t(`criteria.page.about.${side}`)}</p>
          <ul className={layout.plainList}>
            {used.filter(({ about }) => about === side).map((each) => (
              <li key={each.id} className={styles.criterion}>
                <div className={styles.row}>
                  <Field label={t('criteria.page.name')} {...(tries > 0 && nameOf(each).trim().length < 2 ? { validationMessage: t('criteria.page.needsName') } : {})}>
                    <Input value={nameOf(each)} maxLength={criteriaLimits.name} onChange={(_, { value }) => put(each.id, { name: value })} />
                  </Field>
                  <Field label={t('criteria.page.side')}>
                    <Select value={each.about} onChange={(_, { value }) => put(each.id, { about: value as Criterion['about'] })}>{sides.map((one) => <option key={one} value={one}>{t(`criteria.${one}`)}</option>)}</Select>
                  </Field>
                  <Field label={t('criteria.page.weight')}>
                    <Select value={String(each.weight)} onChange={(_, { value }) => put(each.id, { weight: Number(value) })}>{Array.from({ length: criteriaLimits.weight + 1 }, (_, weight) => <option key={weight} value={weight}>{weight}</option>)}</Select>
                  </Field>
                  <Button style={{ alignSelf: 'end' }} onClick={() => put(each.id, { retired: true })} aria-label={t('criteria.page.retireNamed', { name: nameOf(each) })}>{t('criteria.page.retire')}</Button>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {items.some(({ retired }) => retired) && (
        <Section title={t('criteria.page.retired')}>
          <p className={layout.quiet}>{t('criteria.page.retiredHint')}</p>
          <ul className={layout.plainList}>
            {items.filter(({ retired, name, standard }) => retired && (standard !== null || name)).map((each) => (
              <li key={each.id} className={layout.spread} style={{ overflowWrap: 'anywhere' }}>
                <span style={{ minWidth: 0 }}>{nameOf(each)}</span>
                <Button size="small" onClick={() => put(each.id, { retired: false })} aria-label={t('criteria.page.useNamed', { name: nameOf(each) })}>{t('criteria.page.use')}</Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {edit.isError && <ProblemMessage error={edit.error} {...(stale ? { retry: onStale } : {})} />}
      {tries > 0 && used.length === 0 && <p role="alert">{t('criteria.page.needsOne')}</p>}
      <div className={layout.row}><Button type="submit" appearance="primary" disabledFocusable={edit.isPending}>{t('common.save')}</Button></div>
    </form>
  );
}
