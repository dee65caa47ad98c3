import { Link } from '@fluentui/react-components';
import type { MouseEvent, ReactNode } from 'react';
import { useHref, useNavigate } from 'react-router';

/** A link to another page of the tab, in Fluent's looks. */
export function TextLink({ to, className, children }: { to: string; className?: string; children: ReactNode }) {
  const href = useHref(to);
  const navigate = useNavigate();
  const go = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void navigate(to);
  };
  return <Link href={href} onClick={go} className={className}>{children}</Link>;
}
