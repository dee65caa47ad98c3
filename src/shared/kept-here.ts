/** What was typed but has not reached the server yet, kept in this browser until it has. */
const key = (draftId: string): string => `trellis.draft.${draftId}`;

export function keepHere(draftId: string, content: unknown): void {
  try {
    localStorage.setItem(key(draftId), JSON.stringify(content));
  } catch {
    // Storage may be closed to frames; the server's copy is the one that counts.
  }
}

export function keptHere(draftId: string): Record<string, unknown> | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(draftId)) ?? 'null');
    return typeof kept === 'object' ? (kept as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

export function forgetHere(draftId: string): void {
  try {
    localStorage.removeItem(key(draftId));
  } catch {
    // Nothing was kept then.
  }
}
