/** What a French reader would see as carelessly set: a mark without the space that keeps to the line, or with one that does not. */
export function badlySet(text: string): boolean {
  // An address, a time or a value that is filled in has no space before its colon.
  const prose = text.replace(/https?:\/\/\S*|\{\{[^}]*\}\}/g, 'x').replace(/\d:\d/g, '00');
  return / [;:!?»%…]|« |\s…|[^\s\u00a0\u202f"'(*<>?!][;!?»]|«[^\u00a0]|\p{L}:(?=\s|$)/u.test(prose);
}
