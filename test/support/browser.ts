import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type BrowserContext, type Frame, type Page } from 'playwright-core';
import { unpackBrowser } from './unpack-browser.ts';

export type Theme = 'default' | 'dark' | 'contrast';
export const themes: readonly Theme[] = ['default', 'dark', 'contrast'];
/** A phone, a tablet and a desk; heights as of common screens. */
export const sizes = [{ width: 320, height: 640 }, { width: 768, height: 1024 }, { width: 1440, height: 900 }] as const;

/** Starts the Chromium that comes with the dependencies; nothing has to be installed. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  // Its arguments are for a cloud function; in a single process, closing one context ends them all. A graphics card that
  // is simulated took more of the processor than the pages did.
  const args = chromium.args.filter((arg) => !/^--(single-process|no-zygote|headless|disable-web-security|allow-running-insecure-content|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist|in-process-gpu)/.test(arg));
  const { executablePath, env } = await unpackBrowser();
  return playwright.launch({ executablePath, env: { ...process.env, ...env }, args: [...args, '--disable-gpu'], headless: true });
}

/** A context of its own (cookies, storage) whose requests stay on this machine. */
export async function openContext(browser: Browser, options: { width?: number; height?: number; timeZone?: string; locale?: string } = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    timezoneId: options.timeZone ?? 'Europe/Berlin', locale: options.locale ?? 'en-GB', reducedMotion: 'reduce',
  });
  await context.route((url) => url.hostname !== 'localhost' && url.hostname !== '127.0.0.1', (route) => route.abort());
  return context;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface AccessFinding { rule: string; impact: string; help: string; nodes: string[] }

/**
 * What axe-core finds wrong by WCAG 2.2 A and AA and its best practices; empty when nothing. `colours`: only what
 * another theme can change.
 */
export async function findAccessProblems(view: Page | Frame, only?: 'colours'): Promise<AccessFinding[]> {
  // Reading its source takes longer than a run of it.
  if (!await view.evaluate(() => 'axe' in window)) await view.evaluate(axeSource);
  return view.evaluate(async (coloursOnly) => {
    const { axe } = window as unknown as { axe: { run(options: unknown): Promise<{ violations: { id: string; impact: string; help: string; nodes: { target: unknown[]; failureSummary: string }[] }[] }> } };
    // Chromium leaves the texts that `content-visibility` skips in the colours of an earlier theme until they are laid out afresh.
    document.body.style.display = 'none';
    document.body.getBoundingClientRect();
    document.body.style.display = '';
    const { violations } = await axe.run({ resultTypes: ['violations'], ...(coloursOnly ? { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } } : {}) });
    return violations.map(({ id, impact, help, nodes }) => ({ rule: id, impact, help, nodes: nodes.map((node) => `${String(node.target)}: ${node.failureSummary}`) }));
  }, only === 'colours');
}

/** How many pixels the page is wider than its frame; 0 means that nothing scrolls sideways. */
export function overflowOf(view: Page | Frame): Promise<number> {
  return view.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Words in buttons, tables, lists, headings and texts that are broken in two although they are not long; empty when none is. */
export function brokenWordsOf(view: Page | Frame): Promise<string[]> {
  return view.evaluate(() => [...document.querySelectorAll('button, th, td, li, h1, h2, h3, p, dd')].flatMap((element) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const broken: string[] = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      // What only screen readers get is a point wide.
      if (text.parentElement!.getBoundingClientRect().width <= 1) continue;
      for (const { 0: word, index } of text.nodeValue!.matchAll(/(?<!\S)[\p{L}\p{M}]{2,18}(?![^\s.,:;!?)])/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word);
      }
    }
    return broken;
  }));
}
