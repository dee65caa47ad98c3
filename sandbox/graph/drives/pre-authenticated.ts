import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';

/** URLs signed before a restart are no longer good, as SharePoint's are not after an hour. */
const key = createSecretKey(randomBytes(32));
const lifetime = 60 * 60 * 1000;

/** An address from which a file can be fetched without a token, for an hour. */
export function downloadUrl(setting: { baseUrl: string, now(): number }, driveId: string, itemId: string): string {
  const payload = Buffer.from(JSON.stringify([driveId, itemId, setting.now() + lifetime])).toString('base64url');
  return `${new URL(setting.baseUrl).origin}/download/${payload}.${sign(payload)}`;
}

/** What a download address leads to; null when it was not signed here or its time is over. */
export function readDownload(token: string, now: number): { driveId: string, itemId: string } | null {
  const [payload = '', signature = ''] = token.split('.');
  const expected = Buffer.from(sign(payload));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [driveId, itemId, until] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [string, string, number];
  return now < until ? { driveId, itemId } : null;
}

function sign(payload: string): string {
  return createHmac('sha256', key).update(payload).digest('base64url');
}
