import type { Theme } from '../page-types.ts';

/** Settings of a configurable tab, as `pages.config.setConfig` gives them. */
export interface TabSettings {
  entityId?: string;
  contentUrl?: string;
  websiteUrl?: string;
  removeUrl?: string;
  suggestedDisplayName?: string;
}

/** `pages.navigateToApp`'s parameters on the wire. */
export interface AppDestination {
  appId: string;
  pageId: string;
  webUrl?: string;
  channelId?: string;
  subPageId?: string;
}

/** What the page does for the app in a frame. */
export interface HostedPage {
  frameContext: 'content' | 'settings' | 'remove';
  /** The legacy flat context that `getContext` answers with. */
  context(): Record<string, unknown>;
  /** Rejects with the reason that `getAuthToken` is to give. */
  authToken(): Promise<string>;
  settings(): TabSettings;
  settingsChanged?(settings: TabSettings): void;
  validityChanged?(valid: boolean): void;
  /** True when the page knew what to do with the link. */
  openLink(url: string): boolean;
  navigateToApp(destination: AppDestination): boolean;
  navigateBack(): boolean;
  shareLink(subPageId: string, label: string): void;
  loaded(): void;
  failed(reason: string, message: string): void;
}

interface HostRequest {
  id: number;
  uuidAsString?: string;
  func: string;
  args?: unknown[];
}

/** The capabilities this host says it has (`runtime` of teams-js, version 4). */
const runtime = {
  apiVersion: 4,
  isLegacyTeams: false,
  supports: { pages: { backStack: {}, config: {}, currentApp: {} } },
};

/** The newest library this host knows. */
const supportedSdkVersion = '2.58.0';

/** Functions of teams-js that take `[error, result]` as their answer; the others take `[ok, …]`. */
const errorFirst = new Set(['pages.currentApp.navigateTo', 'pages.currentApp.navigateToDefaultPage']);

/** Error 100 of teams-js: not supported on this platform. */
const notSupported = { errorCode: 100, message: 'This function is not supported by this host.' };

const saveLimitMs = 30_000;

/** The host's end of the teams-js protocol for one frame. Speaks to the frame's own origin only. */
export class TeamsHost {
  readonly #frame: HTMLIFrameElement;
  readonly #origin: string;
  readonly #page: HostedPage;
  readonly #registered = new Set<string>();
  readonly #listener: (event: MessageEvent) => void;
  #save: { resolve: () => void; reject: (reason: Error) => void } | null = null;

  constructor(frame: HTMLIFrameElement, contentUrl: string, page: HostedPage) {
    this.#frame = frame;
    this.#origin = new URL(contentUrl).origin;
    this.#page = page;
    this.#listener = (event) => {
      if (event.source !== this.#frame.contentWindow || event.origin !== this.#origin) return;
      const request = event.data as HostRequest | null;
      if (typeof request !== 'object' || request === null || typeof request.func !== 'string' || typeof request.id !== 'number') return;
      void this.#answer(request);
    };
    addEventListener('message', this.#listener);
  }

  dispose(): void {
    removeEventListener('message', this.#listener);
    this.#save?.reject(new SaveRefusedError('The window was closed.'));
  }

  themeChanged(theme: Theme): void {
    if (this.#registered.has('themeChange')) this.#event('themeChange', [theme]);
  }

  /** The host's back button: true when the app takes care of it itself. */
  backButton(): boolean {
    if (!this.#registered.has('backButton')) return false;
    this.#event('backButtonPress', []);
    return true;
  }

  /**
   * The host's Save button on a configuration page: resolves when the app says that it saved, rejects with a
   * SaveRefusedError and the app's reason when it says that it did not.
   */
  save(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new SaveRefusedError('The app did not answer.')), saveLimitMs);
      const settle = <A extends unknown[]>(how: (...args: A) => void) => (...args: A) => {
        clearTimeout(timer);
        this.#save = null;
        how(...args);
      };
      this.#save = { resolve: settle(resolve), reject: settle(reject) };
      this.#event('settings.save', [{}]);
    });
  }

