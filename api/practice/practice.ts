import type { z } from 'zod';
import { webAddress } from '../platform/web-address.ts';
import type { practiceKind, PracticeItem } from './practice-contract.ts';

export type PracticeKind = z.infer<typeof practiceKind>;

/** A Graph driveItem. Everything may be missing: it comes from outside. */
export interface GraphItem {
  id?: string;
  name?: string;
  size?: number;
  webUrl?: string | null;
  file?: object | null;
  folder?: object | null;
  deleted?: object | null;
  lastModifiedDateTime?: string;
  lastModifiedBy?: { user?: { displayName?: string | null } | null } | null;
  parentReference?: { id?: string | null; driveId?: string | null } | null;
}

/** Most practice items that a page shows. */
export const maxItems = 30;

/**
 * The kind of practice item that a file most likely is (start-up guide L3): what its nearest
 * folder is called says it first, then the words of its name, then its type. The people of a
 * community will say otherwise where it guesses wrongly, so it guesses only from clear words.
 *
 * @param name file name with its ending
 * @param folders names of the folders it lies in, outermost first
 */
export function practiceKindOf(name: string, folders: readonly string[] = []): PracticeKind {
  for (const folder of [...folders].reverse()) {
    const kind = kindInWords(folder);
    if (kind) return kind;
  }
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return kindInWords(name.slice(0, name.length - ending.length)) ?? (toolEndings.has(ending) ? 'tool' : 'document');
}

/**
 * The files among these items of one library, newest first. Folders and deleted items are left out;
 * when an item comes more than once, the last says how it is (Microsoft, "driveItem: delta").
 */
export function toPracticeItems(driveId: string, items: readonly GraphItem[]): PracticeItem[] {
  const latest = new Map(items.flatMap((item) => (item.id ? [[item.id, item] as const] : [])));
  const files: PracticeItem[] = [];
  for (const item of latest.values()) {
    const modified = Date.parse(item.lastModifiedDateTime ?? '');
    if (!item.id || !item.name || item.folder || item.deleted || Number.isNaN(modified)) continue;
    files.push({
      driveId,
      itemId: item.id,
      name: item.name,
      kind: practiceKindOf(item.name, foldersOf(item, latest)),
      webUrl: webAddress(item.webUrl),
      sizeBytes: Math.max(0, Math.trunc(item.size ?? 0)),
      modifiedAt: new Date(modified).toISOString(),
      modifiedBy: item.lastModifiedBy?.user?.displayName ?? null,
    });
  }
  return files.sort(newestFirst);
}

/** The newest items of what may be several libraries. */
export function newestItems(items: readonly PracticeItem[]): PracticeItem[] {
  return [...items].sort(newestFirst).slice(0, maxItems);
}

/** Order matters: "lessons from a case" is a case told, so cases come before stories; a method's name often holds no other word. */
const words: readonly (readonly [PracticeKind, RegExp])[] = [
  ['case', /^(case|cases|study|studies|postmortem|postmortems|retrospective|retrospectives|review of|incident|incidents)$/],
  ['story', /^(story|stories|lesson|lessons|learned|experience|experiences|interview|interviews|told)$/],
  ['tool', /^(tool|tools|toolkit|toolkits|template|templates|checklist|checklists|calculator|calculators|script|scripts|starter|form|forms|canvas)$/],
  ['method', /^(method|methods|methodology|guide|guides|guideline|guidelines|howto|playbook|playbooks|procedure|procedures|process|processes|practice|practices|runbook|runbooks|recipe|recipes|manual|standard|standards)$/],
];

const toolEndings = new Set(['xlsx', 'xlsm', 'xltx', 'csv', 'dotx', 'potx', 'ps1', 'sh', 'py', 'js', 'ts', 'ipynb', 'zip', 'json', 'yaml', 'yml', 'pbix']);

function kindInWords(text: string): PracticeKind | null {
  const found = text.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^\p{L}]+/u).filter(Boolean);
  if (/\bhow[\s_-]?to\b/i.test(text)) return 'method';
  return words.find(([, word]) => found.some((each) => word.test(each)))?.[0] ?? null;
}

/** Names of the folders above an item, outermost first: delta gives no paths, so they are found by their ids. The library's root has no name of its own. */
function foldersOf(item: GraphItem, items: ReadonlyMap<string, GraphItem>): string[] {
  const folders = new Set<GraphItem>();
  let folder = items.get(item.parentReference?.id ?? '');
  while (folder?.parentReference?.id && !folders.has(folder)) {
    folders.add(folder);
    folder = items.get(folder.parentReference.id);
  }
  return [...folders].reverse().map(({ name }) => name ?? '');
}

function newestFirst(a: PracticeItem, b: PracticeItem): number {
  return b.modifiedAt.localeCompare(a.modifiedAt) || a.name.localeCompare(b.name) || a.itemId.localeCompare(b.itemId);
}
