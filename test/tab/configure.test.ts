import { describe, expect, it } from '@jest/globals';
import { idOf } from './support/builders.ts';
import type { Handler } from './support/fake-api.ts';
import { someCommunities, type OpenTab } from './support/open-tab.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();
const inChannel = { teamId: '19:team@thread.tacv2', groupId: idOf(4, 1), teamName: 'Manufacturing', channelId: '19:abc@thread.tacv2', channelName: 'Welding' };
/** The first community is tied to the team, three more are not; nothing is called zebra. */
const listCommunities: Handler = ({ query }) => ({ items: query['groupId'] ? someCommunities(1) : query['search'] === 'zebra' ? [] : someCommunities(4), next: null });
const start = (): Promise<OpenTab> => suite.start({ page: '/configure', frameContext: 'settings', context: inChannel, handlers: { listCommunities } });

describe('adding the tab to a channel', () => {
  it('saves the chosen community as the channel’s tab', async () => {
    const open = await start();
    await open.tab.click('text=Welding and joining');
    await open.tab.waitForSelector('text=Press Save to add the tab');
    await open.page.evaluate(() => (window as unknown as { tell(func: string, args: unknown[]): void }).tell('settings.save', [{}]));
    await open.page.waitForFunction(() => 'saved' in window);
    const address = `${suite.url}/tab/communities/${idOf(2, 0)}`;
    expect(await open.page.evaluate(() => (window as unknown as { saved: unknown }).saved)).toMatchObject({ entityId: idOf(2, 0), contentUrl: address, websiteUrl: address, suggestedDisplayName: 'Welding and joining' });
  });

  it('keeps the team’s communities apart from all others', async () => {
    const open = await start();
    const namesIn = (title: string) => open.tab.getByRole('region', { name: title }).getByRole('radio').evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).labels?.[0]?.innerText.split('\n')[0]));
    await open.tab.waitForSelector('text=Learning from projects');
    expect(await namesIn('Communities of Manufacturing')).toEqual(['Welding and joining']);
    expect(await namesIn('Other communities')).toEqual(['Data stewards', 'Client onboarding', 'Learning from projects']);
  });

  it('says that a name is not found, and keeps what was chosen before to be seen', async () => {
    const open = await start();
    await open.tab.click('text=Data stewards');
    await open.tab.fill('input[type=search]', 'zebra');
    await open.tab.getByRole('status').getByText('No community found by that name.').waitFor();
    expect(await open.tab.getByRole('radio', { name: 'Data stewards' }).isChecked()).toBe(true);
    expect(await open.tab.getByRole('region', { name: 'Communities of Manufacturing' }).getByText('Data stewards').count()).toBe(0);
  });

  it('leads back from creating to choosing', async () => {
    const open = await start();
    await open.tab.click('text=Create it here');
    await open.tab.click('text=Choose one that is here already');
    await open.tab.waitForSelector('h1:has-text("Choose a community"):focus');
  });
});
