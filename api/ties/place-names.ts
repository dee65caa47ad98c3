import type { TieKind } from './ties-contract.ts';

/** Why a name cannot be had, and what helps. */
export interface NameRefusal { reason: string; remedy: string }

/** Characters that names of channels must not have (Microsoft, "Limits and specifications for Microsoft Teams"). */
const notInChannels = /[~#%&*{}/\\:<>?+|'"]/u;
/** Characters that names in SharePoint must not have (Microsoft, "Restrictions and limitations in OneDrive and SharePoint"). */
const notInSharePoint = /["*:<>?/\\|]/u;
const controls = /\p{Cc}/u;
const reserved = /^(\.lock|con|prn|aux|nul|com\d|lpt\d|desktop\.ini)$/iu;

/** Whether Microsoft 365 takes a name for a new place; null when it does. */
export function nameRefusal(kind: Exclude<TieKind, 'calendar'>, name: string): NameRefusal | null {
  const longest = kind === 'channel' ? 50 : 128;
  if (name.length > longest) return { reason: `The name of a ${kind} has at most ${longest} characters, and this one has ${name.length}.`, remedy: 'Choose a shorter name.' };
  const bad = controls.exec(name) ?? (kind === 'channel' ? notInChannels : kind === 'team' ? null : notInSharePoint)?.exec(name);
  if (bad) return { reason: `The name of a ${kind} cannot have the character “${bad[0]}”.`, remedy: 'Leave it out.' };
  if (kind === 'channel' && /^[_.]|\.$|^\.\.$/u.test(name)) return { reason: 'The name of a channel cannot begin with _ or . nor end with a full stop.', remedy: 'Choose another name.' };
  if ((kind === 'folder' || kind === 'library') && (/^~\$|^\.|\.$|_vti_/iu.test(name) || reserved.test(name))) {
    return { reason: `SharePoint keeps names such as “${name}” to itself.`, remedy: 'Choose another name.' };
  }
  return null;
}
