import type { Refusal } from '../platform/words.ts';
import type { TieKind } from './ties-contract.ts';

/** Characters that names of channels must not have (Microsoft, "Limits and specifications for Microsoft Teams"). */
const notInChannels = /[~#%&*{}/\\:<>?+|'"]/u;
/** Characters that names in SharePoint must not have (Microsoft, "Restrictions and limitations in OneDrive and SharePoint"). */
const notInSharePoint = /["*:<>?/\\|]/u;
const controls = /\p{Cc}/u;
const reserved = /^(\.lock|con|prn|aux|nul|com\d|lpt\d|desktop\.ini)$/iu;

type Made = Exclude<TieKind, 'calendar'>;
const longestOf = (kind: Made): number => (kind === 'channel' ? 50 : 128);
const charactersNotIn = (kind: Made): RegExp | null => (kind === 'channel' ? notInChannels : kind === 'team' ? null : notInSharePoint);

/** A name as Microsoft 365 takes it for a new place: what it refuses is left out. Empty when nothing is left. */
export function permittedName(kind: Made, name: string): string {
  const bad = charactersNotIn(kind);
  const kept = [...name].map((each) => (controls.test(each) || bad?.test(each) ? ' ' : each)).join('');
  const tidied = kept.replace(/\s+/gu, ' ').replace(/^[\s._~$]+/u, '').slice(0, longestOf(kind)).replace(/[\s.\ud800-\udbff]+$/u, '');
  return nameRefusal(kind, tidied) === null ? tidied : '';
}

/** Whether Microsoft 365 takes a name for a new place; null when it does. */
export function nameRefusal(kind: Made, name: string): Refusal | null {
  const longest = longestOf(kind);
  if (name.length > longest) return { refused: 'name-too-long', values: { context: kind, most: longest, length: name.length } };
  const bad = controls.exec(name) ?? charactersNotIn(kind)?.exec(name);
  if (bad) return { refused: 'name-with-character', values: { context: kind, character: bad[0] } };
  if (kind === 'channel' && /^[_.]|\.$|^\.\.$/u.test(name)) return { refused: 'channel-name-with-edges' };
  if ((kind === 'folder' || kind === 'library') && (/^~\$|^\.|\.$|_vti_/iu.test(name) || reserved.test(name))) {
    return { refused: 'name-kept-by-sharepoint', values: { name } };
  }
  return null;
}
