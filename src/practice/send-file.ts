/** Pieces are multiples of 320 KiB (Microsoft, "Upload large files with an upload session"). */
const pieceBytes = 16 * 320 * 1024;
const attempts = 4;

/** Microsoft 365 took a file no further: an upload that is over, no room, no connection. `status` is null without an answer. */
export class SendError extends Error {
  readonly status: number | null;
  constructor(status: number | null) {
    super(`The file could not be sent (${status ?? 'no answer'}).`);
    this.status = status;
  }
}

/**
 * Sends a file piece by piece to the address of an upload session, without a token: the address is good for this one file.
 * After a lost piece Microsoft 365 is asked how far it came. When cancelled, what was sent is thrown away.
 * @throws SendError, and the signal's reason when cancelled
 */
export async function sendFile(url: string, file: File, { signal, onProgress }: { signal: AbortSignal; onProgress: (sent: number) => void }): Promise<{ driveId: string; fileId: string }> {
  const throwAway = (): void => { void fetch(url, { method: 'DELETE' }).catch(() => undefined); };
  signal.addEventListener('abort', throwAway, { once: true });
  try {
    return await sendPieces(url, file, signal, onProgress);
  } finally {
    signal.removeEventListener('abort', throwAway);
  }
}

async function sendPieces(url: string, file: File, signal: AbortSignal, onProgress: (sent: number) => void): Promise<{ driveId: string; fileId: string }> {
  let from = 0;
  for (let failed = 0; ;) {
    const until = Math.min(from + pieceBytes, file.size);
    try {
      const answer = await fetch(url, { method: 'PUT', signal, headers: { 'content-range': `bytes ${from}-${until - 1}/${file.size}` }, body: file.slice(from, until) });
      if (answer.status === 200 || answer.status === 201) {
        const item = await answer.json() as { id: string; parentReference: { driveId: string } };
        onProgress(file.size);
        return { driveId: item.parentReference.driveId, fileId: item.id };
      }
      if (answer.status !== 202) throw new SendError(answer.status);
      from = until;
      failed = 0;
      onProgress(from);
    } catch (error) {
      signal.throwIfAborted();
      const status = error instanceof SendError ? error.status : null;
      failed += 1;
      // Busy, or a piece that was sent already: worth another look. Anything else will not change.
      if (failed === attempts || (status !== null && status < 500 && status !== 416 && status !== 429) || status === 507) throw error instanceof SendError ? error : new SendError(status);
      await new Promise((resolve) => { setTimeout(resolve, 500 * 2 ** failed); });
      from = await whereToGoOn(url, signal) ?? from;
    }
  }
}

async function whereToGoOn(url: string, signal: AbortSignal): Promise<number | null> {
  const answer = await fetch(url, { signal }).catch(() => null);
  if (!answer?.ok) return null;
  const { nextExpectedRanges: [next] = [] } = await answer.json() as { nextExpectedRanges?: string[] };
  return next === undefined ? null : Number(next.split('-')[0]);
}