  async #answer(request: HostRequest): Promise<void> {
    const args = request.args ?? [];
    const result = await this.#call(request.func, args);
    if (result) this.#post({ id: request.id, uuidAsString: request.uuidAsString, args: result });
  }

  /** The answer's arguments, or null for a message that has none. */
  async #call(func: string, args: unknown[]): Promise<unknown[] | null> {
    const page = this.#page;
    switch (func) {
      case 'initialize':
        return [page.frameContext, 'web', JSON.stringify(runtime), supportedSdkVersion];
      case 'getContext':
        return [{ ...page.context(), frameContext: page.frameContext }];
      case 'authentication.getAuthToken':
        return page.authToken().then((token) => [true, token], (problem: Error) => [false, problem.message]);
      case 'authentication.authenticate':
        return [false, 'CancelledByUser'];
      case 'registerHandler':
        this.#registered.add(String(args[0]));
        return null;
      case 'settings.getSettings':
        return [page.settings()];
      case 'settings.setSettings':
        if (page.frameContext !== 'settings') return [false, 'Settings are set on the configuration page only.'];
        page.settingsChanged?.(args[0] as TabSettings);
        return [true];
      case 'settings.setValidityState':
        page.validityChanged?.(args[0] === true);
        return null;
      case 'settings.save.success':
        this.#save?.resolve();
        return null;
      case 'settings.save.failure':
        this.#save?.reject(new SaveRefusedError(typeof args[0] === 'string' ? args[0] : 'The app could not save the tab.'));
        return null;
      case 'appInitialization.appLoaded':
      case 'appInitialization.success':
        page.loaded();
        return null;
      case 'appInitialization.failure':
      case 'appInitialization.expectedFailure':
        page.failed(String(args[0] ?? 'Other'), String(args[1] ?? ''));
        return null;
      case 'executeDeepLink':
        return page.openLink(String(args[0])) ? [true] : [false, 'The link could not be opened.'];
      case 'pages.navigateToApp':
        return page.navigateToApp(args[0] as AppDestination) ? [true] : [false, 'The app or its page was not found.'];
      case 'pages.currentApp.navigateTo': {
        const { pageId, subPageId } = args[0] as { pageId: string; subPageId?: string };
        const appId = String(page.context()['appId'] ?? '');
        return page.navigateToApp({ appId, pageId, subPageId }) ? [null, true] : [{ errorCode: 404, message: 'The page was not found.' }];
      }
      case 'navigateBack':
        return page.navigateBack() ? [true] : [false, 'Back navigation is not possible here.'];
      case 'navigateCrossDomain': {
        const url = String(args[0]);
        if (new URL(url).origin !== this.#origin) return [false, 'Cross-origin navigation is only supported for URLs matching the pattern registered in the manifest.'];
        this.#frame.src = url;
        return [true];
      }
      case 'shareDeepLink':
        page.shareLink(String(args[0] ?? ''), String(args[1] ?? ''));
        return null;
      case 'returnFocus':
        document.querySelector<HTMLElement>(args[0] === true ? '.rail .person' : '.rail button[aria-current="page"]')?.focus();
        return null;
      case 'setFrameContext':
      case 'readyToUnload':
        return null;
      default:
        return errorFirst.has(func) ? [notSupported] : [false, notSupported.message];
    }
  }

  #event(func: string, args: unknown[]): void {
    this.#post({ func, args });
  }

  #post(message: object): void {
    this.#frame.contentWindow?.postMessage(message, this.#origin);
  }
}

/** The app refused to save its tab; `message` is what it said. */
export class SaveRefusedError extends Error {
  readonly code = 'save-refused';
}

/** Fills in the placeholders of a tab's address (Microsoft Learn, "Get context for your tab"). */
export function fillPlaceholders(url: string, context: Record<string, unknown>): string {
  return url.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = context[name];
    return typeof value === 'string' ? encodeURIComponent(value) : name in context ? '' : whole;
  });
}
