import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stage } from '../../api/communities/communities-contract.ts';
import { call } from '../shared/api.ts';
import { formatDay } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { useClock } from '../shared/use-clock.ts';
import { stageChanges, type CommunityPageData } from './communities-queries.ts';

/** In the order in which a community most often goes through them. */
const stages = ['potential', 'coalescing', 'maturing', 'stewardship', 'transformation'] as const;

/** Says at which stage a community is, each explained in a sentence, and how it came there. */
export function SetStage({ page, onClose }: { page: CommunityPageData; onClose: () => void }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const client = useQueryClient();
  const notify = useNotify();
  const hint = useId();
  const [chosen, setChosen] = useState<Stage>(page.stage);
  const history = useQuery(stageChanges(page.id));
  const set = useMutation({
    mutationFn: (stage: Stage) => call('setStage', { params: { communityId: page.id }, body: { stage } }),
    onSuccess: (next) => {
      client.setQueryData(['community', page.id], next);
      for (const queryKey of [['communities'], ['directory-filters'], ['stage', page.id]]) void client.invalidateQueries({ queryKey });
    },
  });
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const before = page.stage;
    set.mutate(chosen, { onSuccess: () => {
      if (chosen !== before) notify({ text: t('stages.set', { stage: t(`stages.${chosen}.name`) }), undo: () => set.mutateAsync(before) });
      onClose();
    } });
  };
  return (
    <Section title={t('stages.title', { name: page.name })} asked>
      <form className={layout.stack} onSubmit={save}>
        <p id={hint} className={layout.text}>{t('stages.lead')}</p>
        <RadioGroup aria-label={t('stages.label')} aria-describedby={hint} value={chosen} onChange={(_, { value }) => setChosen(value as Stage)}>
          {stages.map((stage) => (
            <Radio key={stage} value={stage} label={<><strong>{t(`stages.${stage}.name`)}</strong><br />{t(`stages.${stage}.says`)}</>} />
          ))}
        </RadioGroup>
        {set.isError && <ProblemMessage error={set.error} />}
        <div className={layout.row}>
          <Button type="submit" appearance="primary" disabledFocusable={set.isPending}>{t('common.save')}</Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </form>
      {history.data !== undefined && history.data.items.length > 0 && (
        <div>
          <h3 className={layout.subheading}>{t('stages.history')}</h3>
          <ul className={layout.plainList}>
            {history.data.items.map((change) => (
              <li key={change.at} className={layout.quiet}>
                {t(change.by.displayName ? 'stages.changed' : 'stages.changedBySomeone', { before: t(`stages.${change.before}.name`), stage: t(`stages.${change.stage}.name`), day: formatDay(change.at, clock), name: change.by.displayName })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
