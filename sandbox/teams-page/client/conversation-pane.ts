import type { MessageView, OutgoingAttachment } from '../page-types.ts';
import { composeBox } from './compose-box.ts';
import { fill, h, icon } from './dom.ts';
import { messageElement } from './message-list.ts';
import type { Page } from './page-state.ts';

export interface ConversationPane {
  element: HTMLElement;
  /** Loads the messages anew. What did not change stays as it is, with all that is typed in it. */
  refresh(): Promise<void>;
  /** Draws all cards anew, in the page's theme. */
  redraw(): void;
}

interface Thread { element: HTMLElement; posts: HTMLElement }

/** A chat's messages, or a channel's posts with their replies, and the box to write. */
export function conversationPane(page: Page, options: { conversationId: string; threads: boolean; label: string; empty: string; canWrite?: boolean }): ConversationPane {
  const { conversationId, threads } = options;
  let messages: MessageView[] = [];
  let loaded = false;
  const drawn = new Map<string, { as: string; element: HTMLElement }>();
  const drawnThreads = new Map<string, Thread>();
  const nothingYet = h('p', { class: 'empty' }, options.empty);
  const list = h('div', { class: 'messages', tabIndex: 0, role: 'log', 'aria-label': threads ? 'Posts' : 'Messages' });
  const send = (rootId: string | null) => async (message: { text: string; attachments: OutgoingAttachment[] }) => {
    await page.api.send(conversationId, { ...message, rootId });
    await refresh(rootId === null);
  };
  const box = composeBox(page, { conversationId, label: options.label, send: send(null) });
  const element = h('div', { class: `conversation ${threads ? 'threads' : ''}` }, list, options.canWrite !== false && box.element);

  function draw(toEnd: boolean): void {
    const nearEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
    if (messages.length === 0) arrange(list, [nothingYet]);
    else arrange(list, threads ? messages.filter((message) => message.rootId === null).map((root) => threadOf(root)) : messages.map(elementOf));
    if (toEnd || nearEnd) list.scrollTop = list.scrollHeight;
  }

  /** The element of a message: the one that is there, unless the message is another now. */
  function elementOf(message: MessageView): HTMLElement {
    const as = JSON.stringify(message);
    const known = drawn.get(message.id);
    if (known?.as === as) return known.element;
    const made = messageElement(page, message, () => {
      const focused = drawn.get(message.id)?.element.contains(document.activeElement);
      drawn.delete(message.id);
      draw(false);
      if (focused) drawn.get(message.id)?.element.querySelector<HTMLElement>('.card button, .card input')?.focus();
    });
    drawn.set(message.id, { as, element: made });
    return made;
  }

  function threadOf(root: MessageView): HTMLElement {
    const thread = drawnThreads.get(root.id) ?? newThread(root);
    drawnThreads.set(root.id, thread);
    arrange(thread.posts, messages.filter((message) => message.id === root.id || message.rootId === root.id).map(elementOf));
    return thread.element;
  }

  function newThread(root: MessageView): Thread {
    const posts = h('div', { class: 'thread-posts' });
    const reply = h('div', { class: 'reply-place' });
    const showButton = () => fill(reply, h('button', { class: 'link', on: { click: openBox } }, icon('reply'), ' Reply'));
    const openBox = () => {
      const replyBox = composeBox(page, { conversationId, label: 'Reply', send: async (message) => {
        await send(root.id)(message);
        showButton();
      } });
      fill(reply, replyBox.element);
      replyBox.focus();
    };
    showButton();
    return { element: h('section', { class: 'thread', 'aria-label': `Post of ${root.from.name}` }, posts, reply), posts };
  }

  async function refresh(toEnd = false): Promise<void> {
    messages = await page.api.messages(conversationId);
    draw(toEnd || !loaded);
    loaded = true;
    if (messages.length > 0) await page.api.seen(conversationId);
  }

  return {
    element,
    refresh: () => refresh(),
    redraw() {
      drawn.clear();
      draw(false);
    },
  };
}

/** Makes the children these, in this order, without moving those that are in place: a moved field loses its focus. */
function arrange(parent: HTMLElement, children: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}
