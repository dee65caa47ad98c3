import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Proposals, Reason } from '../../../api/ties/proposals-contract.ts';
import { useLayout } from '../../shared/layout.styles.ts';
import { isTied } from '../../ties/chosen-place.ts';
import { TieMark } from '../../ties/TieMark.tsx';
import { withoutPlace, withPlaces, type PickedPlace } from './places.ts';

const useStyles = makeStyles({
  team: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusLarge, padding: tokens.spacingHorizontalM },
  label: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'flex-start', color: tokens.colorNeutralForeground1 },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
});

interface Props { proposals: Proposals; places: readonly PickedPlace[]; full: boolean; onChange: (places: PickedPlace[]) => void }

/** Places that exist and fit, each with why; all can be taken at once, and each left out. */
export function ProposedPlaces({ proposals: { teams, unmet }, places, full, onChange }: Props) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const why = (reasons: readonly Reason[]): string => reasons.map((reason) => t(`create.proposals.because.${reason}`)).join(' · ');
  const proposed = teams.flatMap((team) => team.places.map((place): PickedPlace => ({ target: place.target, name: place.name, location: place.location, team: team.name })));
  const open = proposed.filter(({ target }) => !isTied(places, target));
  return (
    <div className={layout.stack}>
      <h3 className={layout.subheading}>{t('create.proposals.title')}</h3>
      <p role="status" className={layout.text}>
        {teams.length === 0 ? t('create.proposals.none') : t('create.proposals.lead')}
        {teams.length > 0 && unmet.length > 0 && ` ${t('create.proposals.unmet', { needs: unmet.map((need) => t(`create.needs.${need}.name`)).join(', ') })}`}
      </p>
      {teams.map((team) => (
        <section key={team.groupId} className={styles.team} aria-label={t('create.proposals.inTeam', { name: team.name })}>
          <span className={styles.words}><span className={styles.name}>{t('create.proposals.inTeam', { name: team.name })}</span><span className={layout.quiet}>{why(team.reasons)}</span></span>
          {team.places.map((place) => {
            const one: PickedPlace = { target: place.target, name: place.name, location: place.location, team: team.name };
            const picked = isTied(places, place.target);
            return (
              <Checkbox
                key={JSON.stringify(place.target)} checked={picked} disabled={full && !picked}
                onChange={(_, { checked }) => onChange(checked === true ? withPlaces(places, [one]) : withoutPlace(places, place.target))}
                label={(
                  <span className={styles.label}>
                    <TieMark kind={place.target.kind} />
                    <span className={styles.words}>
                      <span>{t('import.tie', { kind: t(`ties.kinds.${place.target.kind}`), name: place.location ? `${place.location} / ${place.name}` : place.name })}</span>
                      <span className={layout.quiet}>{t('create.proposals.for', { needs: place.needs.map((need) => t(`create.needs.${need}.name`)).join(', ') })} · {why(place.reasons)}</span>
                    </span>
                  </span>
                )}
              />
            );
          })}
        </section>
      ))}
      {proposed.length > 0 && (
        <div><Button disabledFocusable={open.length === 0 || full} onClick={() => onChange(withPlaces(places, proposed))}>{t(open.length === 0 ? 'create.proposals.allTaken' : 'create.proposals.takeAll')}</Button></div>
      )}
    </div>
  );
}
