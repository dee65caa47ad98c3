import { z } from 'zod';
import { id, instant, operation, page, pageQuery } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';

/** A person as the screens show one. Nothing else of a person leaves the API. */
export const person = z.object({
  id,
  displayName: z.string(),
  jobTitle: z.string().nullable(),
  department: z.string().nullable(),
});
export type Person = z.infer<typeof person>;

/** A member's part in the community (start-up guide L2). People who join start as peripheral. */
export const part = z.enum(['coordinator', 'core', 'active', 'peripheral', 'expert', 'coach']);
export type Part = z.infer<typeof part>;

export const member = z.object({ person, part, joinedAt: instant });
export type Member = z.infer<typeof member>;

export const roles = z.enum(['ProgrammeLead']);

export const me = z.object({
  person,
  /** App roles that the organisation gave the person. */
  roles: z.array(roles),
  abilities: z.object({ createCommunity: z.boolean(), importCommunities: z.boolean(), checkPermissions: z.boolean(), seeBrokenTies: z.boolean(), seeBoard: z.boolean() }),
});
export type Me = z.infer<typeof me>;

export const getMe = operation({
  name: 'getMe', method: 'GET', path: '/api/me', summary: 'Who is signed in, and what that person may do.', response: me,
});

export const getMyManager = operation({
  name: 'getMyManager', method: 'GET', path: '/api/me/manager',
  summary: 'The signed-in person’s manager, proposed as sponsor; null when the directory knows none.',
  response: z.object({ manager: person.nullable() }),
});

export const searchPeople = operation({
  name: 'searchPeople', method: 'GET', path: '/api/people',
  summary: 'People of the organisation by name or address.',
  query: z.object({ search: writtenText().min(1).max(100) }),
  response: z.object({ items: z.array(person) }),
});

const communityParams = z.object({ communityId: id });

export const listMembers = operation({
  name: 'listMembers', method: 'GET', path: '/api/communities/:communityId/members',
  summary: 'Members with their part in the community: coordinators first, then by name.',
  params: communityParams, query: pageQuery, response: page(member),
});

/** What the signed-in person is to the community after joining or leaving. */
export const participation = z.object({ part: part.nullable(), memberCount: z.number().int() });

export const joinCommunity = operation({
  name: 'joinCommunity', method: 'PUT', path: '/api/communities/:communityId/membership',
  summary: 'Join. Joining twice changes nothing.',
  params: communityParams, response: participation,
});

export const leaveCommunity = operation({
  name: 'leaveCommunity', method: 'DELETE', path: '/api/communities/:communityId/membership',
  summary: 'Leave. The only coordinator cannot leave.',
  params: communityParams, response: participation,
});
