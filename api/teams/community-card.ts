import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { adaptiveCard, execute, notice, openUrl, paragraph, run } from './card-elements.ts';
import { say } from './wording.ts';

/** A community as a message shows it. Names are as people typed them. */
export interface SharedCommunity {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly unit: string | null;
  readonly memberCount: number;
}

export const joinVerb = 'community.join';

/** Where the card leads to. */
export interface CommunityLinks { readonly page: string; readonly charter: string }

const openings = ({ page, charter }: CommunityLinks) => [openUrl(say('find.open'), page), openUrl(say('find.charter'), charter)];

/** The card that is shared in a conversation; Join is for whoever clicks, in their own name. */
export function communityCard(community: SharedCommunity, links: CommunityLinks): IAdaptiveCard {
  return adaptiveCard(described(community), [
    execute(say('find.join'), joinVerb, { communityId: community.id }, { style: 'positive' }),
    ...openings(links),
  ]);
}

/** What the one who clicked sees afterwards; everyone else's card stays as it is. */
export function joinedCard(community: SharedCommunity, links: CommunityLinks, wasIn: boolean): IAdaptiveCard {
  return adaptiveCard([
    notice(say(wasIn ? 'find.already' : 'find.joined', { community: community.name }), wasIn ? 'accent' : 'good'),
    ...described(community),
  ], openings(links));
}

/** The line in the list of results. Its `text` reads a little HTML, its `title` none. */
export function communityPreview(community: SharedCommunity): { contentType: string; content: { title: string; text: string } } {
  const text = `${community.about} · ${membersOf(community)}`;
  return {
    contentType: 'application/vnd.microsoft.card.thumbnail',
    content: { title: community.name, text: text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`) },
  };
}

function described(community: SharedCommunity) {
  return [
    paragraph(run(say('find.sharedBy'), { isSubtle: true, size: 'Small' })),
    paragraph(run(community.name, { weight: 'Bolder', size: 'Large' }), { spacing: 'None' }),
    paragraph(run(community.about), { spacing: 'Small' }),
    paragraph(run([membersOf(community), community.unit].filter(Boolean).join(' · '), { isSubtle: true }), { spacing: 'Small' }),
  ];
}

const membersOf = ({ memberCount }: SharedCommunity): string => (memberCount === 0 ? say('find.noMembers') : say('find.members', { count: memberCount }));
