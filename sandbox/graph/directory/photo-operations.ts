import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { TenantUser } from '../../tenant/tenant-file.ts';
import { graphError, graphOperation, ok, type GraphAnswer, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { needUser } from './directory-area.ts';

const readPhotos = ['User.Read', 'User.ReadBasic.All', 'ProfilePhoto.Read.All', 'ProfilePhoto.ReadWrite.All'];
const readAsApp = ['User.ReadBasic.All', 'User.Read.All', 'ProfilePhoto.Read.All', 'ProfilePhoto.ReadWrite.All'];
const sizes = [48, 64, 96, 120, 240, 360, 432, 504, 648];

/** Profile photos: small pictures drawn from the person's id. Some people have none. */
export const photoOperations: GraphOperation[] = ['/me', '/users/{user-id}'].flatMap(path => {
  const allowed = { delegated: readPhotos, application: path === '/me' ? [] : readAsApp };
  return [
    graphOperation({
      method: 'GET', path: `${path}/photo`, ...allowed,
      handle: call => {
        const user = photographed(call);
        return ok({
          '@odata.context': `${call.baseUrl}/$metadata#users('${user.id}')/photo/$entity`,
          '@odata.id': `${call.baseUrl}/users('${user.id}@${call.state.tenantId}')/photo`,
          '@odata.mediaContentType': 'image/png', '@odata.mediaEtag': etag(user), id: '648x648', height: 648, width: 648,
        });
      },
    }),
    graphOperation({ method: 'GET', path: `${path}/photo/$value`, ...allowed, handle: call => picture(photographed(call), 648) }),
    graphOperation({
      method: 'GET', path: `${path}/photos/{profilePhoto-id}/$value`, ...allowed,
      handle: call => {
        const size = Number(/^(\d+)x\1$/.exec(call.params['profilePhoto-id']!)?.[1]);
        if (!sizes.includes(size)) throw graphError(404, 'ImageNotFound', 'Exception of type \'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException\' was thrown.');
        return picture(photographed(call), size);
      },
    }),
  ];
});

/** @throws GraphError 404 ImageNotFound for those without a photo: one in four, or as the tenant file says. */
function photographed(call: GraphCall): TenantUser {
  const user = needUser(call, call.params['user-id']!);
  const has = typeof user.photo === 'boolean' ? user.photo : digest(user)[0]! % 4 !== 0;
  if (!has) throw graphError(404, 'ImageNotFound', 'Exception of type \'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException\' was thrown.');
  return user;
}

const digest = (user: TenantUser) => createHash('sha256').update(user.id).digest();
const etag = (user: TenantUser) => `W/"${digest(user).toString('hex').slice(0, 40)}"`;

function picture(user: TenantUser, size: number): GraphAnswer {
  return { status: 200, headers: { 'Content-Type': 'image/png', ETag: etag(user) }, body: pattern(digest(user), size) };
}

/** A PNG of five by five mirrored squares in one colour. */
function pattern(seed: Buffer, size: number): Buffer {
  const colour = [80 + seed[1]! % 120, 80 + seed[2]! % 120, 80 + seed[3]! % 120];
  const rows = Buffer.alloc(size * (1 + size * 3));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const column = Math.floor(x * 5 / size);
      const on = seed[4 + Math.floor(y * 5 / size) * 3 + Math.min(column, 4 - column)]! % 2 === 1;
      for (let part = 0; part < 3; part++) rows[y * (1 + size * 3) + 1 + x * 3 + part] = on ? colour[part]! : 240;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
