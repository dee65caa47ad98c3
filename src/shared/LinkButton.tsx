import { Button, type ButtonProps } from '@fluentui/react-components';
import type { MouseEvent, ReactNode } from 'react';
import { useHref, useNavigate } from 'react-router';

/** A link that looks like a button: it goes somewhere, so it is an anchor to keyboard and screen reader. */
export function LinkButton({ to, appearance, children }: { to: string; appearance?: ButtonProps['appearance']; children: ReactNode }) {
  const href = useHref(to);
  const navigate = useNavigate();
  const go = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void navigate(to);
  };
  return <Button as="a" href={href} onClick={go} appearance={appearance}>{children}</Button>;
}
