import { Writable } from 'node:stream';
import { UnavailableError } from '../../api/platform/errors.ts';
import { reportReadiness } from '../../api/platform/http/readiness.ts';
import { createLogger } from '../../api/platform/logger.ts';

/** What `/api/ready` finds, and what the log says of it. */
function watch() {
  const lines: { level: number; msg: string; check: string; err?: { code?: string; message: string } }[] = [];
  const sink = new Writable({ write: (chunk: Buffer, _, done) => { lines.push(JSON.parse(chunk.toString()) as (typeof lines)[number]); done(); } });
  let trouble: unknown = null;
  const ready = reportReadiness({
    signIn: async () => { if (trouble) throw trouble; },
    database: async () => {},
  }, createLogger({ logLevel: 'info' }, sink));
  return { lines, ready, meet: (error: unknown) => { trouble = error; } };
}
const refused = (code: string) => new UnavailableError({ code: 'sign-in-unavailable', cause: Object.assign(new TypeError('fetch failed'), { code }) });

describe('whether the API is ready', () => {
  it('is logged with the reason when it ceases to be, once, and when it is again', async () => {
    const { lines, ready, meet } = watch();
    expect(await ready()).toEqual({ signIn: true, database: true });
    meet(refused('ECONNREFUSED'));
    for (let asked = 0; asked < 3; asked += 1) expect(await ready()).toEqual({ signIn: false, database: true });
    meet(null);
    await ready();
    expect(lines.map(({ msg, check, err }) => [msg, check, err?.code, err?.message])).toEqual([
      ['not ready', 'signIn', 'ECONNREFUSED', 'fetch failed'], ['ready again', 'signIn', undefined, undefined],
    ]);
  });

  it('is logged again when the reason changes', async () => {
    const { lines, ready, meet } = watch();
    for (const code of ['ECONNREFUSED', 'ENOTFOUND']) {
      meet(refused(code));
      await ready();
    }
    expect(lines.map(({ err }) => err?.code)).toEqual(['ECONNREFUSED', 'ENOTFOUND']);
  });
});
