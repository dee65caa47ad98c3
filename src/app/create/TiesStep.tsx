import { Button, Checkbox, Field } from '@fluentui/react-components';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../../shared/layout.styles.ts';
import { PlacePicker } from '../../ties/PlacePicker.tsx';
import { TeamPicker } from '../../ties/TeamPicker.tsx';
import { FirstActivityFields } from './FirstActivityFields.tsx';
import { SimilarCommunities } from './SimilarCommunities.tsx';
import { refusalOf, type StepProps } from './step-props.ts';

/** Team, then its channel, library and calendar. Nothing has to be tied now. */
export function TiesStep({ draft, change, check, refused }: StepProps) {
  const layout = useLayout();
  const { t } = useTranslation();
  // A draft that comes with a library or calendar was chosen by the person; what they chose is not proposed over.
  const chosen = useRef(draft.library !== null || draft.calendar);
  const problem = refusalOf(refused, '/ties');
  return (
    <>
      <p className={layout.text}>{t('create.ties.lead')} {t('create.ties.optional')}</p>
      {draft.team === null
        ? <TeamPicker name={draft.name} problem={problem} onPick={(team) => { chosen.current = false; change({ team }); }} />
        : (
          <>
            {problem && <Field validationMessage={problem}><span /></Field>}
            <div className={layout.row}>
              <strong>{draft.team.name}</strong>
              <Button size="small" onClick={() => change({ team: null, channel: null, library: null, calendar: false, pinTab: false, firstActivity: null })}>{t('ties.changeTeam')}</Button>
            </div>
            <SimilarCommunities name="" groupId={draft.team.groupId} />
            <PlacePicker
              groupId={draft.team.groupId} name={draft.name} propose={!chosen.current}
              value={{ channel: draft.channel, library: draft.library, calendar: draft.calendar }}
              onChange={(next) => {
                // A channel that was given, as on a channel's configuration page, stays.
                change(!chosen.current && draft.channel ? { ...next, channel: draft.channel } : next);
                chosen.current = true;
              }}
            />
            {draft.channel && <Checkbox checked={draft.pinTab} label={t('create.ties.pin')} onChange={(_, { checked }) => change({ pinTab: checked === true })} />}
            {draft.calendar && <FirstActivityFields draft={draft} change={change} check={check} refused={refused} />}
          </>
        )}
    </>
  );
}
