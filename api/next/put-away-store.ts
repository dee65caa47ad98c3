import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { NextThing } from './next-contract.ts';

/** For so long a member is not told of what they put away. */
const weeksAway = 4;

type Who = Pick<Actor, 'tenantId' | 'personId'>;

/** What a member put away of the useful things to do; forgotten when its time is over, or with their membership. */
export const putAwayStore = {
  async list(trx: TenantTransaction, { tenantId, personId }: Who, communityId: string, now: Date): Promise<Set<string>> {
    const rows = await trx.selectFrom('things_put_away').select('what').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).where('until', '>', now).execute();
    return new Set(rows.map(({ what }) => what));
  },

  /** Does nothing for who is no member: they are told of nothing. */
  async put(trx: TenantTransaction, { tenantId, personId }: Who, communityId: string, what: NextThing['what'], now: Date): Promise<void> {
    await trx.deleteFrom('things_put_away').where('tenant_id', '=', tenantId).where('person_id', '=', personId).where('until', '<=', now).execute();
    const until = new Date(now.getTime() + weeksAway * 7 * 86_400_000);
    await sql`
      insert into things_put_away (tenant_id, community_id, person_id, what, until)
      select m.tenant_id, m.community_id, m.person_id, ${what}, ${until} from memberships m where m.tenant_id = ${tenantId} and m.community_id = ${communityId} and m.person_id = ${personId}
      on conflict (tenant_id, community_id, person_id, what) do update set until = excluded.until`.execute(trx);
  },

  async takeBack(trx: TenantTransaction, { tenantId, personId }: Who, communityId: string, what: NextThing['what']): Promise<void> {
    await trx.deleteFrom('things_put_away').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).where('what', '=', what).execute();
  },
};
