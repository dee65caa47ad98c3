import { getDocumentProxy } from 'unpdf';
import { type TextSink, UnreadableError } from './file-text.ts';

/** Reads the text of a PDF into a sink, page by page. @throws UnreadableError */
export async function readPdf(bytes: Buffer, sink: TextSink): Promise<void> {
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false, useSystemFonts: false, enableXfa: false, stopAtErrors: false });
    for (let number = 1; number <= pdf.numPages && !sink.isFull; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      for (const item of items) if ('str' in item) sink.add(item.hasEOL ? `${item.str}\n` : item.str);
      sink.add('\n');
      page.cleanup();
    }
  } catch (error) {
    throw new UnreadableError(error instanceof Error && error.name === 'PasswordException' ? 'protected' : 'broken', error);
  }
}
