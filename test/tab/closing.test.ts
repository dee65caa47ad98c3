import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import type { CommunityPage } from '../../api/communities/communities-contract.ts';
import { buildPage, buildPerson, buildSponsorship, buildSummary, idOf } from './support/builders.ts';
import { Refusal, type Handler } from './support/fake-api.ts';
import { keyboardOf } from './support/keyboard.ts';
import { tabSuite } from './support/tab-suite.ts';
import { coordinatorsPage } from './support/ties-builders.ts';

const suite = tabSuite();
const community = `/communities/${idOf(2, 0)}`;
const closed = { at: '2026-11-23T16:00:00Z', by: { id: idOf(1, 0), displayName: buildPerson(0).displayName } };
const none = { join: false, leave: true, editCharter: false, changeTies: false, setStage: false, askSponsor: false, withdrawAsk: false };

/** A community that can be closed, reopened and deleted, as the API would. */
function closingApi(more: Partial<CommunityPage> = {}): Record<string, Handler> {
  let state: 'open' | 'closed' | 'deleted' = 'open';
  const page = () => (state === 'open' ? coordinatorsPage(more) : coordinatorsPage({ ...more, closed, sponsorship: null, abilities: { ...none, close: true } }));
  const to = (next: typeof state) => () => { state = next; return next === 'deleted' ? undefined : page(); };
  return { getCommunity: () => (state === 'deleted' ? new Refusal(404, 'not-found') : page()), closeCommunity: to('closed'), reopenCommunity: to('open'), deleteCommunity: to('deleted') };
}

describe('a coordinator, with the keyboard alone', () => {
  it('closes the community, knowing what happens, and takes it back', async () => {
    const open = await suite.start({ page: community, handlers: closingApi({ sponsorship: buildSponsorship() }) });
    await open.tab.waitForSelector('text=Close this community');
    const { tabTo, press, landsOn } = keyboardOf(open);
    // It stands at the end of the page.
    await tabTo('Close this community', 'Shift+Tab');
    await press('Enter');
    await landsOn('Close Welding and joining?');
    const words = await open.tab.innerText('main');
    for (const part of ['It leaves the directory', 'The request to Greta Moreau to sponsor it is taken back.', 'Trellis writes nothing to them.', 'You can reopen it at any time.']) expect(words).toContain(part);
    expect(words).not.toContain('has not done yet is given up');
    await tabTo('Cancel');
    await press('Enter');
    await landsOn('Close this community');
    await press('Enter');
    await landsOn('Close Welding and joining?');
    await tabTo('Also take away what Trellis added');
    await press('Space');
    await open.tab.waitForSelector('text=with everything in them but what Trellis added itself');
    await tabTo('Close the community');
    await press('Enter');
    await open.tab.waitForSelector('text=Welding and joining is closed.');
    expect(await open.tab.innerText('main')).toContain('Amara Lindqvist closed it on 23 November 2026.');
    await open.tab.waitForSelector('h1:focus');
    await tabTo('Undo', 'Shift+Tab');
    await press('Enter');
    await open.tab.waitForSelector('text=Welding and joining is open again.');
    await open.tab.waitForSelector('h1:focus');
    await eventually(() => expect(open.api.named('closeCommunity').map(({ body }) => body)).toEqual([{ removeAdded: true }]));
    expect(open.faults).toEqual([]);
  });

  it('deletes a closed community by typing its name', async () => {
    const handlers = closingApi();
    handlers['closeCommunity']!(undefined as never);
    const open = await suite.start({ page: community, handlers });
    await open.tab.waitForSelector('text=Delete this community');
    const { tabTo, press, landsOn, type } = keyboardOf(open);
    await tabTo('Delete this community', 'Shift+Tab');
    await press('Enter');
    await landsOn('Delete Welding and joining for good?');
    await tabTo('Type the name of the community');
    await type('Welding');
    await press('Enter');
    await open.tab.waitForSelector('text=This is not its name.');
    expect(open.api.named('deleteCommunity')).toEqual([]);
    await type(' and joining');
    await press('Enter');
    await open.tab.waitForSelector('text=Welding and joining was deleted.');
    await open.tab.waitForSelector('h1:has-text("My communities")');
    await open.tab.evaluate(() => history.back());
    await open.tab.waitForSelector('text=Nothing here for you');
    expect(open.faults).toEqual([]);
  });
});

describe('a closed community', () => {
  it('says so to everybody; only its coordinators reopen or delete it', async () => {
    const open = await suite.start({ page: community, handlers: { getCommunity: () => buildPage({ closed, abilities: { ...none, leave: false, close: false } }) } });
    await open.tab.waitForSelector('text=This community is closed');
    const words = await open.tab.innerText('main');
    expect(words).toContain('Amara Lindqvist closed it on 23 November 2026. It can be read; nobody joins it');
    for (const way of ['Reopen', 'Delete this community', 'Close this community', 'Join this community']) expect(words).not.toContain(way);
  });

  it('is reopened from its page', async () => {
    const handlers = closingApi();
    handlers['closeCommunity']!(undefined as never);
    const open = await suite.start({ page: community, handlers });
    await open.tab.click('button:has-text("Reopen")');
    await open.tab.waitForSelector('text=Welding and joining is open again.');
    await open.tab.waitForSelector('text=Close this community');
  });

  it('is marked among one’s own', async () => {
    const open = await suite.start({ handlers: { listCommunities: () => ({ items: [buildSummary(0, { myPart: 'coordinator', closed: true }), buildSummary(1, { myPart: 'core' })], next: null }) } });
    await open.tab.waitForSelector('li:has-text("Welding and joining") >> text=Closed');
    expect(await open.tab.innerText('li:has-text("Data stewards")')).not.toContain('Closed');
  });

  it('tells why it is not closed, or not deleted, and what to do', async () => {
    const open = await suite.start({ page: community, handlers: { ...closingApi(), closeCommunity: () => new Refusal(409, 'being-done', { title: 'Something else was there first', detail: 'Something is just being done in Microsoft 365 for this community.', remedy: 'Try again in a moment.' }) } });
    await open.tab.click('text=Close this community');
    await open.tab.click('button:has-text("Close the community")');
    await open.tab.waitForSelector('[role=alert]:has-text("Try again in a moment.")');
  });
});
