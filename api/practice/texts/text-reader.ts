import { Worker } from 'node:worker_threads';
import type { FileText, ReadableEnding, Unsearched } from './file-text.ts';

/** Longest time that one file may take, and most memory: a file that wants more is left unread. */
const deadlineMs = 20_000;
const memoryMb = 256;

/** Reads the text of files beside the event loop, one at a time. */
export interface TextReader {
  /** Never fails: what cannot be read says why. The bytes are given away. */
  read(ending: ReadableEnding, bytes: Uint8Array<ArrayBuffer>): Promise<FileText>;
  close(): Promise<void>;
}

/** @param limits a test's own */
export function createTextReader(limits: { deadlineMs?: number; memoryMb?: number } = {}): TextReader {
  let worker: Worker | null = null;
  const start = (): Worker => {
    const started = new Worker(new URL('text-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb ?? memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 }, env: {}, stdin: false, execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    // One that took too long may still run out of memory before it is ended, which nobody heard would end the process.
    return started.on('error', () => undefined);
  };
  const end = async (): Promise<void> => {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  };
  return {
    async read(ending, bytes) {
      const reading = worker ??= start();
      const { promise, resolve } = Promise.withResolvers<FileText>();
      let answered = false;
      const onMessage = (text: FileText): void => { answered = true; resolve(text); };
      const failed = (unsearched: Unsearched) => () => resolve({ text: '', words: [], unsearched });
      const timer = setTimeout(failed('took-too-long'), limits.deadlineMs ?? deadlineMs);
      const [outOfMemory, ended] = [failed('unpacks-too-large'), failed('broken')];
      const onError = (error: Error & { code?: string }) => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory : ended)();
      reading.once('message', onMessage).once('error', onError).once('exit', ended);
      reading.postMessage({ ending, bytes }, [bytes.buffer]);
      const text = await promise;
      clearTimeout(timer);
      reading.removeListener('message', onMessage).removeListener('error', onError).removeListener('exit', ended);
      // What did not answer itself is in no state to read another.
      if (!answered) await end();
      return text;
    },
    close: end,
  };
}
