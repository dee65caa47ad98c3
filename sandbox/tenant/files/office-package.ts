import { strToU8, zipSync } from 'fflate';

/** Zips the parts of an Office Open XML file, always to the same bytes. */
export function officePackage(parts: Record<string, string>): Uint8Array {
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 2) });
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const types = 'application/vnd.openxmlformats-officedocument.';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** `[Content_Types].xml`; the content types are given without what all of them begin with. */
export function contentTypes(overrides: Record<string, string>): string {
  const list = Object.entries(overrides).map(([part, type]) => `<Override PartName="${part}" ContentType="${type.startsWith('application/') ? type : types + type}"/>`);
  return `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${list.join('')}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;
}

/** A `.rels` part: target by id, and the last word of the relationship's type. */
export function relations(list: Record<string, [type: string, target: string]>): string {
  const items = Object.entries(list).map(([id, [type, target]]) =>
    `<Relationship Id="${id}" Type="${type.startsWith('http') ? type : `${relationships}/${type}`}" Target="${target}"/>`);
  return `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`;
}

/** The package's own relations: the main part and its properties. */
export function packageRelations(main: string): string {
  return relations({
    rId1: ['officeDocument', main],
    rId2: ['http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', 'docProps/core.xml'],
  });
}

export interface FileProperties { author: string; createdDateTime: string; lastModifiedBy: string; lastModifiedDateTime: string }

export function coreProperties(title: string, { author, createdDateTime, lastModifiedBy, lastModifiedDateTime }: FileProperties): string {
  const instant = (name: string, value: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${value.replace(/\.\d+/, '')}</dcterms:${name}>`;
  return `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator><cp:lastModifiedBy>${escapeXml(lastModifiedBy)}</cp:lastModifiedBy>${instant('created', createdDateTime)}${instant('modified', lastModifiedDateTime)}</cp:coreProperties>`;
}
