import { haveTold } from '../membership/tell-member.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { holdInterview, InterviewChangedError, InterviewWithdrawnError, readInterview } from './hold-interview.ts';
import { answeredShares, proposedShares } from './interview.ts';
import type { InterviewPage, Share } from './interview-contract.ts';
import { type Interview, interviewStore } from './interview-store.ts';

type Needed = Pick<Services, 'database' | 'clock'>;

/** Does something with a talk that the person has, and shows it as it is then. */
const within = ({ database }: Pick<Services, 'database'>, actor: Actor, id: string, as: 'interviewer' | 'interviewee', work: (trx: TenantTransaction, held: Interview) => Promise<void>): Promise<InterviewPage> =>
  database.inTenant(actor.tenantId, async (trx) => {
    await work(trx, await holdInterview(trx, actor, id, as));
    return readInterview(trx, actor, id);
  });

/** Keeps the interviewer's private notes. @throws NotFoundError, InterviewChangedError, InterviewWithdrawnError */
export const writeNotes = (services: Needed, actor: Actor, id: string, { before, after }: { before: string; after: string }): Promise<InterviewPage> =>
  within(services, actor, id, 'interviewer', async (trx, held) => {
    if (held.state === 'withdrawn') throw new InterviewWithdrawnError();
    const now = await interviewStore.readNotes(trx, actor.tenantId, id, actor.personId);
    if (now === after) return;
    if (now !== before) throw new InterviewChangedError();
    await interviewStore.writeNotes(trx, actor.tenantId, id, actor.personId, after, services.clock());
  });

/** Says what the interviewer would like to share; it waits for the other person, who hears of it by card. @throws NotFoundError, InterviewChangedError, InterviewWithdrawnError */
export const proposeSharing = (services: Needed & Pick<Services, 'jobs'>, actor: Actor, id: string, items: readonly Pick<Share, 'id' | 'kind' | 'words'>[], basedOn: number): Promise<InterviewPage> =>
  within(services, actor, id, 'interviewer', async (trx, held) => {
    if (held.state === 'withdrawn') throw new InterviewWithdrawnError();
    if (held.sharingVersion !== basedOn) throw new InterviewChangedError();
    await interviewStore.setShares(trx, actor.tenantId, id, proposedShares(await interviewStore.listShares(trx, actor.tenantId, id), items), basedOn + 1);
    await haveTold(services, trx, { tenantId: actor.tenantId, what: 'sharing', id });
  });

/** The interviewee says what may be shared. They agree to what they saw: what was changed since is not agreed to. @throws NotFoundError, InterviewChangedError */
export const answerSharing = (services: Needed, actor: Actor, id: string, answers: readonly { id: string; agreed: boolean; words?: string | undefined }[], version: number): Promise<InterviewPage> =>
  within(services, actor, id, 'interviewee', async (trx, held) => {
    if (held.sharingVersion !== version) throw new InterviewChangedError();
    await interviewStore.setShares(trx, actor.tenantId, id, answeredShares(await interviewStore.listShares(trx, actor.tenantId, id), answers), version + 1);
  });

/** The interviewee takes back that anything of the talk is kept; twice changes nothing. @throws NotFoundError */
export const withdraw = (services: Needed, actor: Actor, id: string): Promise<InterviewPage> =>
  within(services, actor, id, 'interviewee', async (trx, held) => {
    if (held.state !== 'withdrawn') await interviewStore.forget(trx, actor.tenantId, held);
  });
