import { inBrief, NotFoundError } from '../platform/errors.ts';
import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { sayCare } from './care-about-issue.ts';
import * as contract from './charter-contract.ts';
import { listVersionsPage, readCharterPage } from './charter-read-model.ts';
import { charterStore } from './charter-store.ts';
import { editCharter, restoreCharter } from './edit-charter.ts';
import * as issues from './issues-contract.ts';
import { linkToIssue, lookAtLinks, relinkToIssue, unlinkFromIssue } from './link-to-issue.ts';

export function charterRoutes(services: Services): Route[] {
  const { database, clock } = services;
  return [
    implement(contract.getCharter, ({ actor, params, language }) => database.inTenant(actor.tenantId, (trx) => readCharterPage(trx, actor, params.communityId, clock(), language))),
    implement(contract.editCharter, ({ actor, params, body: { basedOnVersion, ...text } }) => editCharter(services, actor, params.communityId, text, basedOnVersion)),
    implement(contract.listCharterVersions, ({ actor, params, query }) => database.inTenant(actor.tenantId, (trx) => listVersionsPage(trx, actor.tenantId, params.communityId, query))),
    implement(contract.getCharterVersion, async ({ actor, params }) => {
      const found = await database.inTenant(actor.tenantId, (trx) => charterStore.findVersion(trx, actor.tenantId, params.communityId, params.version));
      if (!found) throw new NotFoundError('charter-version');
      return found;
    }),
    implement(contract.restoreCharter, ({ actor, params, body }) => restoreCharter(services, actor, params.communityId, body)),
    implement(issues.careAboutIssue, ({ actor, params }) => sayCare(services, actor, params.communityId, params.issueId, true)),
    implement(issues.stopCaring, ({ actor, params }) => sayCare(services, actor, params.communityId, params.issueId, false)),
    implement(issues.listIssueLinks, async ({ actor, params, language, signal }) => {
      const found = await lookAtLinks(services, actor, params.communityId, signal);
      return { ...found, trouble: inBrief(found.trouble, language) };
    }),
    implement(issues.linkToIssue, ({ actor, params, body }) => linkToIssue(services, actor, params.communityId, params.issueId, body.target)),
    implement(issues.unlinkFromIssue, async ({ actor, params }) => {
      await unlinkFromIssue(services, actor, params.communityId, params.issueId, params.linkId);
      return undefined;
    }),
    implement(issues.relinkToIssue, async ({ actor, params }) => {
      await relinkToIssue(services, actor, params.communityId, params.issueId, params.linkId);
      return undefined;
    }),
  ];
}
