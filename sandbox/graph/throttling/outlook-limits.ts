import type { RateLimit } from '../../kernel/rates/rate-limiter.ts';

/** Microsoft, "Microsoft Graph service-specific throttling limits", Outlook: per app and mailbox, of a person or a group. */
export const requestsToMailbox: RateLimit = { name: 'Outlook: one mailbox', most: 10_000, withinMs: 600_000 };
export const uploadToMailbox: RateLimit = { name: 'Outlook: bytes to one mailbox', most: 15 * 1024 * 1024, withinMs: 30_000 };
export const atOnceInMailbox = { name: 'Outlook: at once in one mailbox', most: 4 };

/** Microsoft Graph hands the parts of one batch to Outlook four at a time. */
export const atOnceInBatch = 4;
