import { craftLibraries } from './default-library-crafts.ts';
import { teamLibraries } from './default-library-teams.ts';
import { personId } from './default-people.ts';
import type { FileSketch } from './file-sketch.ts';
import { sketch } from './sketch.ts';
import { driveItemId } from './stable-id.ts';
import type { TenantItem } from './tenant-file.ts';

/** A modeller's second library, as many teams have one beside "Documents". */
const referenceModels: FileSketch[] = [
  { path: 'Read me first.md', by: 'raquel.bettencourt', on: '2025-03-03 → 2026-05-04', text: `
    # Reference models
    ## What lies here
    Four small models with known answers, to try a new version of the software or of yourself.
    ## How to use them
    - Run, compare with the answer in the sheet, report what differs` },
  { path: 'Known answers.xlsx', by: 'samuel.tremblay', on: '2025-03-03', text: `
    # Known answers
    ## Answers
    | Model | Quantity | Answer | Tolerance |
    | Single pipe | Head loss, m | 3.27 | 0.01 |
    | Loop of four | Flow in pipe 3, l/s | 11.8 | 0.05 |
    | Tank and pump | Level after 6 h, m | 2.14 | 0.02 |
    | Storm on one street | Peak flow, l/s | 96 | 1 |` },
];

/** The files of one library of the default tenant. What they hold is generated when someone asks for it. */
export function defaultItems(team: string, library: string): TenantItem[] {
  const files = library === 'Reference models' ? referenceModels : craftLibraries[team] ?? teamLibraries[team] ?? [];
  return files.map((file) => item(team, library, file));
}

function item(team: string, library: string, { path, by, on, text }: FileSketch): TenantItem {
  const names = path.split('/');
  const [author, editor] = both(by);
  const [created, changed] = both(on);
  const document = sketch(text);
  return {
    id: driveItemId(team, library, path),
    name: names.at(-1)!,
    path: names.slice(0, -1).join('/'),
    title: document.title,
    document,
    createdBy: personId(author),
    createdDateTime: `${created}T09:30:00Z`,
    lastModifiedBy: personId(editor),
    lastModifiedDateTime: `${changed}T15:45:00Z`,
  };
}

/** `a → b` as two, `a` as the same twice. */
function both(text: string): [string, string] {
  const [first = '', second = first] = text.split('→').map((part) => part.trim());
  return [first, second];
}
