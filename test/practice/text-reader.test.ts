import { zipSync } from 'fflate';
import { longestText, type ReadableEnding } from '../../api/practice/texts/file-text.ts';
import { createTextReader, type TextReader } from '../../api/practice/texts/text-reader.ts';
import { excelFile } from '../../sandbox/tenant/files/excel-file.ts';
import { pdfFile } from '../../sandbox/tenant/files/pdf-file.ts';
import { powerpointFile } from '../../sandbox/tenant/files/powerpoint-file.ts';
import { wordFile } from '../../sandbox/tenant/files/word-file.ts';

let reader: TextReader;
beforeAll(() => { reader = createTextReader(); });
afterAll(() => reader.close());

const sketch = { title: 'Réglage du palier', sections: [{ heading: 'Bearings', paragraphs: ['Grease the bearing before it sings.'], table: [['Gap', 'Müller'], ['0.2 mm', 'tight']] }] };
const properties = { author: 'Ben', createdDateTime: '2026-01-01T00:00:00Z', lastModifiedBy: 'Ben', lastModifiedDateTime: '2026-01-01T00:00:00Z' };
const read = (ending: ReadableEnding, content: Uint8Array | string, by = reader) => by.read(ending, new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content));
const word = (xml: string, more: Record<string, Uint8Array> = {}) => zipSync({ 'word/document.xml': Buffer.from(xml), ...more });
const paragraphs = (...texts: string[]) => `<w:document xmlns:w="w" xmlns:mc="mc"><w:body>${texts.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`;
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('the text of a file', () => {
  it.each([['docx', wordFile], ['pptx', powerpointFile], ['xlsx', excelFile], ['pdf', pdfFile]] as const)('is read of %s', async (ending, make) => {
    const { text, words, unsearched } = await read(ending, make(sketch, properties));
    expect(unsearched).toBeNull();
    for (const part of ['Bearings', 'Grease the bearing before it sings.', 'Müller', 'tight', ...(ending === 'xlsx' ? [] : ['Réglage du palier'])]) expect(text).toContain(part);
    expect(words).toEqual(expect.arrayContaining(['grease', 'bearings', 'müller']));
  });

  it('is read of plain text whatever it was written with, in any script, in one form and without what nobody sees', async () => {
    const read16 = (await read('txt', Buffer.from('\ufeffבדיקת משאבות', 'utf16le'))).text;
    expect([(await read('md', '# É\u0301te\u0301\r\n\u202edaeh\u202c soft\u00adly \u0000'.replace('\u0000', ''))).text, (await read('txt', latin1('d\xe9j\xe0 vu'))).text, read16, (await read('txt', 'ﻣﺮﺣﺒﺎ ﬁlter')).text])
      .toEqual(['# É\u0301té\ndaeh softly', 'déjà vu', 'בדיקת משאבות', 'مرحبا filter']);
    expect((await read('pdf', pdfFile({ title: 'x', sections: [{ heading: 'y', paragraphs: ['z'] }] }, properties))).text).not.toContain('  ');
  });

  it('is read once where Word holds it twice, without what was struck out, and of many slides in their order', async () => {
    const twice = `<w:document xmlns:w="w" xmlns:mc="mc"><w:body><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:p><w:del><w:r><w:delText>struck</w:delText></w:r></w:del><w:r><w:t>kept</w:t></w:r></w:p></w:body></w:document>`;
    expect((await read('docx', word(twice))).text).toBe('boxed\nkept');
    const slide = (text: string) => Buffer.from(`<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`);
    expect((await read('pptx', zipSync({ 'ppt/slides/slide10.xml': slide('ten'), 'ppt/slides/slide2.xml': slide('two') }))).text).toBe('two\nten');
  });

  it('is kept to its beginning when it is long, to the end of a word, and says so', async () => {
    const { text, unsearched } = await read('txt', 'שלום עולם '.repeat(60_000));
    expect([unsearched, Buffer.byteLength(text) <= longestText, Buffer.byteLength(text) > longestText - 100, text.endsWith('שלום') || text.endsWith('עולם')]).toEqual(['only-beginning', true, true, true]);
  });
});

describe('a file whose text cannot be had says why', () => {
  const encryptedPdf = (): Uint8Array => latin1(Buffer.from(pdfFile(sketch, properties)).toString('latin1')
    .replace('/Root 1 0 R', `/Root 1 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`));
  const entity = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${paragraphs('&b;')}`;

  it.each([
    ['an encrypted pdf', 'pdf', encryptedPdf, 'protected'],
    ['a docx with a password, which is no zip any more', 'docx', () => Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(600)}`, 'hex'), 'protected'],
    ['a pdf that is none', 'pdf', () => 'not a pdf at all', 'broken'], ['half a pdf', 'pdf', () => pdfFile(sketch, properties).subarray(0, 500), 'broken'],
    ['a docx that is none', 'docx', () => 'PK but no', 'broken'], ['half a docx', 'docx', () => wordFile(sketch, properties).subarray(0, 900), 'broken'],
    ['a zip of something else', 'xlsx', () => zipSync({ 'readme.txt': Buffer.from('x') }), 'broken'], ['a docx of no XML', 'docx', () => word('<w:document><w:p></w:document>'), 'broken'],
    ['entities that multiply', 'docx', () => word(entity), 'broken'], ['a picture called txt', 'txt', () => Buffer.from([137, 80, 78, 71, 0, 0]), 'broken'],
    ['a scanned pdf', 'pdf', () => pdfFile({ title: '-', sections: [{ heading: '—' }] }, properties), 'no-words'], ['nothing', 'md', () => '', 'no-words'],
  ] as [string, ReadableEnding, () => Uint8Array | string, string][])('%s', async (_, ending, make, why) => {
    expect(await read(ending, make())).toEqual({ text: '', words: [], unsearched: why });
  });

  it('a zip bomb is left packed, also one that lies about its size', async () => {
    const bomb = (says: number) => {
      const file = Buffer.from(word(paragraphs('x'), { 'word/document2.xml': new Uint8Array(4 * 1024 * 1024) }));
      file.writeUInt32LE(says, file.lastIndexOf(Buffer.from('504b0102', 'hex')) + 24);
      return file;
    };
    expect([(await read('docx', bomb(3_000_000_000))).unsearched, (await read('docx', bomb(200))).unsearched]).toEqual(['unpacks-too-large', 'broken']);
  });

  it('what takes too long or too much memory is stopped, nothing else waits for it, and the next is read', async () => {
    const strict = createTextReader({ deadlineMs: 400, memoryMb: 24 });
    try {
      let ticks = 0;
      const ticking = setInterval(() => { ticks += 1; }, 20);
      // One element nested in the other, and attributes without number: the parser holds all of them.
      const greedy = word(`<w:document>${'<w:p a="1">'.repeat(2_000_000)}`);
      expect(['took-too-long', 'unpacks-too-large']).toContain((await read('docx', greedy, strict)).unsearched);
      clearInterval(ticking);
      expect(ticks).toBeGreaterThan(3);
    } finally {
      await strict.close();
    }
    expect((await read('txt', 'next')).text).toBe('next');
  });
});
