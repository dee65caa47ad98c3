import { useTranslation } from 'react-i18next';
import type { NextThing } from '../../api/next/next-contract.ts';
import { useDayWords } from '../launch/series-words.ts';

type Of<What extends string, Area extends string> = What extends `${Area}-${infer Rest}` ? Rest : never;

/** What each useful thing says. Charter, library and launch say theirs on their own pages, too. */
export function useNextWords(): (thing: NextThing) => { title: string; why: string; action: string } {
  const { t } = useTranslation();
  const dayWords = useDayWords();
  return ({ what, title, count, on }) => {
    if (what.startsWith('launch-')) {
      const about = what.slice('launch-'.length) as Of<typeof what, 'launch'>;
      const words = { title, day: on && dayWords.long(on) };
      return { title: t(`plan.next.${about}.title`, words), why: about === 'next' && !on ? t('plan.next.next.undated') : t(`plan.next.${about}.why`, words), action: t('plan.next.toPlan') };
    }
    if (what.startsWith('charter-')) {
      const about = what.slice('charter-'.length) as Of<typeof what, 'charter'>;
      return { title: t(`charter.next.${about}.title`, { issue: title }), why: t(`charter.next.${about}.why`), action: t(title === null ? 'charter.next.write' : 'charter.next.toIssue') };
    }
    if (what.startsWith('practice-')) {
      const about = what.slice('practice-'.length) as Of<typeof what, 'practice'>;
      return { title: t(`practice.next.${about}`, { count, title, context: about === 'look-at-new' ? 'there' : undefined }), why: '', action: t(about === 'answer-issue' ? 'practice.next.answer' : 'practice.next.look') };
    }
    const own = what as Exclude<typeof what, `launch-${string}` | `charter-${string}` | `practice-${string}`>;
    return { title: t(`next.things.${own}.title`, { count, title }), why: t(`next.things.${own}.why`), action: t(`next.things.${own}.action`) };
  };
}
