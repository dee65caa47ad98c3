import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { findAccessProblems, launchBrowser, openContext, overflowOf } from '../support/browser.ts';
import { plantCard, sampleClientId, startSampleApp, type SampleApp } from '../support/sample-app.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { createTeamsClient, type TeamsClient } from '../../sandbox/teams-page/teams-client.ts';
import { builtChannels, builtTeams, people, upn } from '../support/tenant-builder.ts';

// A real browser on a busy machine takes its time.
jest.setTimeout(90_000);

/** The page in a real Chromium, with an app whose tab runs the real teams-js and whose bot runs the Teams SDK. */
describe('Teams page', () => {
  let app: SampleApp;
  let sandbox: TestSandbox;
  let teams: TeamsClient;
  let bot: Awaited<ReturnType<SampleApp['connect']>>;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    app = await startSampleApp();
    sandbox = await startTestSandbox({ apps: [app.registration] });
    teams = createTeamsClient({ teamsUrl: sandbox.teamsUrl });
    bot = await app.connect(sandbox.url, sandbox.tenantId);
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
    await app.close();
  });

  beforeEach(async () => {
    sandbox.reset();
    for (const person of [people.ben, people.carla]) await teams.as(person).installApp(sampleClientId);
    context = await openContext(browser, { width: 1200, height: 800 });
    page = await context.newPage();
  });

  afterEach(() => context.close());

  const open = (personId: string, hash: string, options: Parameters<TeamsClient['pageUrl']>[2] = {}) => page.goto(teams.pageUrl(personId, hash, options));
  const channelHash = (channelId: string) => `#/teams/${builtTeams.open}/${encodeURIComponent(channelId)}`;
  const tab = async (): Promise<Frame> => {
    const handle = await page.locator('iframe[name="embedded-page-container"]').elementHandle();
    return (await handle!.contentFrame())!;
  };
  const contextOf = async (frame: Frame) => {
    await frame.locator('#context').getByText('"user"').waitFor();
    return JSON.parse(await frame.locator('#context').innerText()) as { channel?: object; page: object };
  };
  /** The bot writes to a person; gives the message's id. */
  const write = async (personId: string, card: unknown) => {
    const chat = await teams.as(personId).openChat();
    const sent = await bot.api.conversations.createActivity(chat.id, { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] } as never);
    return { chat, id: sent.id };
  };

  it('lets one pick who one is, by name, title or place, and keeps it in the address', async () => {
    await page.goto(sandbox.teamsUrl);
    await page.getByRole('searchbox').fill('head of works');
    await page.getByRole('button', { name: /Anna Rowan/ }).click();
    await page.getByRole('button', { name: /Anna Rowan: account/ }).waitFor();
    expect(page.url()).toContain(`as=${people.anna}`);
  });

  describe('as the host of a tab', () => {
    it('gives a personal tab its context, its theme and a token for the person', async () => {
      await open(people.ben, `#/app/${sampleClientId}/plants`, { theme: 'dark' });
      const frame = await tab();
      const given = await contextOf(frame);
      expect(given).toMatchObject({
        app: { theme: 'dark', host: { name: 'Teams', clientType: 'web' } }, page: { id: 'plants', frameContext: 'content' },
        user: { id: people.ben, userPrincipalName: upn('ben'), displayName: 'Ben Rowan', tenant: { id: sandbox.tenantId } },
      });
      expect(given.channel).toBeUndefined();
      expect(frame.url()).toContain(`theme=dark&who=${people.ben}`);
      await frame.locator('#token').getByText('ey').waitFor();
      const claims = JSON.parse(Buffer.from((await frame.locator('#token').innerText()).split('.')[1]!, 'base64url').toString());
      expect(claims).toMatchObject({ oid: people.ben, tid: sandbox.tenantId, scp: 'access_as_user' });
    });

    it('tells a tab of a change of theme, and gives it the back button', async () => {
      await open(people.ben, `#/app/${sampleClientId}/plants`);
      const frame = await tab();
      await contextOf(frame);
      await page.getByRole('button', { name: /account and settings/ }).click();
      await page.getByRole('radio', { name: 'High contrast' }).check();
      await frame.locator('#theme').getByText('contrast').waitFor();
      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      await frame.getByText('Back was pressed').waitFor();
    });

    it('follows a deep link from the tab', async () => {
      await open(people.ben, `#/app/${sampleClientId}/plants`);
      const frame = await tab();
      await contextOf(frame);
      await frame.getByRole('button', { name: 'Open the chat' }).click();
      await page.waitForURL(/#\/chat\/a/);
    });

    it('refuses a token to a page that is not the app\'s own', async () => {
      sandbox.registerApp({ ...app.registration, manifest: { ...app.registration.manifest, webApplicationInfo: { id: sampleClientId, resource: `api://elsewhere.example/botid-${sampleClientId}` } } });
      await open(people.ben, `#/app/${sampleClientId}/plants`);
      await (await tab()).getByText('App resource defined in manifest and iframe origin do not match').waitFor();
      sandbox.registerApp(app.registration);
    });

    it('adds a tab through the app\'s own configuration page, and Graph lists it', async () => {
      await open(people.ben, channelHash(builtChannels.help));
      await page.getByRole('button', { name: 'Add a tab' }).click();
      await page.getByRole('dialog').getByRole('button', { name: /Garden/ }).click();
      const frame = await tab();
      const given = await contextOf(frame);
      expect(given).toMatchObject({
        page: { frameContext: 'settings' }, team: { groupId: builtTeams.open, internalId: builtChannels.general, displayName: 'Pumps', userRole: 0 },
        channel: { id: builtChannels.help, displayName: 'Ask for help', membershipType: 'Regular' },
      });
      const save = page.getByRole('button', { name: 'Save' });
      expect(await save.isDisabled()).toBe(true);
      await frame.getByRole('button', { name: 'Pick the rose' }).click();
      await frame.getByRole('button', { name: 'Spoil it' }).click();
      await save.click();
      await page.getByRole('alert').getByText('The rose has gone.').waitFor();
      await save.click();
      await page.getByRole('button', { name: 'Roses', exact: true }).waitFor();
      expect((await contextOf(await tab())).page).toMatchObject({ id: 'rose', frameContext: 'content' });

      const listed = await sandbox.graph(await sandbox.graphToken(upn('ben')), `/teams/${builtTeams.open}/channels/${builtChannels.help}/tabs?$expand=teamsApp`);
      expect(listed.body.value).toMatchObject([{ displayName: 'Roses', configuration: { entityId: 'rose', contentUrl: `${app.url}/tab?plant=rose&team={groupId}`, websiteUrl: app.url } }]);
    });
  });

  describe('as a chat', () => {
    it('draws a card, sends the click with its inputs to the bot, and shows the answer', async () => {
      const { chat, id } = await write(people.ben, plantCard('Rose'));
      await open(people.ben, `#/chat/${encodeURIComponent(chat.id)}`);
      const message = page.locator(`[data-message-id="${id}"]`);
      await message.getByLabel('Why this one?').fill('the scent');
      await message.getByRole('button', { name: 'Vote' }).click();
      await message.getByText('Voted: Ben Rowan (the scent)').waitFor();
    });

    it('shows an update of a card at once, in every open page', async () => {
      const { chat, id } = await write(people.ben, plantCard('Rose'));
      await open(people.ben, `#/chat/${encodeURIComponent(chat.id)}`);
      await page.getByText('No votes yet').waitFor();
      await bot.api.conversations.updateActivity(chat.id, id, { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: plantCard('Rose', ['Everyone']) }] } as never);
      await page.getByText('Voted: Everyone').waitFor();
    });

    it('keeps what is typed in a card and in the box when messages arrive', async () => {
      const { chat, id } = await write(people.ben, plantCard('Rose'));
      await open(people.ben, `#/chat/${encodeURIComponent(chat.id)}`);
      const field = page.locator(`[data-message-id="${id}"]`).getByLabel('Why this one?');
      await page.getByRole('textbox', { name: 'Type a message' }).fill('Half a thought');
      await field.fill('the sc');
      await bot.api.conversations.createActivity(chat.id, { type: 'message', text: 'By the way' } as never);
      await page.getByText('By the way').first().waitFor();
      await page.keyboard.type('ent');
      expect(await field.inputValue()).toBe('the scent');
      expect(await page.getByRole('textbox', { name: 'Type a message' }).inputValue()).toBe('Half a thought');
    });

    it('asks for the viewer\'s own card by itself when the card wants that', async () => {
      const chat = await teams.as(people.ben).openChat();
      await teams.as(people.ben).send(chat.id, { text: 'Who am I to you?' });
      const me = (await app.received((activity) => activity['text'] === 'Who am I to you?'))['from'].id as string;
      app.activities.length = 0;
      await write(people.ben, plantCard('Ivy', [], [me]));
      await open(people.ben, `#/chat/${encodeURIComponent(chat.id)}`);
      const refresh = await app.received((activity) => activity['name'] === 'adaptiveCard/action');
      expect(refresh['value']).toMatchObject({ trigger: 'automatic', action: { type: 'Action.Execute', verb: 'look', data: { plant: 'Ivy' } } });
      await page.locator('.message').last().getByText('No votes yet').waitFor();
      expect(app.activities.filter((activity) => activity['name'] === 'adaptiveCard/action')).toHaveLength(1);
    });

    it('shows markup in messages and cards as text', async () => {
      const attack = '<img src=x onerror="window.broken=1"><script>window.broken=1</script>';
      const { chat } = await write(people.ben, plantCard(`Rose ${attack}`));
      await teams.as(people.ben).send(chat.id, { text: attack });
      await bot.api.conversations.createActivity(chat.id, { type: 'message', textFormat: 'xml', text: `<b>bold</b>${attack}<a href="javascript:window.broken=1">link</a>` } as never);
      await open(people.ben, `#/chat/${encodeURIComponent(chat.id)}`);
      await page.getByText('bold', { exact: true }).waitFor();
      await page.locator('.card').getByText('Rose <img').waitFor();
      expect(await page.evaluate(() => 'broken' in window)).toBe(false);
      expect(await page.locator('.messages img:not(.avatar.app), .messages script, .messages a[href^="javascript"]').count()).toBe(0);
    });

    it('shows a message in the activity feed, and blocks the bot on request', async () => {
      const { chat } = await write(people.ben, plantCard('Rose'));
      await open(people.ben, '#/activity');
      await page.getByRole('button', { name: /Garden sent you a message/ }).click();
      await page.getByRole('button', { name: 'Block', exact: true }).click();
      await page.getByText('You have blocked Garden.').waitFor();
      await expect(bot.api.conversations.createActivity(chat.id, { type: 'message', text: 'Hello?' } as never)).rejects.toMatchObject({ response: { status: 403 } });
      await page.getByRole('button', { name: 'Unblock' }).click();
      await page.getByRole('textbox', { name: 'Type a message' }).waitFor();
    });
  });

  it('shares a card from the message extension by keyboard alone, and another person acts on it', async () => {
    await open(people.ben, channelHash(builtChannels.help));
    await page.getByRole('button', { name: 'Garden: Find a plant' }).press('Enter');
    const flyout = page.getByRole('dialog', { name: 'Garden: Find a plant' });
    await flyout.getByRole('option').nth(24).waitFor();
    await flyout.getByRole('button', { name: 'Show more' }).click();
    await flyout.getByRole('option').nth(49).waitFor();
    await flyout.getByRole('searchbox').fill('clematis 4');
    await flyout.getByRole('option', { name: /Clematis 4/ }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.flyout [role=option]').length === 1);
    await flyout.getByRole('searchbox').press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.compose-card').waitFor();
    await page.keyboard.type('Shall we grow this?');
    await page.keyboard.press('Enter');
    await page.locator('.thread').getByText('Shall we grow this?').waitFor();

    const other = await context.newPage();
    await other.goto(teams.pageUrl(people.carla, channelHash(builtChannels.help)));
    await other.locator('.thread').getByRole('button', { name: 'Vote' }).click();
    await other.getByText('Voted: Carla Rowan').waitFor();
  });

  it('shows the app by the icon of its package, and by its letter when it has none', async () => {
    await open(people.ben, '#/activity');
    const icon = page.getByRole('button', { name: 'Garden' }).locator('img.avatar');
    await icon.waitFor();
    expect(await icon.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);
    await page.route('**/api/tenant', async (route) => {
      const tenant = await (await route.fetch()).json() as { apps: object[] };
      await route.fulfill({ json: { ...tenant, apps: tenant.apps.map((each) => ({ ...each, iconUrl: null })) } });
    });
    await page.reload();
    await page.getByRole('button', { name: 'Garden' }).locator('[data-sign="G"]').waitFor();
  });

  it('offers the app to a person who does not have it', async () => {
    await open(people.dora, `#/app/${sampleClientId}`);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await contextOf(await tab());
    expect((await teams.as(people.dora).me()).apps).toEqual([sampleClientId]);
  });

  it.each(['default', 'dark', 'contrast'] as const)('can be used by everyone: %s', async (theme) => {
    await write(people.ben, plantCard('Rose'));
    const chat = await teams.as(people.ben).openChat();
    for (const hash of [`#/chat/${encodeURIComponent(chat.id)}`, channelHash(builtChannels.help), '#/activity']) {
      await open(people.ben, hash, { theme });
      await page.locator('.main').getByRole('heading').first().waitFor();
      expect((await findAccessProblems(page)).filter((finding) => ['critical', 'serious'].includes(finding.impact))).toEqual([]);
    }
  });

  it('fits a phone of 320 pixels', async () => {
    await write(people.ben, plantCard('Rose'));
    const chat = await teams.as(people.ben).openChat();
    await page.setViewportSize({ width: 320, height: 640 });
    for (const hash of ['#/chat', `#/chat/${encodeURIComponent(chat.id)}`, '#/teams', channelHash(builtChannels.help), '#/activity', `#/app/${sampleClientId}`]) {
      await open(people.ben, hash);
      await page.locator('.view').waitFor();
      expect(await overflowOf(page)).toBe(0);
    }
  });
});
