import { Button, Field, Radio, RadioGroup, Textarea, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../shared/Chip.tsx';
import { formatDay } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { criteriaLimits, sides, useAssess, useCriterionWords, verdicts, type EvidenceData, type Judged, type Verdict } from './criteria-queries.ts';
import { useEvidenceStyles } from './Evidence.styles.ts';
import { FoundEvidence } from './FoundEvidence.tsx';
import { Score } from './Score.tsx';

interface Props { opportunityId: string; evidence: EvidenceData }
interface Said { verdict: Verdict | null; note: string }

/** What speaks for an area and what against it (start-up guide G2): the score, and below it everything that it is made of. */
export function Evidence({ opportunityId, evidence }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const [open, setOpen] = useState<{ id: string; note?: string } | null>(null);
  const counted = evidence.criteria.filter(({ retired }) => !retired);
  const retired = evidence.criteria.filter((each) => each.retired);
  const place = counted.find(({ standard }) => standard === 'place-or-files');
  const row = (each: Judged) => (
    <CriterionRow key={each.id} opportunityId={opportunityId} criterion={each} open={open?.id === each.id} offered={open?.id === each.id ? open.note : undefined} onOpen={() => setOpen({ id: each.id })} onClose={() => setOpen(null)} />
  );
  return (
    <Section title={t('criteria.title')} aside={<TextLink to="/launch/criteria">{t('criteria.toEditor')}</TextLink>}>
      <p className={layout.text}>{t('criteria.lead')}</p>
      <Score score={evidence.score} />
      <FoundEvidence opportunityId={opportunityId} onTake={place && ((note) => setOpen({ id: place.id, note }))} />
      {sides.map((side) => (
        <div key={side}>
          <h3 className={layout.subheading}>{t(`criteria.${side}`)}</h3>
          <ul className={layout.plainList}>{counted.filter(({ about }) => about === side).map(row)}</ul>
        </div>
      ))}
      {retired.length > 0 && (
        <details>
          <summary>{t('criteria.retiredNotes', { count: retired.length })}</summary>
          <ul className={layout.plainList}>{retired.map(row)}</ul>
        </details>
      )}
    </Section>
  );
}

interface RowProps {
  opportunityId: string;
  criterion: Judged;
  /** One's own view is being written. */
  open: boolean;
  /** A note that was offered to begin with. */
  offered: string | undefined;
  onOpen: () => void;
  onClose: () => void;
}

function CriterionRow({ opportunityId, criterion, open, offered, onOpen, onClose }: RowProps) {
  const styles = useEvidenceStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const notify = useNotify();
  const { name, hint } = useCriterionWords()(criterion);
  const assess = useAssess(opportunityId);
  const mine = criterion.assessments.find((each) => each.mine);
  const before: Said = { verdict: mine?.verdict ?? null, note: mine?.note ?? '' };
  const say = (said: Said): void => {
    if (assess.isPending) return;
    assess.mutate({ criterionId: criterion.id, ...said }, { onSuccess: () => {
      notify({ text: t('criteria.said', { name }), undo: () => assess.mutateAsync({ criterionId: criterion.id, ...before }) });
      onClose();
    } });
  };
  return (
    <li className={styles.criterion}>
      <div className={layout.spread}>
        <div className={styles.head}>
          <h4 className={styles.name}>{name}</h4>
          <Chip firm color={criterion.standing === 'differ' ? 'warning' : 'informative'} appearance={criterion.standing === 'open' ? 'outline' : 'tint'}>{t(`criteria.standing.${criterion.standing}`)}</Chip>
          {!criterion.retired && <span className={layout.quiet}>{t('criteria.weight', { weight: criterion.weight })}</span>}
        </div>
        {!open && !criterion.retired && <Button size="small" onClick={onOpen} aria-label={t(mine ? 'criteria.changeNamed' : 'criteria.sayNamed', { name })} data-print="hide">{t(mine ? 'criteria.change' : 'criteria.say')}</Button>}
      </div>
      {hint && <span className={layout.quiet}>{hint}</span>}
      {criterion.assessments.length > 0 && (
        <ul className={styles.views}>
          {criterion.assessments.map((each) => (
            <li key={each.by.id} className={mergeClasses(styles.view, each.mine && styles.mine)}>
              {each.verdict && <strong>{t(`criteria.verdicts.${each.verdict}`)}</strong>}{each.verdict && each.note && ' – '}{each.note}
              <div className={layout.quiet}>{t('criteria.by', { name: each.by.displayName || t('criteria.someone'), day: formatDay(each.at, clock) })}</div>
            </li>
          ))}
        </ul>
      )}
      {open && <OwnView name={name} start={{ ...before, note: [before.note, offered].filter(Boolean).join('\n') }} busy={assess.isPending} failure={assess.error} onSay={say} onClose={onClose} removable={mine !== undefined} />}
    </li>
  );
}

interface OwnProps { name: string; start: Said; busy: boolean; failure: unknown; removable: boolean; onSay: (said: Said) => void; onClose: () => void }

/** One's own view of a criterion: how it looks, and why. */
function OwnView({ name, start, busy, failure, removable, onSay, onClose }: OwnProps) {
  const styles = useEvidenceStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const [said, setSaid] = useState(start);
  return (
    <form className={layout.stackTight} style={{ maxWidth: '720px' }} aria-label={name} onSubmit={(event) => { event.preventDefault(); onSay(said); }}>
      <RadioGroup className={styles.choices} layout="horizontal" aria-label={t('criteria.how')} value={said.verdict ?? 'open'} onChange={(_, { value }) => setSaid({ ...said, verdict: value === 'open' ? null : value as Verdict })}>
        {verdicts.map((verdict) => <Radio key={verdict} value={verdict} label={t(`criteria.verdicts.${verdict}`)} />)}
        <Radio value="open" label={t('criteria.verdicts.open')} />
      </RadioGroup>
      <Field label={t('criteria.note')} hint={t('criteria.noteHint')}>
        <Textarea autoFocus rows={3} value={said.note} maxLength={criteriaLimits.note} onChange={(_, { value }) => setSaid({ ...said, note: value })} />
      </Field>
      {failure !== null && <ProblemMessage error={failure} />}
      <div className={layout.row}>
        <Button type="submit" appearance="primary" size="small" disabledFocusable={busy}>{t('common.save')}</Button>
        <Button size="small" onClick={onClose}>{t('common.cancel')}</Button>
        {removable && <Button size="small" appearance="subtle" disabledFocusable={busy} onClick={() => onSay({ verdict: null, note: '' })}>{t('criteria.takeBack')}</Button>}
      </div>
    </form>
  );
}
