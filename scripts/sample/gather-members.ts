import { answerInvitation, chooseLevel, describeMyself, getMembersAround, inviteMember, listMembers } from '../../api/membership/members-contract.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import { personId } from '../../sandbox/tenant/default-people.ts';
import type { Hands, SampleCommunity } from './sample.ts';

/** They join, say of themselves what they like to say, and answer who invites them. */
export async function gatherMembers(hands: Hands, communityId: string, { coordinator, core = [], invited, members }: SampleCommunity): Promise<void> {
  const params = { communityId };
  const founder = await hands.as(coordinator);
  const list = async () => new Map((await founder.call(listMembers, { params, query: { limit: 100 } })).items.map((member) => [member.person.id, member]));
  let here = await list();
  for (const [person, { offers = [], seeks = [], knownAs = [], active, hosts = false, pairs = false }] of Object.entries(members)) {
    const api = await hands.as(person);
    const timeZone = hands.zoneOf(person);
    const known = here.get(personId(person));
    if (!known) await api.call(joinCommunity, { params, body: { timeZone } });
    const saysSomething = offers.length + seeks.length > 0 || hosts || pairs;
    if (saysSomething && (known?.offers.length ?? 0) + (known?.seeks.length ?? 0) === 0) await api.call(describeMyself, { params, body: { offers, seeks, knownAs, timeZone, hosts, pairs } });
    if (active && (known?.part ?? 'peripheral') === 'peripheral') await api.call(chooseLevel, { params, body: { part: 'active' } });
  }
  here = await list();
  for (const person of [...core, ...(invited ? [invited] : [])]) {
    if (here.get(personId(person))?.part === 'core') continue;
    await founder.call(inviteMember, { params, body: { personId: personId(person), becomes: 'core' } });
    if (person === invited) continue;
    const api = await hands.as(person);
    const mine = (await api.call(getMembersAround, { params })).invitations.find((each) => each.abilities.answer);
    if (mine) await api.call(answerInvitation, { params: { communityId, invitationId: mine.id }, body: { accept: true } });
  }
}
