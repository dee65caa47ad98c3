import { z } from 'zod';
import { NotFoundError } from '../platform/errors.ts';
import type { Services } from '../platform/services.ts';
import { type CardActionContext, type CardActionHandlers, type CardAnswer, inPlace } from '../teams/card-actions.ts';
import { refreshed } from '../teams/card-elements.ts';
import { say } from '../teams/wording.ts';
import { InterviewChangedError } from './hold-interview.ts';
import { answerSharing } from './share-interview.ts';
import { sharingCard, sharingVerbs, type SharingView, sharingView } from './sharing-card.ts';

const talk = z.object({ interviewId: z.guid() });
const about = talk.extend({ version: z.coerce.number().int().min(0) });

/** What the buttons do of the card that asks what may be shared of a talk: an answer to exactly the words that it showed. */
export function sharingActions(services: Services): CardActionHandlers {
  /** The talk, for the person who was asked in it: of a talk, only the two who have it hear anything. */
  async function find({ tenantId, personId }: CardActionContext, interviewId: string): Promise<SharingView | null> {
    const view = await services.database.inTenant(tenantId, (trx) => sharingView(services, trx, tenantId, interviewId));
    return view?.intervieweeId === personId ? view : null;
  }
  const show = async (context: CardActionContext, interviewId: string, said?: string): Promise<CardAnswer> => {
    const view = await find(context, interviewId);
    return view ? { card: refreshed(sharingCard(view, said), sharingVerbs.show, { interviewId }, context.teamsUserId) } : { message: say('talks.gone') };
  };
  const answering = (agrees: (ticked: unknown) => boolean) => async (context: CardActionContext): Promise<CardAnswer> => {
    const { tenantId, personId, displayName, data } = context;
    const ids = about.safeParse(data);
    if (!ids.success) return { message: say('talks.gone') };
    const { interviewId, version } = ids.data;
    const before = await find(context, interviewId);
    if (!before) return { message: say('talks.gone') };
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
    return show(context, interviewId, said);
  };
  const showing = inPlace(async (context) => {
    const ids = talk.safeParse(context.data);
    return ids.success ? show(context, ids.data.interviewId) : { message: say('talks.gone') };
  });
  return {
    [sharingVerbs.show]: showing, [sharingVerbs.agree]: answering((ticked) => ticked === 'true' || ticked === true), [sharingVerbs.none]: answering(() => false),
  };
}
