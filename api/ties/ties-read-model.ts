import { sql } from 'kysely';
import { z } from 'zod';
import type { TenantTransaction } from '../platform/database/database.ts';
import { fromCursor, toCursor } from '../platform/http/page-cursor.ts';
import type { listBrokenTies, listTieHistory, TieKind, TieWhat } from './ties-contract.ts';
import { shownTo } from './shown-tie.ts';
import { type TieRow, toTie } from './ties-store.ts';

interface PageAsked { cursor?: string | undefined; limit: number }

const historyPlace = z.tuple([z.string().regex(/^\d{1,19}$/)]);

/** What became of a community's ties, the latest first. */
export async function listTieHistoryPage(trx: TenantTransaction, tenantId: string, communityId: string, page: PageAsked): Promise<z.input<(typeof listTieHistory)['response']>> {
  const after = fromCursor(page.cursor, historyPlace);
  const { rows } = await sql<{ id: string; tie_id: string; kind: TieKind; what: TieWhat; name: string; before: string | null; person_id: string | null; display_name: string | null; at: Date }>`
    select t.id, t.tie_id, t.kind, t.what, t.name, t.before, t.person_id, p.display_name, t.at
    from tie_history t left join people p on p.tenant_id = t.tenant_id and p.id = t.person_id
    where t.tenant_id = ${tenantId} and t.community_id = ${communityId} and ${after ? sql`t.id < ${after[0]}` : sql`true`}
    order by t.id desc limit ${page.limit + 1}`.execute(trx);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({
      id: row.id, tieId: row.tie_id, kind: row.kind, what: row.what, name: row.name, before: row.before,
      by: row.person_id === null ? null : { id: row.person_id, displayName: row.display_name ?? '' }, at: row.at.toISOString(),
    })),
    next: rows.length > page.limit && last ? toCursor([last.id]) : null,
  };
}

/** Since when, in milliseconds since 1970, and the tie's id. */
const brokenPlace = z.tuple([z.number().int(), z.guid()]);

/** Lost ties of all open communities with whom to speak to, the latest loss first. What was not open to all is not named: that is for the community's own people. */
export async function listBrokenTiesPage(trx: TenantTransaction, tenantId: string, page: PageAsked): Promise<z.input<(typeof listBrokenTies)['response']>> {
  const after = fromCursor(page.cursor, brokenPlace);
  const { rows } = await sql<TieRow & { community_id: string; community_name: string; coordinators: { id: string; displayName: string }[] }>`
    select t.*, c.name as community_name,
      (select coalesce(json_agg(json_build_object('id', m.person_id, 'displayName', coalesce(p.display_name, '')) order by p.display_name, m.person_id), '[]')
         from memberships m left join people p on p.tenant_id = m.tenant_id and p.id = m.person_id
         where m.tenant_id = t.tenant_id and m.community_id = t.community_id and m.part = 'coordinator') as coordinators
    from ties t join communities c on c.tenant_id = t.tenant_id and c.id = t.community_id
    where t.tenant_id = ${tenantId} and t.state = 'lost' and c.closed_at is null and ${after ? sql`(t.state_since, t.id) < (${new Date(after[0])}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by t.state_since desc, t.id desc limit ${page.limit + 1}`.execute(trx);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({ tie: shownTo(toTie(row), { openToAll: row.open_to_all, mayChange: false, sawIt: undefined }), community: { id: row.community_id, name: row.community_name }, coordinators: row.coordinators })),
    next: rows.length > page.limit && last ? toCursor([new Date(last.state_since).getTime(), last.id]) : null,
  };
}
