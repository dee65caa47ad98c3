import { isUtf8 } from 'node:buffer';
import { parentPort } from 'node:worker_threads';
import { type FileText, type ReadableEnding, TextSink, UnreadableError } from './file-text.ts';
import { readOffice } from './office-text.ts';
import { readPdf } from './pdf-text.ts';

/** Reads one file after the other, in a thread of its own: what a file does to it, it does to nobody else. */
parentPort!.on('message', ({ ending, bytes }: { ending: ReadableEnding; bytes: Uint8Array }) => {
  void read(ending, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).then((text) => parentPort!.postMessage(text));
});

async function read(ending: ReadableEnding, bytes: Buffer): Promise<FileText> {
  const sink = new TextSink();
  try {
    if (ending === 'md' || ending === 'txt') sink.add(decode(bytes));
    else if (ending === 'pdf') await readPdf(bytes, sink);
    else await readOffice(ending, bytes, sink);
    return sink.finish();
  } catch (error) {
    return { text: '', words: [], unsearched: error instanceof UnreadableError ? error.why : 'broken' };
  }
}

/** As its byte order mark says, else UTF-8, else what Windows wrote before. @throws UnreadableError for what is no text */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) throw new UnreadableError('broken');
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}
