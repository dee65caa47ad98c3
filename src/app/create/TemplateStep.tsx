import { Field } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../../shared/layout.styles.ts';
import { ProblemMessage } from '../../shared/ProblemMessage.tsx';
import { Shapes } from '../../shared/Shapes.tsx';
import { TemplatePicker } from '../../templates/TemplatePicker.tsx';
import { templates } from '../../templates/templates-queries.ts';
import { refusalOf, type StepProps } from './step-props.ts';

export function TemplateStep({ draft, change, check, refused }: StepProps) {
  const layout = useLayout();
  const { t } = useTranslation();
  const offered = useQuery(templates);
  const problem = refusalOf(refused, '/templateId') ?? (check && !draft.templateId ? t('create.template.needs') : undefined);
  return (
    <>
      <p className={layout.text}>{t('create.template.lead')}</p>
      {offered.isPending && <Shapes count={3} height={96} />}
      {offered.isError && <ProblemMessage error={offered.error} retry={() => void offered.refetch()} />}
      {problem && <Field validationMessage={problem}><span /></Field>}
      {offered.data && <TemplatePicker templates={offered.data.items} chosen={draft.templateId} onChoose={({ id }) => change({ templateId: id })} />}
    </>
  );
}
