import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../shared/LinkButton.tsx';
import type { Laid, NextInSeries } from './series-layout.ts';
import { useDayWords, useLaidWords } from './series-words.ts';

interface Props { communityId: string; next: NextInSeries; onGo: (laid: Laid) => void; onAdd: () => void }

/** One useful thing to do with the series. */
export function SeriesNext({ communityId, next, onGo, onAdd }: Props) {
  const { t } = useTranslation();
  const dayWords = useDayWords();
  const words = useLaidWords();
  const about = 'laid' in next ? { title: words.title(next.laid), when: words.when(next.laid), warnings: words.warnings(next.laid).join(' ') } : next.what === 'gap' ? { day: dayWords.long(next.from), count: next.weeks } : {};
  return (
    <MessageBar intent={next.what === 'ready' ? 'success' : 'info'} layout="multiline" data-print="hide">
      <MessageBarBody>
        <MessageBarTitle>{t(`series.next.${next.what}.title`, about)}</MessageBarTitle>
        {t(`series.next.${next.what}.why`, about)}
      </MessageBarBody>
      {next.what !== 'ready' && (
        <MessageBarActions>
          {next.what === 'tie-calendar' && <LinkButton to={`/communities/${communityId}/ties`}>{t('series.next.toTies')}</LinkButton>}
          {'laid' in next && <Button onClick={() => onGo(next.laid)}>{t('series.next.toActivity')}</Button>}
          {(next.what === 'mix' || next.what === 'gap') && <Button onClick={onAdd}>{t('series.add')}</Button>}
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
