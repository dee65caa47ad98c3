import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Language } from '../platform/words.ts';

/** Where the bot reaches a person. */
export interface PersonalConversation {
  readonly conversationId: string;
  readonly serviceUrl: string;
  /** The person's id as the bot service knows it. */
  readonly teamsUserId: string;
  /** In which the person reads Teams; null until they did something there. */
  readonly language: Language | null;
}

export async function findByPerson(trx: TenantTransaction, tenantId: string, personId: string): Promise<PersonalConversation | null> {
  const row = await trx.selectFrom('conversations').selectAll().where('tenant_id', '=', tenantId).where('person_id', '=', personId).executeTakeFirst();
  return row ? { conversationId: row.conversation_id, serviceUrl: row.service_url, teamsUserId: row.teams_user_id, language: row.language } : null;
}

export async function remember(trx: TenantTransaction, tenantId: string, personId: string, conversation: PersonalConversation, now: Date): Promise<void> {
  const values = { conversation_id: conversation.conversationId, service_url: conversation.serviceUrl, teams_user_id: conversation.teamsUserId, seen_at: now, ...(conversation.language ? { language: conversation.language } : {}) };
  await trx.insertInto('conversations').values({ tenant_id: tenantId, person_id: personId, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id']).doUpdateSet(values)).execute();
}

/** The language in which a person reads Teams, as far as is known. */
export async function languageOf(trx: TenantTransaction, tenantId: string, personId: string): Promise<Language> {
  return (await findByPerson(trx, tenantId, personId))?.language ?? await peopleStore.languageOf(trx, tenantId, personId) ?? 'en';
}

export async function forget(trx: TenantTransaction, tenantId: string, personId: string): Promise<void> {
  await trx.deleteFrom('conversations').where('tenant_id', '=', tenantId).where('person_id', '=', personId).execute();
}
