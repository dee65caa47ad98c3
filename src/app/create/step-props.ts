import type { Problem } from '../../../api/platform/http/operation-contract.ts';
import type { Draft } from './draft.ts';

export interface StepProps {
  draft: Draft;
  change: (next: Partial<Draft>) => void;
  /** True once the person tried to go on: only then is what is missing pointed out. */
  check: boolean;
  /** What the server refused on this step. */
  refused: NonNullable<Problem['fields']>;
}

/** The server's words on one field, matched by its JSON pointer or the beginning of it. */
export function refusalOf(refused: StepProps['refused'], pointer: string): string | undefined {
  const found = refused.find(({ field }) => field === pointer || field.startsWith(`${pointer}/`));
  return found && `${found.reason} ${found.remedy}`;
}
