import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { StepProps } from './step-props.ts';

/** What the server refused, one after another, where no single field can carry it. */
export function ProblemList({ refused }: { refused: StepProps['refused'] }) {
  return refused.map(({ field, reason, remedy }) => (
    <MessageBar key={field} intent="error" layout="multiline" role="alert"><MessageBarBody>{reason} {remedy}</MessageBarBody></MessageBar>
  ));
}
