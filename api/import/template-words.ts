/**
 * What organisations call groups of a kind for which a template has another name. In lower case,
 * with the template's id; a sheet may use these words in its `template` column.
 */
export const templateWords: ReadonlyMap<string, string> = new Map([
  ['sig', 'special-interest-group'],
  ['interest group', 'special-interest-group'],
  ['committee', 'special-interest-group'],
  ['working group', 'shared-problem'],
  ['task group', 'shared-problem'],
  ['guild', 'professional-discipline'],
  ['chapter', 'professional-discipline'],
  ['user group', 'tool-or-technology'],
]);
