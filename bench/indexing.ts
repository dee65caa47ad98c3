import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { openDatabase } from '../api/platform/database/database.ts';
import type { FileSeen } from '../api/practice/file-seen.ts';
import { libraryStore } from '../api/practice/library-store.ts';
import type { FileText } from '../api/practice/texts/file-text.ts';
import { inHand } from '../api/practice/texts/read-texts.ts';
import { perJob } from '../api/practice/texts/texts-jobs.ts';
import { type ItemFile, textsStore } from '../api/practice/texts/texts-store.ts';
import { startTestPostgres, templateDatabase } from '../test/support/test-postgres.ts';
import type { Measure } from './support/world.ts';

const tenantId = randomUUID();
const driveId = 'b!drive';
/** Changed files in one round; each round changes other files of the same library. */
const rounds = [2_500, 5_000, 10_000];
/** As delta gives them. */
const perPage = 200;
const wordsOfText = 250;

/**
 * What Trellis does with changed files once Graph told of them and their text was read: new names and dates into the
 * items, with their words indexed anew; then the texts, by the job's own steps: what is due is taken in hand, kept and
 * indexed, and its words are learnt. No Graph and no file is in it.
 */
export async function measureIndexing(): Promise<Measure> {
  const postgres = await startTestPostgres();
  const url = `${postgres.url}/${templateDatabase}`;
  const database = await openDatabase({ databaseUrl: url, databasePoolSize: 4, dataDir: '' }, pino({ level: 'silent' }));
  try {
    await fill(url);
    const seconds: number[] = [];
    let from = 0;
    for (const [round, count] of rounds.entries()) {
      seconds.push(await index(database, from, count, new Date(Date.UTC(2026, 10, 1 + round))));
      from += count;
    }
    const rates = rounds.map((count, round) => count / seconds[round]!);
    // Four times the files, at most five times the time.
    const growth = seconds.at(-1)! / seconds[0]! / (rounds.at(-1)! / rounds[0]!);
    return {
      path: `indexing ${rounds.at(-1)!.toLocaleString('en')} changed files, of ${wordsOfText} words each`,
      target: 'time grows linearly (a file of 10,000 takes at most 1.25 × one of 2,500); at least 1,000 files a second without Graph and the reading of files',
      value: `${rates.map((rate, round) => `${rounds[round]!.toLocaleString('en')}: ${seconds[round]!.toFixed(1)} s, ${rate.toFixed(0)} a second`).join('; ')}; growth ${growth.toFixed(2)}`,
      reached: growth <= 1.25 && rates.at(-1)! >= 1_000,
      numbers: { ...Object.fromEntries(rounds.map((count, round) => [`seconds${count}`, seconds[round]!])), rate: rates.at(-1)!, growth },
    };
  } finally {
    await database.close();
    await postgres.stop();
  }
}

type Database = Awaited<ReturnType<typeof openDatabase>>;

async function index(database: Database, from: number, count: number, now: Date): Promise<number> {
  const files = Array.from({ length: count }, (_, n): FileSeen => ({ driveId, fileId: `file${from + n}`, title: `Renamed ${textOf(from + n, 3)}`, webUrl: `https://files.example/${from + n}`, modifiedAt: now.toISOString(), modifiedBy: 'Ben Rowan' }));
  const texts = new Map(files.map(({ fileId }, n) => {
    const text = textOf(from + n, wordsOfText);
    return [fileId, { text, words: [...new Set(text.split(' '))], unsearched: null }] as [string, FileText];
  }));
  const began = performance.now();
  for (let at = 0; at < count; at += perPage) await database.inTenant(tenantId, (trx) => libraryStore.observe(trx, tenantId, files.slice(at, at + perPage)));
  for (let kept = 0; kept < count;) {
    const taken: ItemFile[] = [];
    while (taken.length < perJob) {
      const more = await database.inTenant(tenantId, (trx) => textsStore.takeDue(trx, tenantId, 'followed', now, new Date(now.getTime() + 1), inHand));
      if (more.length === 0) break;
      taken.push(...more);
    }
    if (taken.length === 0) throw new Error(`${count - kept} files are not due.`);
    await database.inTenant(tenantId, (trx) => textsStore.keep(trx, tenantId, taken.map((file) => ({ ...file, ofChange: now.toISOString(), text: texts.get(file.fileId)! })), now));
    kept += taken.length;
  }
  return (performance.now() - began) / 1_000;
}

/** Words as people write them: a few are everywhere, most are rare. */
function textOf(seed: number, count: number): string {
  let state = seed * 2_654_435_761 + 1;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return letters[Math.floor(20_000 * (state / 2 ** 32) ** 3)]!;
  }).join(' ');
}
const letters = Array.from({ length: 20_000 }, (_, n) => `w${[...n.toString(20)].map((digit) => 'bcdfghjklmnpqrstvaeo'[parseInt(digit, 20)]).join('')}ing`);

async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const community = randomUUID();
  const total = rounds.reduce((sum, count) => sum + count, 0);
  try {
    await client.query(`insert into communities (tenant_id, id, request_id, name, about, template_id, stage, topics, created_by, created_at, updated_at) values ('${tenantId}', '${community}', '${randomUUID()}', 'Pumps', '', 'professional-discipline', 'maturing', '{}', '${randomUUID()}', now(), now())`);
    await client.query(`insert into practice_items (tenant_id, id, community_id, kind, title, title_given, summary, topics, drive_id, file_id, web_url, modified_at, added_by, added_at)
      select '${tenantId}', gen_random_uuid(), '${community}', 'document', 'File ' || n, false, '', '{}', '${driveId}', 'file' || n, 'https://files.example/' || n, '2026-01-01', '${randomUUID()}', now() from generate_series(0, ${total - 1}) n`);
    // All were read once, so that a round sees to what changed in it alone.
    await client.query(`insert into practice_texts (tenant_id, drive_id, file_id, of_change, read_at) select tenant_id, drive_id, file_id, modified_at, now() from practice_items`);
    await client.query('delete from practice_unread');
    await client.query(`insert into followings (tenant_id, subject, graph_id, group_id, state, due_at) values ('${tenantId}', 'library', '${driveId}', '${randomUUID()}', 'followed', now())`);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
