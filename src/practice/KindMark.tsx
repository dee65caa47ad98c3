import { makeStyles, tokens } from '@fluentui/react-components';
import { BookOpenRegular, ChatRegular, DocumentRegular, LightbulbRegular, WrenchRegular, type FluentIcon } from '@fluentui/react-icons';
import type { PracticeItem } from '../../api/practice/practice-contract.ts';

const marks: Record<PracticeItem['kind'], FluentIcon> = {
  method: LightbulbRegular, story: ChatRegular, case: BookOpenRegular, tool: WrenchRegular, document: DocumentRegular,
};

const useStyles = makeStyles({ mark: { flexShrink: 0, fontSize: '20px', color: tokens.colorPaletteGreenForeground1 } });

/** A picture for a kind of practice item; the kind's name always stands beside it. */
export function KindMark({ kind }: { kind: PracticeItem['kind'] }) {
  const styles = useStyles();
  const Icon = marks[kind];
  return <Icon className={styles.mark} aria-hidden="true" />;
}
