import type { MessageView, OutgoingAttachment } from '../page-types.ts';
import { composeBox } from './compose-box.ts';
import { fill, h, icon } from './dom.ts';
import { messageElement } from './message-list.ts';
import type { Page } from './page-state.ts';

export interface ConversationPane {
  element: HTMLElement;
  /** Loads the messages anew, keeping what is typed. */
  refresh(): Promise<void>;
}

/** A chat's messages, or a channel's posts with their replies, and the box to write. */
export function conversationPane(page: Page, options: { conversationId: string; threads: boolean; label: string; empty: string; canWrite?: boolean }): ConversationPane {
  const { conversationId, threads } = options;
  let messages: MessageView[] = [];
  let drawn = '';
  let replyingTo: string | null = null;
  const list = h('div', { class: 'messages', tabIndex: 0, role: 'log', 'aria-label': threads ? 'Posts' : 'Messages' });
  const send = (rootId: string | null) => async (message: { text: string; attachments: OutgoingAttachment[] }) => {
    await page.api.send(conversationId, { ...message, rootId });
    replyingTo = null;
    await refresh(true);
  };
  const box = composeBox(page, { conversationId, label: options.label, send: send(null) });
  const element = h('div', { class: `conversation ${threads ? 'threads' : ''}` }, list, options.canWrite !== false && box.element);

  function draw(toEnd: boolean): void {
    const nearEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
    const focused = document.activeElement instanceof HTMLElement && list.contains(document.activeElement) ? document.activeElement.closest<HTMLElement>('[data-message-id]')?.dataset['messageId'] : undefined;
    const redraw = () => draw(false);
    if (messages.length === 0) fill(list, h('p', { class: 'empty' }, options.empty));
    else if (!threads) fill(list, ...messages.map((message) => messageElement(page, message, redraw)));
    else fill(list, ...messages.filter((message) => message.rootId === null).map((root) => threadElement(root, redraw)));
    if (toEnd || nearEnd) list.scrollTop = list.scrollHeight;
    if (focused) list.querySelector<HTMLElement>(`[data-message-id="${focused}"] button, [data-message-id="${focused}"] input`)?.focus();
  }

  function threadElement(root: MessageView, redraw: () => void): HTMLElement {
    const replies = messages.filter((message) => message.rootId === root.id);
    const reply = h('div', { class: 'reply-place' });
    const openReply = () => {
      replyingTo = root.id;
      const replyBox = composeBox(page, { conversationId, label: 'Reply', send: send(root.id) });
      fill(reply, replyBox.element);
      replyBox.focus();
    };
    if (replyingTo === root.id) openReply();
    else fill(reply, h('button', { class: 'link', on: { click: openReply } }, icon('reply'), ' Reply'));
    return h('section', { class: 'thread' }, messageElement(page, root, redraw), ...replies.map((each) => messageElement(page, each, redraw)), reply);
  }

  async function refresh(toEnd = false): Promise<void> {
    messages = await page.api.messages(conversationId);
    const now = JSON.stringify(messages);
    if (now !== drawn || toEnd) {
      const first = drawn === '';
      drawn = now;
      // A person who is writing a reply keeps the box until the reply is sent.
      if (first || replyingTo === null || !element.querySelector('.reply-place textarea')) draw(toEnd || first);
    }
    if (messages.length > 0) await page.api.seen(conversationId);
  }

  return { element, refresh: () => refresh() };
}
