import { Button } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { useFocusLater } from '../ties/use-focus-later.ts';
import { useStewardship, type LookedAfter, type Thing } from './stewardship-queries.ts';

const AskMember = lazy(() => import('./AskMember.tsx').then((loaded) => ({ default: loaded.AskMember })));

interface Props { communityId: string; thing: Thing & { kind: 'issue' | 'activity' | 'step' }; title: string; lookedAfter: LookedAfter; level: 3 | 4 }

/** Who looks after a key issue, an activity or a step; members take it on, give it back, or ask somebody. */
export function Stewardship({ communityId, thing, title, lookedAfter: { steward, abilities }, level }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const focus = useFocusLater();
  const { takeOn, giveUp } = useStewardship(communityId, thing);
  const [asking, setAsking] = useState(false);
  const handle = `steward-${thing.id}`;
  const failed = takeOn.error ?? giveUp.error;
  const busy = takeOn.isPending || giveUp.isPending;
  const take = (): void => { giveUp.reset(); takeOn.mutate(undefined, { onSuccess: () => { focus(handle); notify({ text: t('stewardship.taken', { title }) }); } }); };
  const give = (): void => { takeOn.reset(); giveUp.mutate(undefined, { onSuccess: () => { focus(handle); notify({ text: t('stewardship.given', { title }), undo: take }); } }); };
  if (steward === null && !abilities.takeOn && !abilities.ask) return null;
  return (
    <div className={layout.stackTight}>
      <div className={layout.row}>
        <span id={handle} tabIndex={-1} className={layout.quiet}>
          {steward === null ? t(`stewardship.nobody.${thing.kind}`) : steward.isMe ? t(`stewardship.me.${thing.kind}`) : t(`stewardship.by.${thing.kind}`, { name: steward.displayName || t('practice.unnamed') })}
        </span>
        {abilities.takeOn && <Button size="small" disabledFocusable={busy} onClick={take} data-print="hide">{t('stewardship.takeOn')}<span className={layout.unseen}>{`: ${title}`}</span></Button>}
        {abilities.giveUp && steward?.isMe && <Button size="small" appearance="subtle" disabledFocusable={busy} onClick={give} data-print="hide">{t('stewardship.giveBack')}<span className={layout.unseen}>{`: ${title}`}</span></Button>}
        {abilities.ask && !asking && <Button id={`ask-${thing.id}`} size="small" appearance="subtle" onClick={() => setAsking(true)} data-print="hide">{t(steward ? 'stewardship.askNext' : 'stewardship.askSomebody')}<span className={layout.unseen}>{`: ${title}`}</span></Button>}
      </div>
      {failed && <ProblemMessage error={failed} />}
      {asking && <Suspense><AskMember communityId={communityId} thing={thing} title={title} level={level} onClose={() => { setAsking(false); focus(`ask-${thing.id}`); }} /></Suspense>}
    </div>
  );
}
