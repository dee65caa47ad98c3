import type { ReactNode } from 'react';
import { useLayout } from './layout.styles.ts';
import { PageTitle } from './PageTitle.tsx';
import { ProblemMessage } from './ProblemMessage.tsx';
import { useMe } from './session.ts';
import { Shapes } from './Shapes.tsx';

interface Props {
  title: string;
  /** What a person has to be able to do to see the page. */
  ability: keyof NonNullable<ReturnType<typeof useMe>['data']>['abilities'];
  /** What everybody else reads. */
  notAllowed: string;
  children: ReactNode;
}

/** A page for programme leads: its content is asked for once it is known that this person may see it. */
export function LeadPage({ title, ability, notAllowed, children }: Props) {
  const layout = useLayout();
  const me = useMe();
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <PageTitle title={title} />
        {me.isPending && <Shapes count={2} />}
        {me.isError && <ProblemMessage error={me.error} retry={() => void me.refetch()} />}
        {me.data && (me.data.abilities[ability] ? children : <p className={layout.lead}>{notAllowed}</p>)}
      </div>
    </div>
  );
}
