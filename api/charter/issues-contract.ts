import { z } from 'zod';
import { id, instant, operation } from '../platform/http/operation-contract.ts';
import { issueCare } from './charter-contract.ts';

const issueParams = z.object({ communityId: id, issueId: id });

export const careAboutIssue = operation({
  name: 'careAboutIssue', method: 'PUT', path: '/api/communities/:communityId/charter/issues/:issueId/care',
  summary: 'Say of oneself that one cares about a key issue. Nobody says it of another; saying it twice changes nothing. It ends with leaving the community.',
  params: issueParams, response: issueCare,
});

export const stopCaring = operation({
  name: 'stopCaring', method: 'DELETE', path: '/api/communities/:communityId/charter/issues/:issueId/care',
  summary: 'Take back that one cares about a key issue.',
  params: issueParams, response: issueCare,
});

/** A file of a tied library, or an activity of a tied calendar, as the person’s view of the community shows it. */
export const linkTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), driveId: z.string().min(1).max(300), itemId: z.string().min(1).max(300) }),
  z.object({ kind: z.literal('activity'), eventId: z.string().min(1).max(600) }),
]);
export type LinkTarget = z.infer<typeof linkTarget>;

/** A link as Microsoft 365 shows it to this person. What it does not show them is counted, never named. */
export const issueLink = z.object({
  id,
  issueId: id,
  kind: z.enum(['file', 'activity', 'link']),
  name: z.string(),
  webUrl: z.url().nullable(),
  /** Of an activity: when it begins; its zone is the reader’s. */
  startsAt: instant.nullable(),
  allDay: z.boolean(),
});
export type IssueLink = z.infer<typeof issueLink>;

export const listIssueLinks = operation({
  name: 'listIssueLinks', method: 'GET', path: '/api/communities/:communityId/charter/links',
  summary: 'What is linked to the key issues, as Microsoft 365 shows it to this person; `hidden` names per issue how much it does not show.',
  params: z.object({ communityId: id }),
  response: z.object({ items: z.array(issueLink), hidden: z.record(z.string(), z.number().int()), trouble: z.object({ code: z.string(), detail: z.string() }).nullable() }),
});

export const linkToIssue = operation({
  name: 'linkToIssue', method: 'POST', path: '/api/communities/:communityId/charter/issues/:issueId/links',
  summary: 'Link a file or an activity of the community to a key issue. The same again is the same link. Nothing is written to Microsoft 365.',
  params: issueParams, body: z.object({ target: linkTarget }), response: issueLink, status: 201,
});

const linkParams = z.object({ communityId: id, issueId: id, linkId: id });

export const unlinkFromIssue = operation({
  name: 'unlinkFromIssue', method: 'DELETE', path: '/api/communities/:communityId/charter/issues/:issueId/links/:linkId',
  summary: 'Take a link away. What it led to stays as it is.',
  params: linkParams, response: z.undefined(), status: 204,
});

export const relinkToIssue = operation({
  name: 'relinkToIssue', method: 'PUT', path: '/api/communities/:communityId/charter/issues/:issueId/links/:linkId',
  summary: 'Bring back a link that was taken away within the last day.',
  params: linkParams, response: z.undefined(), status: 204,
});
