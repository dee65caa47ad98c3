import { createHash } from 'node:crypto';

/** The name space of everything the sandbox invents. */
const NAMESPACE = Buffer.from('8d0e6c1f4b7a4f3d9a25c6e1b0d87f42', 'hex');

/** A UUID of version 5 (RFC 9562, section 5.5) made from names: the same names give the same id on every machine. */
export function stableId(...names: string[]): string {
  const digest = digestOf(names).subarray(0, 16);
  digest[6] = (digest[6]! & 0x0f) | 0x50;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A Teams channel's thread id, `19:…@thread.tacv2`. */
export function channelThreadId(...names: string[]): string {
  return `19:${digestOf(['channel', ...names]).toString('hex').slice(0, 32)}@thread.tacv2`;
}

/** A SharePoint drive's id: `b!` and base64url of site, web and list ids. */
export function driveId(...names: string[]): string {
  const bytes = Buffer.concat(['site', 'web', 'list'].map((part) => digestOf([part, ...names]).subarray(0, 16)));
  return `b!${bytes.toString('base64url')}`;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A SharePoint driveItem's id: `01` and 32 letters and digits of base 32. */
export function driveItemId(...names: string[]): string {
  const digest = Buffer.concat([digestOf(['item', ...names]), digestOf(['item', ...names, 'more'])]);
  return `01${[...digest.subarray(0, 32)].map((byte) => BASE32[byte % 32]).join('')}`;
}

/** An Outlook event's id: URL-safe base64 that begins as Exchange's do and ends with `=`. */
export function eventId(...names: string[]): string {
  const digest = Buffer.concat([digestOf(['event', ...names]), digestOf(['event', ...names, 'more'])]);
  return `AAMkAG${digest.toString('base64url').slice(0, 49)}=`;
}

function digestOf(names: string[]): Buffer {
  return createHash('sha1').update(NAMESPACE).update(names.join('\u0000')).digest();
}
