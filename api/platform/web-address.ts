/** An address that a person may be sent to; anything that is not the web is left out. */
export function webAddress(url: string | null | undefined): string | null {
  return url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}
