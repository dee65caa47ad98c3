import { SaxesParser } from 'saxes';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { largestUnpacked, mostParts, type ReadableEnding, type TextSink, UnreadableError } from './file-text.ts';

/** The parts that hold what people wrote, in the order in which it is read. */
const parts: Partial<Record<ReadableEnding, readonly RegExp[]>> = {
  docx: [/^word\/document\d*\.xml$/, /^word\/(foot|end)notes\.xml$/],
  pptx: [/^ppt\/slides\/slide\d+\.xml$/, /^ppt\/notesSlides\/notesSlide\d+\.xml$/],
  xlsx: [/^xl\/workbook\.xml$/, /^xl\/sharedStrings\.xml$/, /^xl\/worksheets\/sheet\d+\.xml$/],
};

/** An Office file that is encrypted, or of the time before 2007, is no zip but one of these. */
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Reads what people wrote in a Word, PowerPoint or Excel file into a sink. Nothing is unpacked but what is read, and
 * no more than a limit of it, whatever the file says of its own size.
 * @throws UnreadableError
 */
export async function readOffice(ending: ReadableEnding, bytes: Buffer, sink: TextSink): Promise<void> {
  if (bytes.subarray(0, 8).equals(compound)) throw new UnreadableError('protected');
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true }).catch((error: unknown) => { throw new UnreadableError('broken', error); });
  const wanted = await list(zip, parts[ending] ?? []);
  if (wanted.length === 0) throw new UnreadableError('broken');
  let left = largestUnpacked;
  for (const entry of wanted) {
    if (sink.isFull) return;
    if (entry.isEncrypted()) throw new UnreadableError('protected');
    left -= entry.uncompressedSize;
    if (left < 0) throw new UnreadableError('unpacks-too-large');
    await readPart(zip, entry, sink);
  }
}

async function list(zip: ZipFile, order: readonly RegExp[]): Promise<Entry[]> {
  const found: { entry: Entry; place: number; number: number }[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const place = order.findIndex((name) => name.test(entry.fileName));
      if (place >= 0) found.push({ entry, place, number: Number(/(\d+)\.xml$/.exec(entry.fileName)?.[1] ?? 0) });
      if (found.length > mostParts) throw new UnreadableError('unpacks-too-large');
    }
  } catch (error) {
    throw error instanceof UnreadableError ? error : new UnreadableError('broken', error);
  }
  return found.sort((a, b) => a.place - b.place || a.number - b.number).map(({ entry }) => entry);
}

async function readPart(zip: ZipFile, entry: Entry, sink: TextSink): Promise<void> {
  try {
    // yauzl ends with an error when more comes out than the entry says.
    const stream = await zip.openReadStreamPromise(entry);
    const parser = officeParser(sink);
    const decoder = new TextDecoder('utf-8');
    for await (const chunk of stream) {
      parser.write(decoder.decode(chunk as Buffer, { stream: true }));
      if (sink.isFull) return;
    }
    parser.write(decoder.decode()).close();
  } catch (error) {
    throw new UnreadableError('broken', error);
  }
}

/** What Office's three languages have in common: text stands in `t`, in paragraphs `p` or shared strings `si`. */
function officeParser(sink: TextSink): SaxesParser {
  const parser = new SaxesParser();
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  let inText = false;
  /** Depth of what repeats or only sounds out what is read already. */
  let unread = 0;
  parser.on('error', (error) => { throw error; });
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    const tag = local(name);
    if ((tag === 'Fallback' || tag === 'rPh') && !isSelfClosing) unread += 1;
    inText = tag === 't' && unread === 0;
    if (tag === 'tab' || tag === 'br' || tag === 'cr') sink.add(' ');
    if (tag === 'sheet' && typeof attributes.name === 'string') sink.add(`${attributes.name}\n`);
  });
  parser.on('text', (text) => { if (inText) sink.add(text); });
  parser.on('closetag', ({ name, isSelfClosing }) => {
    const tag = local(name);
    inText = false;
    if ((tag === 'Fallback' || tag === 'rPh') && !isSelfClosing) unread -= 1;
    if (tag === 'p' || tag === 'si' || tag === 'is') sink.add('\n');
  });
  return parser;
}
