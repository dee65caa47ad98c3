import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MakingKind, Proposals } from '../../../api/ties/proposals-contract.ts';
import { useLayout } from '../../shared/layout.styles.ts';
import { keyOf } from '../../ties/chosen-place.ts';
import { NewPlaceForm } from '../../ties/NewPlaceForm.tsx';
import { PlaceChooser } from '../../ties/PlaceChooser.tsx';
import { TieMark } from '../../ties/TieMark.tsx';
import { usePartWords } from '../../ties/use-part-words.ts';
import { TiePanel } from '../../ties/TiePanel.tsx';
import type { Draft } from './draft.ts';
import { countOf, mostTies, withoutPlace, withPart, withPlaces } from './places.ts';
import { SharedCalendar } from './SharedCalendar.tsx';

const useStyles = makeStyles({
  item: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'flex-start', paddingBlock: tokens.spacingVerticalXS },
  words: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
});

/** What will be tied, and what will be made; another place that exists, or something new, by choice. */
export function ChosenPlaces({ draft, proposals, change }: { draft: Draft; proposals: Proposals | undefined; change: (next: Partial<Draft>) => void }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const partWords = usePartWords();
  const [open, setOpen] = useState<'existing' | 'new' | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { places, newPlaces } = draft;
  const last = places.at(-1);
  const left = mostTies - countOf(places, newPlaces);
  // What was pressed is gone with the panel, or the row, that it stood in.
  const back = (next: Partial<Draft> | null): void => {
    if (next) change(next);
    setOpen(null);
    heading.current?.focus();
  };
  return (
    <div className={layout.stack}>
      <h3 ref={heading} tabIndex={-1} className={layout.subheading}>{t('create.places.title')}</h3>
      {places.length + newPlaces.length === 0 && <p className={layout.text}>{t('create.ties.optional')}</p>}
      <ul className={layout.plainList}>
        {places.map(({ target, name, location, team }) => (
          <li key={keyOf(target)} className={styles.item}>
            <TieMark kind={target.kind} />
            <span className={styles.words}><span>{name}</span><span className={layout.quiet}>{[t(`ties.kinds.${target.kind}`), ...(target.kind === 'team' || target.kind === 'calendar' ? [] : [team]), location, target.kind === 'calendar' && target.part && partWords(target.part)].filter(Boolean).join(' · ')}</span></span>
            <Button size="small" appearance="subtle" icon={<DismissRegular />} aria-label={t('create.places.remove', { kind: t(`ties.kinds.${target.kind}`), name })} onClick={() => back({ places: withoutPlace(places, target) })} />
          </li>
        ))}
        {newPlaces.map(({ place, where }, index) => (
          <li key={`${place.kind} ${place.name} ${index}`} className={styles.item}>
            <TieMark kind={place.kind} />
            <span className={styles.words}><span>{place.name}</span><span className={layout.quiet}>{[t(`ties.kinds.${place.kind}`), where, t('create.places.toBeMade')].filter(Boolean).join(' · ')}</span></span>
            <Button size="small" appearance="subtle" icon={<DismissRegular />} aria-label={t('create.places.remove', { kind: t(`ties.kinds.${place.kind}`), name: place.name })} onClick={() => back({ newPlaces: newPlaces.filter((_, each) => each !== index) })} />
          </li>
        ))}
      </ul>
      {places.filter(({ target }) => target.kind === 'calendar').map((place) => (
        <SharedCalendar key={place.target.groupId} place={place} name={draft.name} onChange={(part) => change({ places: withPart(places, place, part) })} />
      ))}
      {left <= 0 && <p className={layout.quiet}>{t('create.places.full', { count: mostTies })}</p>}
      {open === null && left > 0 && (
        <div className={layout.row}>
          <Button onClick={() => setOpen('existing')}>{t('create.places.existing')}</Button>
          {newPlaces.length < 5 && <Button appearance="subtle" onClick={() => setOpen('new')}>{t('create.places.new')}</Button>}
        </div>
      )}
      {open === 'existing' && (
        <TiePanel level={4} title={t('create.places.existing')}>
          <PlaceChooser
            name={draft.name} {...(last ? { startIn: last.target.groupId } : {})} ties={places} submit={t('create.places.take')} main={false} busy={false} failure={null} onCancel={() => back(null)}
            onSubmit={(target, called) => back({ places: withPlaces(places, [{ target, ...called }]) })}
          />
        </TiePanel>
      )}
      {open === 'new' && (
        <TiePanel level={4} title={t('create.places.new')}>
          <p className={layout.text}>{t('create.places.newWhat')}</p>
          <NewPlaceForm
            start={startOf(draft, proposals)} submit={t('create.places.make')} main={false} busy={false} failure={null} onCancel={() => back(null)}
            onSubmit={(place, where) => back({ newPlaces: [...newPlaces, { place, where }] })}
          />
        </TiePanel>
      )}
    </div>
  );
}

/** The least that could be made for a need for which nothing fits; else a channel where the community is already. */
function startOf(draft: Draft, proposals: Proposals | undefined): { kind: MakingKind; name: string; team: { groupId: string; name: string } | null; driveId: string | null } {
  const unmet = proposals?.anew.find(({ need }) => proposals.unmet.includes(need)) ?? proposals?.anew[0];
  const least = unmet?.places[0];
  const home = draft.places[0];
  const team = least?.groupId && least.teamName !== null ? { groupId: least.groupId, name: least.teamName } : home ? { groupId: home.target.groupId, name: home.team } : null;
  return { kind: least?.kind ?? 'channel', name: least?.name ?? draft.name.slice(0, 50), team, driveId: least?.driveId ?? null };
}
