import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { openContext, type Theme } from '../../support/browser.ts';
import { fakeApi, type FakeApi, type Handler } from './fake-api.ts';
import { buildHappening, buildMe, buildPage, buildSummary, buildTemplate } from './builders.ts';

export interface OpenOptions {
  url: string;
  /** Address inside the tab, such as `/directory`. */
  page?: string;
  theme?: Theme;
  width?: number;
  height?: number;
  timeZone?: string;
  locale?: string;
  frameContext?: 'content' | 'settings';
  /** Parts of Teams' flat context, such as `groupId`. */
  context?: Record<string, unknown>;
  /** False: Teams refuses a token. */
  token?: string | false;
  handlers?: Record<string, Handler>;
  /** Done before the page is opened. */
  prepare?: (context: BrowserContext) => Promise<void>;
}

export interface OpenTab { page: Page; tab: Frame; api: FakeApi; faults: string[]; changeTheme(theme: Theme): Promise<void>; close(): Promise<void> }

/** Answers of an API on which nothing much has happened yet. */
export const quietApi: Record<string, Handler> = {
  getMe: () => buildMe(),
  listCommunities: () => ({ items: [], next: null }),
  listDirectoryFilters: () => ({ stages: [{ value: 'coalescing', count: 3 }], units: [{ value: 'Operations', count: 2 }], topics: [{ value: 'quality', count: 3 }] }),
  listVacantCommunities: () => ({ items: [] }),
  getStewardshipSpread: () => ({ months: [] }),
  getNext: () => ({ asked: [], things: [] }),
  listDrafts: () => ({ items: [] }),
  listImports: () => ({ items: [] }),
  listTemplates: () => ({ items: [0, 1, 2].map(buildTemplate) }),
  findSimilar: () => ({ items: [] }),
  getCommunity: () => buildPage(),
  listStageChanges: () => ({ items: [] }),
  getHappening: () => buildHappening(),
  getMyManager: () => ({ manager: null }),
  searchPeople: () => ({ items: [] }),
  listMyTeams: () => ({ items: [] }),
  listInterviews: () => ({ items: [] }),
  listShared: () => ({ issues: [], leaders: [], mine: [] }),
  findEvidence: () => ({ communities: [], teams: [], trouble: null }),
};

export const someCommunities = (count: number, mine = false) => Array.from({ length: count }, (_, index) => buildSummary(index, mine ? { myPart: index === 0 ? 'coordinator' : 'peripheral' } : {}));

/** Opens the tab in a page that plays Teams, with an API of the given answers. */
export async function openTab(browser: Browser, options: OpenOptions): Promise<OpenTab> {
  const context = await openContext(browser, options);
  const api = await fakeApi(context, { ...quietApi, ...options.handlers });
  await options.prepare?.(context);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error' && !/Failed to load resource|ERR_FAILED/.test(message.text())) faults.push(message.text()); });
  const set = {
    page: options.page ?? '/', theme: options.theme ?? 'default', locale: options.locale ?? 'en-GB', frameContext: options.frameContext ?? 'content',
    token: options.token === false ? '' : options.token ?? 'header.e30.signature', context: options.context ?? {},
  };
  await page.goto(`${options.url}/host#${encodeURIComponent(JSON.stringify(set))}`);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new TypeError('The frame has no page');
  await frame.waitForSelector('h1:not(:text-is("Loading"))');
  const changeTheme = async (theme: Theme): Promise<void> => {
    await page.evaluate((name) => (window as unknown as { tell(func: string, args: unknown[]): void }).tell('themeChange', [name]), theme);
    await frame.waitForFunction((expected) => document.documentElement.dataset['theme'] === expected, { default: 'light', dark: 'dark', contrast: 'contrast' }[theme]);
  };
  return { page, tab: frame, api, faults, changeTheme, close: () => context.close() };
}
