import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { editCharter } from '../../api/charter/charter-contract.ts';
import { mayEditCharter } from '../../api/charter/charter-policy.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import { people, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';

let world: CommunityWorld;
let communityId: string;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });
beforeEach(async () => { communityId = (await world.community({ ties: [] })).id; });

const text = { domain: 'Pumps of every kind', forWhom: 'Everyone', practice: 'Cases', waysOfWorking: 'Weekly', keyIssues: [{ title: 'Noise', state: 'being-worked-on' as const }] };
const edit = (as: string | undefined, basedOnVersion: number, changes: Partial<typeof text> = {}, id = communityId) =>
  world.api.request(editCharter, { as, params: { communityId: id }, body: { ...text, ...changes, basedOnVersion } });

describe('editing the charter', () => {
  it('makes the next version, and the same change sent twice is one', async () => {
    const first = await edit(upn('ben'), 1);
    expect([first.status, first.body]).toEqual([200, expect.objectContaining({ version: 2, domain: 'Pumps of every kind', updatedBy: { id: people.ben, displayName: 'Ben Rowan' } })]);
    expect(first.body.keyIssues).toMatchObject([{ title: 'Noise', state: 'being-worked-on' }]);
    const again = await edit(upn('ben'), 1);
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  it('is refused when somebody changed it since, and says so', async () => {
    const answers = await Promise.all([edit(upn('ben'), 1, { domain: 'One' }), edit(upn('ben'), 1, { domain: 'Two' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409)!.body as never as { code: string; detail: string; fields: unknown };
    expect(refused).toMatchObject({ code: 'charter-changed', fields: [{ field: '/basedOnVersion', reason: 'The charter is at version 2 now.' }] });
    expect(refused.detail).toContain('Ben Rowan');
  });

  it('is up to coordinators and core group: not to programme leads, sponsors or other members', async () => {
    const lead = await edit(upn('anna'), 1);
    expect([lead.status, lead.body]).toEqual([403, expect.objectContaining({ code: 'charter-is-the-communitys', detail: expect.stringContaining('programme leads too'), remedy: expect.any(String) })]);
    await world.api.request(joinCommunity, { as: upn('dora'), params: { communityId } });
    expect((await edit(upn('dora'), 1)).status).toBe(403);
    await sql`update memberships set part = 'core' where community_id = ${communityId} and person_id = ${people.dora}`.execute(world.database.engine.kysely);
    expect((await edit(upn('dora'), 1)).status).toBe(200);
    for (const part of ['active', 'peripheral', 'expert', 'coach', null] as const) expect(mayEditCharter(part, { roles: [], isSponsor: true })).toMatchObject({ allowed: false, detail: expect.stringContaining('sponsors too') });
  });

  it('refuses strangers, unknown communities and what is too long', async () => {
    expect((await edit(undefined, 1)).status).toBe(401);
    expect((await edit(upn('ben'), 1, {}, randomUUID())).status).toBe(404);
    const long = await edit(upn('ben'), 1, { domain: 'x'.repeat(4_001) });
    expect([long.status, (long.body as never as { fields: { field: string }[] }).fields[0]!.field]).toEqual([400, '/domain']);
  });
});
