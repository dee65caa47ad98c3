import { inBrief } from '../platform/errors.ts';
import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { addItems } from './add-items.ts';
import { dismissFile, editItem, setRemoved, setStewardship } from './edit-items.ts';
import { listFilesOfLibraries } from './files-of-libraries.ts';
import * as contract from './library-contract.ts';
import { listItems, lookAround, readTextsOf } from './look-at-library.ts';
import * as searchContract from './search-contract.ts';
import { searchPractice } from './search-practice.ts';
import { beginUpload } from './upload-file.ts';

export function practiceRoutes(services: Services): Route[] {
  return [
    implement(contract.getPracticeLibrary, ({ actor, params, language, signal }) => lookAround(services, actor, params.communityId, language, signal)),
    implement(contract.listLibraryItems, async ({ actor, params, query, language, signal }) => {
      const found = await listItems(services, actor, params.communityId, query, signal);
      return { ...found, trouble: inBrief(found.trouble, language) };
    }),
    implement(contract.listFilesOfLibraries, ({ actor, params, query, signal }) => listFilesOfLibraries(services, actor, params.communityId, query.cursor, signal)),
    implement(contract.beginUpload, ({ actor, params, body, signal }) => beginUpload(services, actor, params.communityId, body, signal)),
    implement(contract.readPracticeTexts, ({ actor, params, signal }) => readTextsOf(services, actor, params.communityId, signal)),
    implement(contract.addLibraryItems, async ({ actor, params, body, signal }) => ({ items: await addItems(services, actor, params.communityId, body.items, signal) })),
    implement(contract.editLibraryItem, ({ actor, params, body, signal }) => editItem(services, actor, params.communityId, params.itemId, body, signal)),
    implement(contract.removeLibraryItem, async ({ actor, params, signal }) => {
      await setRemoved(services, actor, params.communityId, params.itemId, true, signal);
      return undefined;
    }),
    implement(contract.restoreLibraryItem, ({ actor, params, signal }) => setRemoved(services, actor, params.communityId, params.itemId, false, signal)),
    implement(contract.lookAfterItem, ({ actor, params, signal }) => setStewardship(services, actor, params.communityId, params.itemId, true, signal)),
    implement(contract.stopLookingAfter, ({ actor, params, signal }) => setStewardship(services, actor, params.communityId, params.itemId, false, signal)),
    implement(searchContract.searchPractice, async ({ actor, query, language, signal }) => {
      const found = await searchPractice(services, actor, query, signal);
      return { ...found, trouble: inBrief(found.trouble, language) };
    }),
    implement(contract.dismissProposedFile, async ({ actor, params, body }) => {
      await dismissFile(services, actor, params.communityId, body);
      return undefined;
    }),
  ];
}
