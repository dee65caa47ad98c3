import { getCommunity, getHappening } from '../api/communities/communities-contract.ts';
import { coordinatorCreates } from '../scripts/support/demo-steps.ts';
import type { BenchWorld, Measure } from './support/world.ts';

/** Opening a community's page: round trips to Graph, cold and warm, and whether a conditional request is answered 304. */
export async function measureOpenPage(world: BenchWorld): Promise<Measure> {
  const cast = world.sandbox.cast!;
  const communityId = await coordinatorCreates(world, cast, 'Measured community', () => {});
  // The card that is being sent to the sponsor changes the page when it has arrived.
  await world.teams.as(cast.manager!.id).waitForMessage((message) => JSON.stringify(message.attachments).includes('Measured community'), { withinMs: 20_000 });
  const token = await world.teams.as(cast.employee.id).tabToken(world.clientId);
  const api = await world.api(cast.employee.id);
  const open = async () => {
    await world.clearJournal();
    const page = await api.call(getCommunity, { params: { communityId } });
    if (page.happening.stale) await api.call(getHappening, { params: { communityId } });
    return (await world.journal()).filter((entry) => entry.path.startsWith('/v1.0/') && entry.batchPart === null && entry.person === cast.employee.userPrincipalName).length;
  };
  const cold = await open();
  const warm = await open();
  const url = `${world.apiUrl}/api/communities/${communityId}`;
  const first = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  await first.arrayBuffer();
  const conditional = await fetch(url, { headers: { authorization: `Bearer ${token}`, 'if-none-match': first.headers.get('etag') ?? '' } });
  return {
    path: 'opening a community’s page', target: 'at most 1 Graph round trip cold, 0 warm; 304 to conditional requests',
    value: `${cold} cold, ${warm} warm, conditional ${conditional.status}`,
    reached: cold <= 1 && warm === 0 && conditional.status === 304, numbers: { cold, warm, conditionalStatus: conditional.status },
  };
}
