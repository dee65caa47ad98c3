import type { KeyboardEvent, ReactNode } from 'react';

interface Props { label: string; className?: string; onSubmit: () => void; children: ReactNode }

/**
 * A form that may stand within another, where HTML allows none: Enter in a field sends this one alone. Its
 * button to send is an ordinary one that calls the same `onSubmit`.
 */
export function InnerForm({ label, className, onSubmit, children }: Props) {
  const send = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = event.target as HTMLElement;
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(at instanceof HTMLInputElement)) return;
    const handled = event.defaultPrevented;
    event.preventDefault();
    // A list to choose from takes Enter for itself.
    if (!handled && at.role !== 'combobox') onSubmit();
  };
  return <div role="group" aria-label={label} className={className} onKeyDown={send}>{children}</div>;
}
