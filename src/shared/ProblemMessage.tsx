import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { ApiError } from './api-error.ts';

/** Words for a problem: the locale file's for codes it knows, otherwise the server's own. */
export function useProblemWords(): (error: unknown) => { title: string; detail: string; remedy: string } {
  const { t } = useTranslation();
  return (error) => {
    const problem = error instanceof ApiError ? error.problem : { code: 'unexpected', title: '', detail: '', remedy: '' };
    const word = (part: 'title' | 'detail' | 'remedy') =>
      t(`problems.${problem.code}.${part}`, { defaultValue: problem[part] || t(`problems.unexpected.${part}`) });
    return { title: word('title'), detail: problem.detail || word('detail'), remedy: problem.remedy || word('remedy') };
  };
}

/** What failed, what to do about it, and a way to try again. */
export function ProblemMessage({ error, retry, intent = 'error' }: { error: unknown; retry?: () => void; intent?: 'error' | 'warning' }) {
  const { t } = useTranslation();
  const words = useProblemWords()(error);
  return (
    <MessageBar intent={intent} layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{words.title}</MessageBarTitle>
        {words.detail} {words.remedy}
      </MessageBarBody>
      {retry && (
        <MessageBarActions>
          <Button onClick={retry}>{t('common.tryAgain')}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
