import type { Snapshot } from '../communities/happening.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { seenAsItem } from './file-seen.ts';
import { libraryStore } from './library-store.ts';
import { sightsStore } from './sights-store.ts';

/** Keeps what a visit of a person showed just now: which libraries and files open to them, and what the files are called. */
export async function noteFilesSeen(trx: TenantTransaction, tenantId: string, personId: string, snapshot: Snapshot, ties: readonly Tie[], now: Date): Promise<void> {
  const fresh = ties.flatMap(({ id, target }) => { const sight = snapshot.ties[id]; return sight?.asOf === now.toISOString() ? [{ target, sight }] : []; });
  const files = fresh.flatMap(({ sight }) => (sight.sight === 'open' ? sight.practice ?? [] : []).map(seenAsItem));
  const libraries = fresh.flatMap(({ target, sight }) => (target.kind === 'library' ? [{ driveId: target.driveId, fileId: '', isOpen: sight.sight === 'open' }] : []));
  await sightsStore.note(trx, tenantId, personId, [...libraries, ...files.map(({ driveId, fileId }) => ({ driveId, fileId, isOpen: true }))], now);
  await libraryStore.observe(trx, tenantId, files);
}
