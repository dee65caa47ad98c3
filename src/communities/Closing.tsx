import { Button, Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLayout } from '../shared/layout.styles.ts';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import type { CommunityPageData } from './communities-queries.ts';
import { useClosing } from './use-closing.ts';

interface Props { page: CommunityPageData }

/** The end of a community, for its coordinators: quiet until asked for. An open one is closed, a closed one deleted. */
export function Closing({ page }: Props) {
  // Whoever closed it, or reopened it, has to ask anew for what comes then.
  return page.closed ? <Ending key="delete" page={page} way="delete" /> : <Ending key="close" page={page} way="close" />;
}

function Ending({ page, way }: Props & { way: 'close' | 'delete' }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const begin = useRef<HTMLButtonElement>(null);
  const cancelled = useRef(false);
  useEffect(() => {
    if (cancelled.current) begin.current?.focus();
    cancelled.current = false;
  });
  const cancel = (): void => { cancelled.current = true; setOpen(false); };
  if (!open) return <div data-print="hide"><Button ref={begin} appearance="subtle" onClick={() => setOpen(true)}>{t(`closing.begin.${way}`)}</Button></div>;
  return way === 'close' ? <CloseCommunity page={page} onCancel={cancel} /> : <DeleteCommunity page={page} onCancel={cancel} />;
}

function CloseCommunity({ page, onCancel }: Props & { onCancel: () => void }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const { close } = useClosing(page);
  const [removeAdded, setRemoveAdded] = useState(false);
  return (
    <Section title={t('closing.title', { name: page.name })} asked>
      <Points title={t('closing.happens')} points={[
        t('closing.points.found'), t('closing.points.read'),
        ...(page.sponsorship?.state === 'asked' ? [t('closing.points.ask', { name: page.sponsorship.sponsor.displayName || t('sponsorship.someone') })] : []),
        ...(page.unfinished.some(({ step }) => !step.startsWith('remove-')) ? [t('closing.points.unfinished')] : []),
      ]} />
      <Points title={t('closing.stays')} points={[t(removeAdded ? 'closing.points.placesBut' : 'closing.points.places'), t('closing.points.back')]} />
      <Checkbox checked={removeAdded} onChange={(_, { checked }) => setRemoveAdded(checked === true)} label={t('closing.removeAdded')} />
      {close.isError && <ProblemMessage error={close.error} />}
      <div className={layout.row}>
        <Button appearance="primary" disabledFocusable={close.isPending} onClick={() => close.mutate(removeAdded)}>{t('closing.do')}</Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </Section>
  );
}

function DeleteCommunity({ page, onCancel }: Props & { onCancel: () => void }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { remove } = useClosing(page);
  const [typed, setTyped] = useState('');
  const [checked, setChecked] = useState(false);
  const isNamed = typed.trim() === page.name.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (isNamed) remove.mutate(undefined, { onSuccess: () => void navigate('/') });
  };
  return (
    <Section title={t('closing.deleting.title', { name: page.name })} asked>
      <form className={layout.stack} onSubmit={submit} noValidate>
        <Points title={t('closing.happens')} points={[t('closing.deleting.all'), t('closing.deleting.tabs')]} />
        <Points title={t('closing.stays')} points={[t('closing.points.places')]} />
        <Field label={t('closing.deleting.type', { name: page.name })} validationMessage={checked && !isNamed ? t('closing.deleting.other') : undefined}>
          <Input value={typed} autoComplete="off" onChange={(_, { value }) => setTyped(value)} />
        </Field>
        {remove.isError && <ProblemMessage error={remove.error} />}
        <div className={layout.row}>
          <Button type="submit" appearance="primary" disabledFocusable={remove.isPending}>{t('closing.deleting.do')}</Button>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
        </div>
      </form>
    </Section>
  );
}

const usePointStyles = makeStyles({ list: { marginBlock: tokens.spacingVerticalXS, paddingInlineStart: tokens.spacingHorizontalXXL } });

function Points({ title, points }: { title: string; points: readonly string[] }) {
  const layout = useLayout();
  const styles = usePointStyles();
  return (
    <div>
      <h3 className={layout.subheading}>{title}</h3>
      <ul className={styles.list}>{points.map((point) => <li key={point}>{point}</li>)}</ul>
    </div>
  );
}
