import { z } from 'zod';
import { type Step, type StepDone, type StillGoing, unlessThere } from '../../ledger/ledger.ts';
import { tieMade } from './tie-made.ts';

const content = z.object({ groupId: z.guid(), name: z.string(), mends: z.guid().nullable() });

/** Makes a document library in a team's site and ties the community to it. One of this name that is there by now is the one. */
export const createLibrary: Step<z.infer<typeof content>> = {
  content,
  async do({ content: { groupId, name }, session, options }): Promise<StepDone | StillGoing> {
    const find = async () => (await session.list('listGroupDrives', { params: { groupId } }, options)).find((drive) => drive.name?.toLocaleLowerCase() === name.toLocaleLowerCase());
    const there = await find();
    if (there) return { id: there.id ?? '', name: there.name ?? name, webUrl: there.webUrl ?? '' };
    const site = await session.call('getGroupSite', { params: { groupId } }, options);
    await unlessThere(() => session.call('createLibrary', { params: { siteId: site.id ?? '' }, body: { displayName: name, list: { template: 'documentLibrary' } } }, options));
    const made = await find();
    // SharePoint may show the library a moment later.
    return made ? { id: made.id ?? '', name: made.name ?? name, webUrl: made.webUrl ?? '' } : { going: true, noted: {} };
  },
  async then(trx, { content: { groupId, mends }, done, ...finished }) {
    await tieMade(trx, finished, mends, { target: { kind: 'library', groupId, driveId: done.id! }, name: done.name!, webUrl: done.webUrl || null });
  },
};
