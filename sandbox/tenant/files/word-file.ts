import type { DocumentSketch } from '../tenant-file.ts';
import { contentTypes, coreProperties, escapeXml, officePackage, packageRelations, relations, xmlHead, type FileProperties } from './office-package.ts';

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word document with headings, bulleted lists and tables. */
export function wordFile(sketch: DocumentSketch, properties: FileProperties): Uint8Array {
  const body = [
    paragraph(sketch.title, 'Title'),
    ...(sketch.subtitle ? [paragraph(sketch.subtitle, 'Subtitle')] : []),
    ...sketch.sections.flatMap((section) => [
      paragraph(section.heading, 'Heading1'),
      ...(section.paragraphs ?? []).map((text) => paragraph(text)),
      ...(section.bullets ?? []).map((text) => paragraph(text, 'ListBullet')),
      ...(section.table ? [table(section.table), paragraph('')] : []),
    ]),
  ];
  return officePackage({
    '[Content_Types].xml': contentTypes({
      '/word/document.xml': 'wordprocessingml.document.main+xml',
      '/word/styles.xml': 'wordprocessingml.styles+xml',
      '/word/numbering.xml': 'wordprocessingml.numbering+xml',
    }),
    '_rels/.rels': packageRelations('word/document.xml'),
    'docProps/core.xml': coreProperties(sketch.title, properties),
    'word/_rels/document.xml.rels': relations({ rId1: ['styles', 'styles.xml'], rId2: ['numbering', 'numbering.xml'] }),
    'word/document.xml': `${xmlHead}<w:document ${namespace}><w:body>${body.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    'word/styles.xml': styles,
    'word/numbering.xml': numbering,
  });
}

function paragraph(text: string, style?: string): string {
  return `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

function table(rows: (string | number)[][]): string {
  const width = Math.floor(9600 / (rows[0]?.length ?? 1));
  const cell = (value: string | number, isHead: boolean) =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr><w:p><w:r>${isHead ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escapeXml(String(value))}</w:t></w:r></w:p></w:tc>`;
  const grid = (rows[0] ?? []).map(() => `<w:gridCol w:w="${width}"/>`).join('');
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="A0A0A0"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.map((row, index) => `<w:tr>${row.map((value) => cell(value, index === 0)).join('')}</w:tr>`).join('')}</w:tbl>`;
}

const style = (id: string, name: string, size: number, extra = '', run = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr>${extra}</w:pPr><w:rPr>${run}<w:sz w:val="${size}"/></w:rPr></w:style>`;

const styles = `${xmlHead}<w:styles ${namespace}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${style('Title', 'Title', 44, '<w:spacing w:after="60"/>', '<w:b/>')}${style('Subtitle', 'Subtitle', 24, '', '<w:color w:val="606060"/>')}${style('Heading1', 'heading 1', 30, '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/>', '<w:b/><w:color w:val="1F4E79"/>')}${style('ListBullet', 'List Bullet', 22, '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="40"/>')}</w:styles>`;

const numbering = `${xmlHead}<w:numbering ${namespace}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
