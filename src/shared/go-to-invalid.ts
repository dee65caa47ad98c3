/** Puts the focus on the first field that is not filled in as it has to be; its message is read with it. */
export function goToInvalid(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>(':is(input, textarea, select)[aria-invalid="true"]')?.focus();
}
