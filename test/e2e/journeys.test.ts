import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { root } from '../../scripts/support/environment.ts';
import { startWorld, type World } from '../../scripts/support/temporary-world.ts';
import type { Cast, Player } from '../../scripts/support/who-to-try.ts';
import { launchBrowser, openContext } from '../support/browser.ts';

/** Pictures for the README are made when TRELLIS_PICTURES names where; every other run leaves the project as it is. */
const pictures = process.env.TRELLIS_PICTURES ? path.resolve(root, process.env.TRELLIS_PICTURES) : null;
const name = 'Learning from commissioning';

describe('the three journeys, in Teams', () => {
  let world: World;
  let cast: Cast;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [world, browser] = await Promise.all([startWorld({ SANDBOX_TENANT: '' }), launchBrowser()]);
    cast = world.sandbox.cast!;
    if (pictures) mkdirSync(pictures, { recursive: true });
  }, 120_000);
  afterEach(() => context?.close());
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  async function openAs(person: Player, hash: string, options: { width?: number; height?: number; phone?: boolean } = {}): Promise<void> {
    context = await openContext(browser, { width: options.width ?? 1280, height: options.height ?? 800, timeZone: 'Europe/Lisbon' });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(world.teams.pageUrl(person.id, hash, options.phone ? { width: 'phone' } : {}));
  }

  /** Adds Trellis from Teams' own page about the app, as a person does the first time. */
  const addTrellis = () => page.getByRole('button', { name: 'Add', exact: true }).click();

  async function tab(): Promise<Frame> {
    const handle = await page.waitForSelector('iframe[name="embedded-page-container"]');
    return (await handle.contentFrame())!;
  }

  const picture = async (file: string) => {
    if (pictures) await page.screenshot({ path: path.join(pictures, file), animations: 'disabled' });
  };

  it('a coordinator creates a community from a template and ties it to what exists', async () => {
    await openAs(cast.coordinator, `#/app/${world.clientId}/communities`);
    await addTrellis();
    const frame = await tab();
    await frame.getByText('Start a community').first().click();
    await frame.getByText('Professional discipline', { exact: true }).click();
    await frame.getByRole('button', { name: 'Next' }).click();
    await frame.getByRole('textbox', { name: /^Name/ }).fill(name);
    await frame.getByRole('textbox', { name: /^What it is about, in one sentence/ }).fill('What we learn when a plant starts, and how the next one starts better.');
    await frame.getByRole('button', { name: 'Next' }).click();
    await frame.getByRole('heading', { name: 'Where you work' }).waitFor();
    for (const need of ['Meet', 'Talk', 'Keep files']) await frame.getByRole('checkbox', { name: new RegExp(`^${need}`) }).check();
    await frame.getByRole('heading', { name: 'What is there already' }).waitFor();
    // This one works in a team that neither name nor files lead to.
    await frame.getByRole('button', { name: 'Choose another place that exists' }).click();
    await frame.getByRole('combobox', { name: 'Team' }).click();
    await page.keyboard.type(cast.team.displayName.slice(0, 6));
    await frame.getByRole('option', { name: cast.team.displayName }).first().click();
    for (const part of ['A channel', 'A library', 'Its calendar']) {
      // Once something of the team is chosen, one goes on in it.
      const another = frame.getByRole('button', { name: 'Choose another place that exists' });
      if (part !== 'A channel') await another.click();
      const parts = frame.getByRole('group', { name: 'Choose it' });
      await parts.getByRole('radio', { name: part, exact: true }).check();
      if (part !== 'Its calendar') await parts.getByRole('combobox').selectOption({ index: 1 });
      await parts.getByRole('button', { name: 'Choose it' }).click();
      await another.waitFor();
    }
    await frame.getByRole('checkbox', { name: /^Put the community’s tab in the channel/ }).waitFor();
    await picture('coordinator.png');
    await frame.getByRole('button', { name: 'Next' }).click();
    await frame.getByRole('heading', { name: 'Sponsor' }).waitFor();
    const ask = frame.getByRole('button', { name: `Ask ${cast.manager!.displayName}` });
    await ask.or(frame.getByLabel('Why now')).first().waitFor();
    if (await ask.isVisible()) await ask.click();
    await frame.getByLabel('Why now').fill('Two projects met the same problem this year.');
    await frame.getByRole('button', { name: 'Next' }).click();
    await frame.getByRole('button', { name: 'Create the community' }).click();
    await frame.getByRole('heading', { level: 1, name }).waitFor();
    expect(await frame.getByRole('main').innerText()).toContain(cast.team.displayName);
  }, 90_000);

  it('a coordinator adds the tab to a channel, creates its community there, and sees its page', async () => {
    const me = world.teams.as(cast.coordinator.id);
    const teamOf = async () => (await me.teams()).find((each) => each.id === cast.team.id)!;
    const [channel] = (await teamOf()).channels;
    await openAs(cast.coordinator, `#/teams/${cast.team.id}/${encodeURIComponent(channel!.id)}`);
    await page.getByRole('button', { name: 'Add a tab' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /Trellis/ }).click();
    const frame = await tab();
    await frame.getByRole('button', { name: 'Create it here' }).click();
    await frame.getByText('Shared problem', { exact: true }).click();
    await frame.getByRole('button', { name: 'Next' }).click();
    await frame.getByRole('textbox', { name: /^Name/ }).fill('Rain on roofs');
    await frame.getByRole('textbox', { name: /^What it is about, in one sentence/ }).fill('Where the water of a storm goes.');
    await frame.getByRole('button', { name: 'Next' }).click();
    // Team and channel are chosen already.
    await frame.getByRole('button', { name: `Leave out: Channel ${channel!.displayName}` }).waitFor();
    expect(await frame.getByRole('checkbox', { name: /^Put the community’s tab/ }).count()).toBe(0);
    await frame.getByRole('button', { name: 'Next' }).click();
    await frame.getByRole('heading', { name: 'Sponsor' }).waitFor();
    await frame.getByRole('button', { name: 'Next' }).click();
    await frame.getByRole('button', { name: 'Create the community' }).click();
    const chosen = frame.getByText('Chosen: Rain on roofs. Press Save to add the tab.');
    await chosen.waitFor();
    expect(await chosen.evaluate((words) => words.getBoundingClientRect().top >= 0)).toBe(true);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Rain on roofs', exact: true }).waitFor();
    const shown = await tab();
    await shown.getByRole('heading', { level: 1, name: 'Rain on roofs' }).waitFor();
    expect(await shown.getByRole('region', { name: 'Where we work' }).innerText()).toContain(channel!.displayName);
    const { channels } = await teamOf();
    expect(channels.find(({ id }) => id === channel!.id)!.tabs.filter(({ displayName }) => displayName === 'Rain on roofs')).toHaveLength(1);
  }, 90_000);

  it('a manager approves in the card, on a phone', async () => {
    const chat = await world.teams.as(cast.manager!.id).openChat();
    await world.teams.as(cast.manager!.id).waitForMessage((message) => JSON.stringify(message.attachments).includes(name), { withinMs: 20_000 });
    await openAs(cast.manager!, `#/chat/${encodeURIComponent(chat.id)}`, { width: 420, height: 860, phone: true });
    const card = page.locator('.card', { hasText: name }).last();
    await card.getByText('Two projects met the same problem this year.').waitFor();
    await picture('manager.png');
    await card.getByRole('button', { name: /^Approve/ }).first().click();
    await card.getByLabel(/hours/i).fill('2');
    await card.getByRole('button', { name: /^Approve/ }).last().click();
    await page.locator('.card', { hasText: /approved/i }).last().waitFor();
    await world.teams.as(cast.coordinator.id).waitForMessage((message) => JSON.stringify(message).includes(cast.manager!.displayName), { withinMs: 20_000 });
  }, 90_000);

  it('an employee opens the community, joins, and shares it from the message box', async () => {
    await openAs(cast.employee, `#/app/${world.clientId}/communities`);
    await addTrellis();
    const frame = await tab();
    await frame.getByRole('link', { name: 'Directory' }).or(frame.getByRole('tab', { name: 'Directory' })).or(frame.getByText('Find a community')).first().click();
    await frame.getByText(name).first().click();
    await frame.getByRole('heading', { level: 1, name }).waitFor();
    await frame.getByRole('button', { name: 'Join this community' }).click();
    await frame.getByText('Your part: Member').waitFor();
    await frame.getByText('Asking Microsoft 365').waitFor({ state: 'hidden' });
    await picture('employee.png');

    const chat = await world.teams.as(cast.employee.id).openChat({ withPersonId: cast.coordinator.id });
    await page.goto(world.teams.pageUrl(cast.employee.id, `#/chat/${encodeURIComponent(chat.id)}`));
    await page.getByRole('button', { name: /Find a community/ }).click();
    await page.getByRole('dialog').getByRole('searchbox').fill('commissioning');
    await page.getByRole('dialog').getByText(name).first().click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('.message .card', { hasText: name }).waitFor();
    const [shared] = (await world.teams.as(cast.coordinator.id).messages(chat.id)).slice(-1);
    expect(JSON.stringify(shared!.attachments)).toContain(name);
  }, 90_000);
});
