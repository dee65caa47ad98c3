export type Child = Node | string | null | undefined | false | (Node | string | null | undefined | false)[];

type Properties = Record<string, unknown> & { class?: string; on?: Record<string, (event: never) => void> };

/** Makes an element. Text is always text: no property or child is read as markup. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Properties = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') element.className = String(value);
    else if (name === 'on') for (const [event, listener] of Object.entries(value as Record<string, EventListener>)) element.addEventListener(event, listener);
    else if (name in element && !name.startsWith('aria') && name !== 'role' && name !== 'list') Reflect.set(element, name, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

export function fill(element: HTMLElement, ...children: Child[]): void {
  element.replaceChildren();
  append(element, children);
}

function append(element: HTMLElement, children: Child[]): void {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

const paths: Record<string, string> = {
  activity: 'M12 3a6 6 0 0 0-6 6v4l-2 4h16l-2-4V9a6 6 0 0 0-6-6zm-2.5 15a2.5 2.5 0 0 0 5 0z',
  chat: 'M4 5h16v11H11l-5 4v-4H4z',
  teams: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zm8 0a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM2.5 19c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6zm14.6 0h5c0-3-2.2-5-5.2-5-.6 0-1.2.1-1.7.3 1.2 1.2 1.9 2.8 1.9 4.7z',
  send: 'M3 20l19-8L3 4l3 7 9 1-9 1z',
  plus: 'M11 4h2v7h7v2h-7v7h-2v-7H4v-2h7z',
  close: 'M6 4.6 12 10.6 18 4.6 19.4 6 13.4 12l6 6-1.4 1.4-6-6-6 6L4.6 18l6-6-6-6z',
  more: 'M5 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  back: 'M15 4.6 7.6 12l7.4 7.4 1.4-1.4-6-6 6-6z',
  puzzle: 'M10 4a2 2 0 1 1 4 0v1h5v5h-1a2 2 0 1 0 0 4h1v6h-6v-1a2 2 0 1 0-4 0v1H4v-6h1a2 2 0 1 0 0-4H4V5h6z',
  search: 'M10 4a6 6 0 1 0 3.7 10.7l5 5 1.4-1.4-5-5A6 6 0 0 0 10 4zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
  reply: 'M10 6v4c6 0 9 3 10 9-2-3.5-5-5-10-5v4l-7-6z',
};

export function icon(name: keyof typeof paths & string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name] ?? '');
  path.setAttribute('fill', 'currentColor');
  svg.append(path);
  return svg;
}

/** A round sign with a person's initials, the same colour each time. */
export function avatar(name: string, size: 'small' | 'normal' = 'normal'): HTMLElement {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const initials = (words.length > 1 ? `${words[0]?.[0] ?? ''}${words.at(-1)?.[0] ?? ''}` : name.slice(0, 2)).toUpperCase();
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const element = h('span', { class: `avatar ${size}`, 'aria-hidden': 'true', 'data-sign': initials });
  element.style.setProperty('--hue', String(hue));
  return element;
}

export function appIcon(app: { name: string; accentColor: string; iconUrl: string | null }, size: 'small' | 'normal' = 'normal'): HTMLElement {
  if (app.iconUrl) return h('img', { class: `avatar app ${size}`, src: app.iconUrl, alt: '' });
  const element = h('span', { class: `avatar app ${size}`, 'aria-hidden': 'true', 'data-sign': app.name.slice(0, 1).toUpperCase() });
  element.style.setProperty('--accent', app.accentColor);
  return element;
}

/** A short notice at the foot of the page, read out by screen readers. */
export function toast(text: string): void {
  let region = document.getElementById('toasts');
  if (!region) {
    region = h('div', { id: 'toasts', role: 'status', 'aria-live': 'polite' });
    document.body.append(region);
  }
  const note = h('div', { class: 'toast' }, text);
  region.append(note);
  setTimeout(() => note.remove(), 6_000);
}

/** When it was: the time today, the day otherwise. */
export function whenText(instant: string): string {
  const date = new Date(instant);
  const today = new Date().toDateString() === date.toDateString();
  return today
    ? date.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })
    : date.toLocaleString([], { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
}

/** A modal dialog with a title; resolves nothing by itself, `close` removes it. */
export function dialog(title: string, options: { wide?: boolean; onClose?: () => void } = {}): { element: HTMLDialogElement; body: HTMLElement; close: () => void } {
  const body = h('div', { class: 'dialog-body' });
  const element = h('dialog', { class: options.wide ? 'wide' : '', 'aria-label': title },
    h('header', {}, h('h2', {}, title), h('button', { class: 'quiet', 'aria-label': 'Close', on: { click: () => close() } }, icon('close'))), body);
  const close = () => {
    element.close();
    element.remove();
    options.onClose?.();
  };
  element.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  (document.querySelector('.shell') ?? document.body).append(element);
  element.showModal();
  return { element, body, close };
}
