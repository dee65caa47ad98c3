import { timingSafeEqual } from 'node:crypto';
import type restify from 'restify';
import { readerOf } from '../platform/http/http-server.ts';
import type { Services } from '../platform/services.ts';
import { sayIn } from '../platform/words.ts';
import { hashOf, writeFeed } from './feed.ts';
import { feedStore } from './feed-store.ts';

/**
 * Where calendars read a community's feed: open to whoever has the address, and to nobody else. An
 * address that was guessed, was taken back, or is of a community that closed gets the same answer.
 */
export function serveFeeds(server: restify.Server, { database, settings, logger }: Pick<Services, 'database' | 'settings' | 'logger'>): void {
  server.get('/api/feeds/:file', async (request, response) => {
    const say = sayIn(readerOf(request));
    const answer = (status: number, type: string, text: string) => {
      response.writeHead(status, {
        'content-type': `${type}; charset=utf-8`, 'content-length': Buffer.byteLength(text), 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex',
      });
      response.end(text);
    };
    try {
      const tokenHash = hashOf(String(request.params.file).replace(/\.ics$/, ''));
      const feed = await database.inTenant(settings.tenantId, async (trx) => {
        const found = await feedStore.findByHash(trx, settings.tenantId, tokenHash);
        // Found by the hash of the secret, which tells nothing of it; compared once more without telling where they differ.
        if (!found || !timingSafeEqual(Buffer.from(found.tokenHash), Buffer.from(tokenHash))) return null;
        return { ...found, times: await feedStore.times(trx, settings.tenantId, found.communityId) };
      });
      if (!feed) return answer(404, 'text/plain', `${say('problems.not-found.detail', { context: 'address' })}\n`);
      return answer(200, 'text/calendar', writeFeed(feed.name, `${settings.publicUrl}/tab/communities/${feed.communityId}`, feed.times));
    } catch (error) {
      logger.error({ err: error }, 'a feed could not be read');
      return answer(503, 'text/plain', `${say('feeds.trouble')}\n`);
    }
  });
}
