import { z } from 'zod';
import { NotFoundError } from '../platform/errors.ts';
import type { Services } from '../platform/services.ts';
import type { CardActionContext, CardActionHandlers, CardAnswer } from '../teams/card-actions.ts';
import { say } from '../teams/wording.ts';
import { InterviewChangedError } from './hold-interview.ts';
import { answerSharing } from './share-interview.ts';
import { sharingCard, sharingVerbs, sharingView } from './sharing-card.ts';

const about = z.object({ interviewId: z.guid(), version: z.coerce.number().int().min(0) });

/** What the buttons do of the card that asks what may be shared of a talk: an answer to exactly the words that it showed. */
export function sharingActions(services: Services): CardActionHandlers {
  const answering = (agrees: (ticked: unknown) => boolean) => async ({ tenantId, personId, displayName, data }: CardActionContext): Promise<CardAnswer> => {
    const ids = about.safeParse(data);
    if (!ids.success) return { message: say('talks.gone') };
    const { interviewId, version } = ids.data;
    const shown = () => services.database.inTenant(tenantId, (trx) => sharingView(services, trx, tenantId, interviewId));
    const before = await shown();
    // Of a talk, only the two who have it hear anything.
    if (!before || before.intervieweeId !== personId) return { message: say('talks.gone') };
    const answers = before.shares.filter(({ state }) => state === 'asked').map(({ id }) => ({ id, agreed: agrees(data[id]) }));
    let said: string | undefined;
    try {
      if (answers.length > 0) await answerSharing(services, { tenantId, personId, displayName, roles: [] }, interviewId, answers, version);
      said = answers.length > 0 ? undefined : say('talks.answeredBefore');
    } catch (error) {
      if (error instanceof NotFoundError) return { message: say('talks.gone') };
      if (!(error instanceof InterviewChangedError)) throw error;
      said = say('talks.changed');
    }
    const after = await shown();
    return after ? { card: sharingCard(after, said) } : { message: say('talks.gone') };
  };
  return { [sharingVerbs.agree]: answering((ticked) => ticked === 'true' || ticked === true), [sharingVerbs.none]: answering(() => false) };
}
