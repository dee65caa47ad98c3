import type { DocumentSketch } from '../tenant-file.ts';
import { contentTypes, coreProperties, escapeXml, officePackage, packageRelations, relations, xmlHead, type FileProperties } from './office-package.ts';

const namespaces = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
/** A slide of 16:9, in English Metric Units. */
const WIDTH = 12192000;
const HEIGHT = 6858000;

/** A presentation: a title slide, then a slide for each section. */
export function powerpointFile(sketch: DocumentSketch, properties: FileProperties): Uint8Array {
  const slides = [
    slide([box(2, 'Title', [sketch.title], { x: 700000, y: 2200000, w: WIDTH - 1400000, h: 1200000 }, 4000, 'ctrTitle'), box(3, 'Subtitle', [sketch.subtitle ?? properties.author], { x: 700000, y: 3500000, w: WIDTH - 1400000, h: 800000 }, 2000, 'subTitle')]),
    ...sketch.sections.map((section) => slide([
      box(2, 'Title', [section.heading], { x: 700000, y: 400000, w: WIDTH - 1400000, h: 900000 }, 3200, 'title'),
      box(3, 'Content', linesOf(section), { x: 700000, y: 1500000, w: WIDTH - 1400000, h: HEIGHT - 2000000 }, 1800, null, (section.bullets?.length ?? 0) > 0),
    ])),
  ];
  const number = slides.map((_, index) => index + 1);
  return officePackage({
    '[Content_Types].xml': contentTypes({
      '/ppt/presentation.xml': 'presentationml.presentation.main+xml',
      '/ppt/slideMasters/slideMaster1.xml': 'presentationml.slideMaster+xml',
      '/ppt/slideLayouts/slideLayout1.xml': 'presentationml.slideLayout+xml',
      '/ppt/theme/theme1.xml': 'theme+xml',
      ...Object.fromEntries(number.map((n) => [`/ppt/slides/slide${n}.xml`, 'presentationml.slide+xml'])),
    }),
    '_rels/.rels': packageRelations('ppt/presentation.xml'),
    'docProps/core.xml': coreProperties(sketch.title, properties),
    'ppt/presentation.xml': `${xmlHead}<p:presentation ${namespaces}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${number.map((n) => `<p:sldId id="${255 + n}" r:id="rId${n + 2}"/>`).join('')}</p:sldIdLst><p:sldSz cx="${WIDTH}" cy="${HEIGHT}"/><p:notesSz cx="${HEIGHT}" cy="9144000"/></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations({
      rId1: ['slideMaster', 'slideMasters/slideMaster1.xml'],
      rId2: ['theme', 'theme/theme1.xml'],
      ...Object.fromEntries(number.map((n) => [`rId${n + 2}`, ['slide', `slides/slide${n}.xml`] as [string, string]])),
    }),
    'ppt/slideMasters/slideMaster1.xml': `${xmlHead}<p:sldMaster ${namespaces}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>${tree('')}</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>`,
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relations({ rId1: ['slideLayout', '../slideLayouts/slideLayout1.xml'], rId2: ['theme', '../theme/theme1.xml'] }),
    'ppt/slideLayouts/slideLayout1.xml': `${xmlHead}<p:sldLayout ${namespaces} type="blank" preserve="1"><p:cSld name="Blank">${tree('')}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`,
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relations({ rId1: ['slideMaster', '../slideMasters/slideMaster1.xml'] }),
    'ppt/theme/theme1.xml': theme,
    ...Object.fromEntries(slides.flatMap((xml, index) => [
      [`ppt/slides/slide${index + 1}.xml`, xml],
      [`ppt/slides/_rels/slide${index + 1}.xml.rels`, relations({ rId1: ['slideLayout', '../slideLayouts/slideLayout1.xml'] })],
    ])),
  });
}

function linesOf({ paragraphs = [], bullets = [], table = [] }: DocumentSketch['sections'][number]): string[] {
  return [...paragraphs, ...bullets, ...table.map((row) => row.join('  ·  '))];
}

interface Place { x: number; y: number; w: number; h: number }

function box(id: number, name: string, lines: string[], { x, y, w, h }: Place, size: number, placeholder: string | null, bulleted = false): string {
  const bullet = bulleted ? '<a:pPr marL="285750" indent="-285750"><a:spcAft><a:spcPts val="600"/></a:spcAft><a:buChar char="•"/></a:pPr>' : '<a:pPr><a:spcAft><a:spcPts val="600"/></a:spcAft></a:pPr>';
  const text = (lines.length > 0 ? lines : ['']).map((line) => `<a:p>${bullet}<a:r><a:rPr lang="en-GB" sz="${size}"${placeholder === null ? '' : ' b="1"'}/><a:t>${escapeXml(line)}</a:t></a:r></a:p>`);
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr${placeholder === null ? ' txBox="1"' : ''}/><p:nvPr>${placeholder === null ? '' : `<p:ph type="${placeholder}"/>`}</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${w}" cy="${h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr wrap="square"><a:normAutofit/></a:bodyPr><a:lstStyle/>${text.join('')}</p:txBody></p:sp>`;
}

function slide(boxes: string[]): string {
  return `${xmlHead}<p:sld ${namespaces}><p:cSld>${tree(boxes.join(''))}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`;
}

function tree(shapes: string): string {
  return `<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>${shapes}</p:spTree>`;
}

const colours = { dk1: '1B1B1B', lt1: 'FFFFFF', dk2: '1F4E79', lt2: 'EEF3F7', accent1: '1F77B4', accent2: '2A9D8F', accent3: 'E9A23B', accent4: 'C8553D', accent5: '6C5B9B', accent6: '7A8B99', hlink: '0563C1', folHlink: '954F72' };
const solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const font = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>';
const theme = `${xmlHead}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Calderwell"><a:themeElements><a:clrScheme name="Calderwell">${Object.entries(colours).map(([name, value]) => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`).join('')}</a:clrScheme><a:fontScheme name="Calderwell"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme><a:fmtScheme name="Calderwell"><a:fillStyleLst>${solid.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${`<a:ln w="9525">${solid}</a:ln>`.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${'<a:effectStyle><a:effectLst/></a:effectStyle>'.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${solid.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
