import { Field, Input, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { charterLimits, charterParts } from '../../charter/charter-parts.ts';
import { useLayout } from '../../shared/layout.styles.ts';
import { directoryFilters } from '../../communities/communities-queries.ts';
import { templates } from '../../templates/templates-queries.ts';
import { SimilarCommunities } from './SimilarCommunities.tsx';
import { refusalOf, type StepProps } from './step-props.ts';

const useStyles = makeStyles({
  charter: { border: 'none', margin: 0, padding: 0, minWidth: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase400 },
  field: { maxWidth: '720px' },
});

/** Name, one sentence, topics, and first words for the charter as the template asks for them. */
export function AboutStep({ draft, change, check, refused }: StepProps) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const units = useId();
  const { data: offered } = useQuery(templates);
  const { data: filters } = useQuery(directoryFilters);
  const template = offered?.items.find(({ id }) => id === draft.templateId);
  const problem = (pointer: string, missing?: string | false) => {
    const message = refusalOf(refused, pointer) ?? (missing || undefined);
    return message ? { validationMessage: message } : {};
  };
  return (
    <>
      <p className={layout.text}>{t('create.about.lead')}</p>
      <Field className={styles.field} label={t('create.about.name')} required {...problem('/name', check && draft.name.trim().length < 2 && t('create.about.needsName'))}>
        <Input value={draft.name} maxLength={120} onChange={(_, { value }) => change({ name: value })} />
      </Field>
      <Field className={styles.field} label={t('create.about.about')} required {...problem('/about', check && draft.about.trim() === '' && t('create.about.needsAbout'))}>
        <Textarea rows={2} resize="vertical" maxLength={300} value={draft.about} onChange={(_, { value }) => change({ about: value })} />
      </Field>
      <SimilarCommunities name={draft.name} />
      <Field className={styles.field} label={t('create.about.topics')} hint={t('create.about.topicsHint')} {...problem('/topics')}>
        <Input value={draft.topics} maxLength={420} onChange={(_, { value }) => change({ topics: value })} />
      </Field>
      <Field className={styles.field} label={t('create.about.unit')} hint={t('create.about.unitHint')} {...problem('/unit')}>
        <Input value={draft.unit} maxLength={200} input={{ list: units }} onChange={(_, { value }) => change({ unit: value })} />
      </Field>
      <datalist id={units}>{filters?.units.map(({ value }) => <option key={value} value={value} />)}</datalist>
      {draft.opportunityId !== '' && (
        <Field className={styles.field} label={t('create.about.issues')} hint={t('create.about.issuesHint')} {...problem('/charter/keyIssues')}>
          <Textarea rows={3} resize="vertical" value={draft.issues} onChange={(_, { value }) => change({ issues: value })} />
        </Field>
      )}
      <fieldset className={styles.charter}>
        <legend className={styles.legend}>{t('create.about.charter')}</legend>
        <p className={layout.quiet}>{t('create.about.charterHint')}</p>
        {charterParts.map((part) => (
          <Field key={part} className={styles.field} label={t(`charter.parts.${part}`)} hint={template?.prompts[part] ?? t(`charter.hints.${part}`)} {...problem(`/charter/${part}`)}>
            <Textarea rows={3} resize="vertical" maxLength={charterLimits[part]} value={draft.charter[part]} onChange={(_, { value }) => change({ charter: { ...draft.charter, [part]: value } })} />
          </Field>
        ))}
      </fieldset>
    </>
  );
}
