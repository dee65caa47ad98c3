import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { charterParts } from '../../charter/charter-parts.ts';
import { formatTime, formatWeekday } from '../../shared/dates.ts';
import { useLayout } from '../../shared/layout.styles.ts';
import { useClock } from '../../shared/use-clock.ts';
import { CommitmentList } from '../../sponsorship/CommitmentList.tsx';
import { templates } from '../../templates/templates-queries.ts';
import { keyOf } from '../../ties/chosen-place.ts';
import { activityOf, issuesOf, topicsOf, type Step } from './draft.ts';
import { homeOf } from './places.ts';
import { SimilarCommunities } from './SimilarCommunities.tsx';
import type { StepProps } from './step-props.ts';

const useStyles = makeStyles({
  part: { display: 'flex', justifyContent: 'space-between', alignItems: 'flex-start', gap: tokens.spacingHorizontalM, paddingBlock: tokens.spacingVerticalM, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
});

/** Everything once more, with a way back to each part. */
export function ReviewStep({ draft, onGo }: StepProps & { onGo: (step: Step) => void }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const { data } = useQuery(templates);
  const template = data?.items.find(({ id }) => id === draft.templateId);
  const activity = activityOf(draft);
  const channel = homeOf(draft.places, 'channel');
  const facts = [draft.unit.trim(), ...topicsOf(draft.topics)].filter(Boolean).join(' · ');
  return (
    <>
      <SimilarCommunities name={draft.name} groupId={draft.places[0]?.target.groupId} />
      <div>
        <Part step="template" onGo={onGo}><span>{template?.name}</span></Part>
        <Part step="about" onGo={onGo}>
          <strong>{draft.name}</strong>
          <span>{draft.about}</span>
          {facts && <span className={layout.quiet}>{facts}</span>}
          {issuesOf(draft.issues).map((issue) => <span key={issue}>{issue}</span>)}
          {draft.candidates.length > 0 && <span>{t('create.review.candidates', { names: draft.candidates.join(', ') })}</span>}
          {charterParts.filter((part) => draft.charter[part].trim()).map((part) => (
            <span key={part}><span className={layout.quiet}>{t(`charter.parts.${part}`)}</span><br />{draft.charter[part]}</span>
          ))}
        </Part>
        <Part step="ties" onGo={onGo}>
          {draft.places.length === 0 && draft.newPlaces.length === 0 && <span>{t('create.review.noTies')}</span>}
          {draft.places.map(({ target, name, location }) => <span key={keyOf(target)}>{t('import.tie', { kind: t(`ties.kinds.${target.kind}`), name: location ? `${location} / ${name}` : name })}</span>)}
          {draft.newPlaces.map(({ place, where }, index) => <span key={index}>{where ? t(`create.review.makesIn.${place.kind}`, { name: place.name, where }) : t('create.review.makesTeam', { name: place.name })}</span>)}
          {channel && draft.pinTab && <span>{t('create.review.pins', { channel: channel.name })}</span>}
          {activity && <span>{t('create.review.activity', { subject: activity.subject, when: when(activity.startsAt) })}</span>}
        </Part>
        <Part step="sponsor" onGo={onGo}>
          {draft.sponsor?.person
            ? (
              <>
                <span>{t('create.review.asks', { name: draft.sponsor.person.displayName })}</span>
                <span>{draft.sponsor.whyNow}</span>
                <CommitmentList commitment={draft.sponsor} />
              </>
            )
            : <span>{t('create.review.noSponsor')}</span>}
        </Part>
      </div>
    </>
  );

  function when(local: string): string {
    const start = new Date(local);
    return Number.isNaN(start.getTime()) ? local : `${formatWeekday(start.toISOString(), clock)}, ${formatTime(start.toISOString(), clock)}`;
  }
}

function Part({ step, onGo, children }: { step: Step; onGo: (step: Step) => void; children: ReactNode }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <div className={styles.part}>
      <div className={styles.words}>
        <h3 className={layout.subheading}>{t(`create.steps.${step}`)}</h3>
        {children}
      </div>
      <Button size="small" appearance="subtle" onClick={() => onGo(step)} aria-label={t('create.review.changeStep', { step: t(`create.steps.${step}`) })}>{t('create.review.change')}</Button>
    </div>
  );
}
