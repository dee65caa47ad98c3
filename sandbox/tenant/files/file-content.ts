import type { DocumentSketch, TenantFile, TenantItem } from '../tenant-file.ts';
import { excelFile } from './excel-file.ts';
import type { FileProperties } from './office-package.ts';
import { pdfFile } from './pdf-file.ts';
import { powerpointFile } from './powerpoint-file.ts';
import { wordFile } from './word-file.ts';

const office = 'application/vnd.openxmlformats-officedocument.';
const mediaTypes: Record<string, string> = {
  docx: `${office}wordprocessingml.document`, xlsx: `${office}spreadsheetml.sheet`, pptx: `${office}presentationml.presentation`,
  pdf: 'application/pdf', md: 'text/markdown', txt: 'text/plain', csv: 'text/csv', json: 'application/json', html: 'text/html',
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', svg: 'image/svg+xml', zip: 'application/zip',
};

/** The media type that a file's name tells. */
export function mediaTypeOf(name: string): string {
  return mediaTypes[extensionOf(name)] ?? 'application/octet-stream';
}

/** Generated once for each item object; items of a tenant file never change. */
const generated = new WeakMap<TenantItem, Uint8Array>();

/** The bytes of a file of the tenant: as given, or generated from what the tenant file says of it. Always the same. */
export function contentOf(item: TenantItem, tenant: TenantFile): Uint8Array {
  let bytes = generated.get(item);
  if (!bytes) generated.set(item, bytes = generate(item, tenant));
  return bytes;
}

/** Bytes of the file, without making it when the tenant file says. */
export function sizeOf(item: TenantItem, tenant: TenantFile): number {
  return item.content === undefined && item.document === undefined && item.size !== undefined ? Math.max(item.size, 0) : contentOf(item, tenant).length;
}

function generate(item: TenantItem, tenant: TenantFile): Uint8Array {
  if (item.content !== undefined) return Buffer.from(item.content);
  const nameOf = (id: string) => tenant.users.find((user) => user.id === id)?.displayName ?? id;
  const properties: FileProperties = {
    author: nameOf(item.createdBy), createdDateTime: item.createdDateTime,
    lastModifiedBy: nameOf(item.lastModifiedBy), lastModifiedDateTime: item.lastModifiedDateTime,
  };
  const sketch = item.document ?? describe(item, nameOf);
  switch (extensionOf(item.name)) {
    case 'docx': return wordFile(sketch, properties);
    case 'xlsx': return excelFile(sketch, properties);
    case 'pptx': return powerpointFile(sketch, properties);
    case 'pdf': return pdfFile(sketch, properties);
    default: return ofLength(markdown(sketch), item.document ? undefined : item.size);
  }
}

/** What can be said of a file whose content the tenant file does not hold. */
function describe(item: TenantItem, nameOf: (id: string) => string): DocumentSketch {
  const people = (['authors', 'reviewers', 'approvers'] as const).flatMap((part) => {
    const ids = item.contributors?.[part] ?? [];
    return ids.length === 0 ? [] : [`${part[0]!.toUpperCase()}${part.slice(1)}: ${ids.map(nameOf).join(', ')}`];
  });
  return {
    title: item.title ?? item.name,
    sections: [{
      heading: 'About this document',
      bullets: [
        ...(item.status ? [`Status: ${item.status}`] : []),
        ...(people.length > 0 ? people : [`Author: ${nameOf(item.createdBy)}`]),
        `Created: ${item.createdDateTime.slice(0, 10)}`,
        `Last changed: ${item.lastModifiedDateTime.slice(0, 10)} by ${nameOf(item.lastModifiedBy)}`,
      ],
    }],
  };
}

export function markdown(sketch: DocumentSketch): string {
  const row = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  const sections = sketch.sections.map(({ heading, paragraphs = [], bullets = [], table = [] }) => [
    `## ${heading}`,
    ...paragraphs,
    ...(bullets.length > 0 ? [bullets.map((text) => `- ${text}`).join('\n')] : []),
    ...(table.length > 0 ? [[row(table[0]!), row(table[0]!.map(() => '---')), ...table.slice(1).map(row)].join('\n')] : []),
  ].join('\n\n'));
  return `${[`# ${sketch.title}`, ...(sketch.subtitle ? [`*${sketch.subtitle}*`] : []), ...sections].join('\n\n')}\n`;
}

/** A text of exactly so many bytes, filled up with empty lines, so that a file is as long as its listing says. */
function ofLength(text: string, size: number | undefined): Uint8Array {
  const bytes = Buffer.from(text);
  return size === undefined ? bytes : Buffer.concat([bytes, Buffer.alloc(Math.max(0, size - bytes.length), '\n')]).subarray(0, size);
}

function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
