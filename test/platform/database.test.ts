import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { migrate } from '../../api/platform/database/database.ts';
import { type TestDatabase, createTestDatabase } from '../support/postgres.ts';

const tenantA = randomUUID();
const tenantB = randomUUID();
const person = (tenantId: string) => ({ tenant_id: tenantId, id: randomUUID(), display_name: 'Ida Vogel', job_title: null, department: null, seen_at: new Date() });

describe('a transaction in a tenant', () => {
  let database: TestDatabase;
  beforeAll(async () => { database = await createTestDatabase(); });
  afterAll(() => database.close());

  it('sees its own tenant’s rows and no other’s', async () => {
    const mine = person(tenantA);
    await database.inTenant(tenantA, (trx) => trx.insertInto('people').values(mine).execute());
    expect(await database.inTenant(tenantA, (trx) => trx.selectFrom('people').select('id').execute())).toEqual([{ id: mine.id }]);
    expect(await database.inTenant(tenantB, (trx) => trx.selectFrom('people').select('id').execute())).toEqual([]);
  });

  it('cannot write rows of another tenant', async () => {
    await expect(database.inTenant(tenantA, (trx) => trx.insertInto('people').values(person(tenantB)).execute())).rejects.toThrow(/row-level security/);
  });

  it('keeps nothing when its work throws', async () => {
    const row = person(tenantA);
    const fails = database.inTenant(tenantA, async (trx) => {
      await trx.insertInto('people').values(row).execute();
      throw new RangeError('changed my mind');
    });
    await expect(fails).rejects.toThrow('changed my mind');
    expect(await database.inTenant(tenantA, (trx) => trx.selectFrom('people').select('id').where('id', '=', row.id).execute())).toEqual([]);
  });

  it('leaves role and tenant behind when the connection goes back', async () => {
    await database.inTenant(tenantA, (trx) => sql`select 1`.execute(trx));
    const { rows } = await sql<{ user: string; tenant: string | null }>`select current_user::text as user, nullif(current_setting('trellis.tenant', true), '') as tenant`.execute(database.engine.kysely);
    expect(rows).toEqual([{ user: 'trellis', tenant: null }]);
  });

  it('keeps tenants apart that work at the same time', async () => {
    const tenants = Array.from({ length: 20 }, () => randomUUID());
    await Promise.all(tenants.map((tenant) => database.inTenant(tenant, (trx) => trx.insertInto('people').values(person(tenant)).execute())));
    const seen = await Promise.all(tenants.map((tenant) => database.inTenant(tenant, (trx) => trx.selectFrom('people').select('tenant_id').execute())));
    expect(seen).toEqual(tenants.map((tenant) => [{ tenant_id: tenant }]));
  });

  it('refuses a tenant id that is none', async () => {
    await expect(database.inTenant("x'; drop table people; --", async () => undefined)).rejects.toThrow(TypeError);
  });
});

describe('the tables', () => {
  it('are brought up to date by what has not run yet, whatever has run after it', async () => {
    const database = await createTestDatabase();
    try {
      const { engine: { kysely } } = database;
      await sql`alter table people drop column language`.execute(kysely);
      await sql`delete from kysely_migration where name = '2026-11-24-t1720-peoples-languages'`.execute(kysely);
      await sql`update kysely_migration set timestamp = '2100-01-01' where name = '2026-11-23-first'`.execute(kysely);
      await migrate(kysely);
      expect((await sql`select language from people`.execute(kysely)).rows).toEqual([]);
    } finally {
      await database.close();
    }
  });
});
