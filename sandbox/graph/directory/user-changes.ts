import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { TenantUser } from '../../tenant/tenant-file.ts';
import { badRequest, bodyObject, created, graphOperation, noContent, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { deleteUser } from './deleted-items.ts';
import { directoryArea, findUser, needUser } from './directory-area.ts';
import { noteUser } from './directory-log.ts';
import { selected } from '../odata-collection.ts';
import { userDefaults, userRow } from './user-presenter.ts';

const text = z.string().max(128).nullable();

/** Properties of people that are kept; others of Graph's user are taken and forgotten. */
const changes = z.object({
  accountEnabled: z.boolean(), displayName: z.string().min(1).max(256), givenName: text, surname: text, jobTitle: text, department: text,
  companyName: text, officeLocation: text, usageLocation: text, preferredLanguage: text, mail: text,
}).partial();

const newUser = changes.required({ accountEnabled: true, displayName: true }).extend({
  mailNickname: z.string().min(1).max(64), userPrincipalName: z.string().regex(/^[^@\s]+@[^@\s]+$/),
});
/** Must be there; everyone's password is the sandbox's own. */
const credentials = z.object({ passwordProfile: z.looseObject({ password: z.string() }) });

const write = ['User.ReadWrite.All', 'Directory.ReadWrite.All'];

/** What administrators do with people. The sandbox has no roles of administrators: the permission is enough. */
export const userChangeOperations: GraphOperation[] = [
  graphOperation({
    method: 'POST', path: '/users', delegated: write, application: write,
    handle: call => {
      read(credentials, call);
      const given = read(newUser, call);
      if (findUser(call, given.userPrincipalName)) {
        throw badRequest('Another object with the same value for property userPrincipalName already exists.', 'Request_BadRequest');
      }
      const user: TenantUser = { ...given, id: randomUUID(), userType: 'Member' };
      directoryArea.of(call.state).users.set(user.id, user);
      noteUser(call, user.id, 'created');
      return created({ '@odata.context': `${call.baseUrl}/$metadata#users/$entity`, ...selected(call, userRow(user), userDefaults) });
    },
  }),
  graphOperation({
    method: 'PATCH', path: '/users/{user-id}', delegated: [...write, 'User.EnableDisableAccount.All'], application: [...write, 'User.EnableDisableAccount.All'],
    handle: call => {
      const user = needUser(call, call.params['user-id']!);
      // A new object: what is shown of a person is kept by object.
      const given = read(changes, call);
      directoryArea.of(call.state).users.set(user.id, { ...user, ...given });
      noteUser(call, user.id, { changed: Object.keys(given) });
      return noContent();
    },
  }),
  graphOperation({
    method: 'DELETE', path: '/users/{user-id}', delegated: ['User.ReadWrite.All', 'User.DeleteRestore.All'], application: ['User.ReadWrite.All', 'User.DeleteRestore.All'],
    handle: call => {
      deleteUser(call, needUser(call, call.params['user-id']!));
      return noContent();
    },
  }),
];

function read<T extends z.ZodType>(schema: T, call: GraphCall): z.infer<T> {
  const given = schema.safeParse(bodyObject(call));
  if (given.success) return given.data;
  throw badRequest(`Invalid value specified for property '${given.error.issues[0]!.path.join('.')}' of resource 'User'.`, 'Request_BadRequest');
}
