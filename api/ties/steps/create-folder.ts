import { z } from 'zod';
import { type Step, type StepDone, type StillGoing, unlessThere } from '../../ledger/ledger.ts';
import { folderNames } from '../check-ties.ts';
import { tieMade } from './tie-made.ts';

const content = z.object({ groupId: z.guid(), driveId: z.string(), parentId: z.string(), library: z.string(), name: z.string(), mends: z.guid().nullable() });

/** Makes a folder in a library and ties the community to it. Names are unique in a folder, so one of this name that is there by now is the one. */
export const createFolder: Step<z.infer<typeof content>> = {
  content,
  async do({ content: { driveId, parentId, library, name }, session, options }): Promise<StepDone | StillGoing> {
    const params = { driveId, itemId: parentId };
    const made = await unlessThere(() => session.call('createFolder', { params, body: { name, folder: {}, '@microsoft.graph.conflictBehavior': 'fail' } }, options));
    const folder = made ?? (await session.list('listFolderItems', { params }, options)).find((item) => item.folder && item.name?.toLocaleLowerCase() === name.toLocaleLowerCase());
    const names = folderNames(folder ?? {}, library);
    return { id: folder?.id ?? '', name: names.name || name, location: names.location, webUrl: names.webUrl ?? '' };
  },
  async then(trx, { content: { groupId, driveId, mends }, done, ...finished }) {
    await tieMade(trx, finished, mends, { target: { kind: 'folder', groupId, driveId, itemId: done.id! }, name: done.name!, location: done.location!, webUrl: done.webUrl || null });
  },
};
