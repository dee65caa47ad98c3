import { z } from 'zod';
import { id, instant, operation } from '../platform/http/operation-contract.ts';
import { person } from './membership-contract.ts';

const row = z.record(z.string(), z.unknown());

export const exportMyData = operation({
  name: 'exportMyData', method: 'GET', path: '/api/me/data',
  summary: 'Everything that Trellis keeps of the signed-in person, table by table, with the names of the communities in it.',
  response: z.object({ exportedAt: instant, person: person.pick({ id: true, displayName: true }), communities: z.record(id, z.string()), data: z.record(z.string(), z.array(row)) }),
});

export const eraseMyData = operation({
  name: 'eraseMyData', method: 'DELETE', path: '/api/me/data',
  summary: 'Leave every community and delete what is the signed-in person’s own. What belongs to communities stays, without their name. This cannot be undone; twice changes nothing.',
  response: z.undefined(), status: 204,
});
