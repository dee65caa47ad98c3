import { z } from 'zod';
import { id, instant, operation } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';

/** A person as the screens show one. Nothing else of a person leaves the API. */
export const person = z.object({
  id,
  displayName: z.string(),
  jobTitle: z.string().nullable(),
  department: z.string().nullable(),
});
export type Person = z.infer<typeof person>;

/** A member's level of participation (start-up guide L2). People who join start as peripheral. */
export const part = z.enum(['coordinator', 'core', 'active', 'peripheral']);
export type Part = z.infer<typeof part>;

export const member = z.object({ person, part, joinedAt: instant });
export type Member = z.infer<typeof member>;

export const roles = z.enum(['ProgrammeLead']);

export const me = z.object({
  person,
  /** App roles that the organisation gave the person. */
  roles: z.array(roles),
  abilities: z.object({
    createCommunity: z.boolean(), importCommunities: z.boolean(), checkPermissions: z.boolean(), seeBrokenTies: z.boolean(),
    /** The board is of use to them: all of it, or what they proposed and talk about. */
    seeBoard: z.boolean(),
  }),
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

export const communityParams = z.object({ communityId: id });

/** A zone as clocks know it, such as `Europe/Berlin`. */
export const timeZone = z.string().max(60).refine(isZone, 'is no time zone');

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Most people whose photos are asked for at once: as many as one round trip to Graph takes. */
export const mostPhotos = 20;

export const getPhotos = operation({
  name: 'getPhotos', method: 'GET', path: '/api/people/photos',
  summary: 'Photos of people, as Microsoft 365 shows them to the one who asks; null for whoever has none. Nothing of it is kept here.',
  query: z.object({ ids: z.string().max(37 * mostPhotos).transform((ids) => ids.split(',')).pipe(z.array(id).min(1).max(mostPhotos)) }),
  response: z.object({ items: z.array(z.object({ id, image: z.string().startsWith('data:image/').nullable() })) }),
});

/** What the signed-in person is to the community after joining or leaving. */
export const participation = z.object({ part: part.nullable(), memberCount: z.number().int() });

export const joinCommunity = operation({
  name: 'joinCommunity', method: 'PUT', path: '/api/communities/:communityId/membership',
  summary: 'Join. Joining twice changes nothing. Whoever gives their time zone lets the community know it.',
  params: communityParams, body: z.object({
    timeZone: timeZone.optional(),
    /** As before: who left or stepped back within ten minutes is again what they were, with what they said of themselves. */
    asBefore: z.boolean().optional(),
  }).optional(), response: participation,
});

export const leaveCommunity = operation({
  name: 'leaveCommunity', method: 'DELETE', path: '/api/communities/:communityId/membership',
  summary: 'Leave. The only coordinator cannot leave. For ten minutes, joining as before takes it back.',
  params: communityParams, response: participation,
});
