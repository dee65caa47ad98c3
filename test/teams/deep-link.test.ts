import { expect, it } from '@jest/globals';
import { charterLink, communityLink, interviewLink, membersLink, thingLink } from '../../api/teams/deep-link.ts';
import { addressOf } from '../../src/app/sub-page.ts';

const settings = { teamsAppId: 'f0e1', publicUrl: 'https://trellis.example' };
const community = { id: '33333333-3333-4333-8333-333333333333', name: 'Pumps & seals' };
const id = '44444444-4444-4444-8444-444444444444';

it('leads into Teams and, outside of it, to the same page', () => {
  const links = [
    communityLink(settings, community), membersLink(settings, community), charterLink(settings, community), interviewLink(settings, id),
    ...(['item', 'issue', 'activity'] as const).map((kind) => thingLink(settings, community, { kind, id })),
  ].map((link) => new URL(link).searchParams);
  const addresses = links.map((parts) => addressOf((JSON.parse(parts.get('context')!) as { subEntityId: string }).subEntityId));
  expect(addresses).toEqual(links.map((parts) => parts.get('webUrl')!.replace('https://trellis.example/tab', '')));
  expect(new Set(addresses).size).toBe(links.length);
  expect(addresses.at(-1)).toBe(`/communities/${community.id}/rhythm?activity=${id}`);
});

it('goes nowhere by an id that is none', () => {
  expect(addressOf(`opportunities/${id}`)).toBe(`/launch/${id}`);
  expect(addressOf(`communities/${id}/practice/../../import`)).toBe(`/communities/${id}/practice`);
  for (const odd of [null, '', 'opportunities/x', 'communities/x/charter', 'https://elsewhere.example', '__proto__']) expect(addressOf(odd)).toBeNull();
  expect(addressOf(`communities/${id}/constructor/${id}`)).toBe(`/communities/${id}`);
});
