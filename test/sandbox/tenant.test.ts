import { unzipSync, strFromU8 } from 'fflate';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultTenant } from '../../sandbox/tenant/default-tenant.ts';
import { contentOf, sizeOf } from '../../sandbox/tenant/files/file-content.ts';
import { loadTenant, parseTenant, TenantFileError } from '../../sandbox/tenant/load-tenant.ts';
import type { TenantFile, TenantItem } from '../../sandbox/tenant/tenant-file.ts';
import { buildTenant, builtTeams, people } from '../support/tenant-builder.ts';

const tenant = defaultTenant();
const files = tenant.teams.flatMap((team) => team.libraries.flatMap((library) => library.items));

/** What is wrong with a tenant after a change to it. */
function problemsAfter(change: (file: TenantFile) => void): string[] {
  const file = structuredClone(buildTenant());
  change(file);
  try {
    parseTenant(file);
    return [];
  } catch (problem) {
    expect(problem).toBeInstanceOf(TenantFileError);
    return (problem as TenantFileError).problems;
  }
}

describe('default tenant', () => {
  it('is a firm of eighty people in seven departments at three sites, under one head', () => {
    expect(tenant.users).toHaveLength(80);
    expect(new Set(tenant.users.map((user) => user.department)).size).toBe(7);
    expect(new Set(tenant.users.map((user) => user.officeLocation)).size).toBe(3);
    expect(tenant.users.filter((user) => !user.manager)).toHaveLength(1);
    expect(tenant.users.every((user) => user.userPrincipalName.endsWith('.example'))).toBe(true);
    expect(tenant.programmeLeads).toHaveLength(1);
  });

  it('has fourteen teams, some private, each with channels, files and a meeting to come', () => {
    expect(tenant.teams).toHaveLength(14);
    expect(tenant.teams.filter((team) => team.visibility === 'Private').length).toBeGreaterThan(1);
    for (const team of tenant.teams) {
      expect(team.owners.every((owner) => team.members.includes(owner))).toBe(true);
      expect(team.channels[0]!.displayName).toBe('General');
      expect(team.channels.length).toBeGreaterThan(1);
      expect(team.libraries[0]!.items.length).toBeGreaterThan(0);
      expect(team.events.some((event) => event.recurrence)).toBe(true);
    }
    expect(tenant.teams.flatMap((team) => team.events).some((event) => event.exceptions?.length)).toBe(true);
  });

  it('says that a file changed after it was made', () => {
    for (const item of files) expect(Date.parse(item.lastModifiedDateTime)).toBeGreaterThan(Date.parse(item.createdDateTime));
  });
});

describe('files', () => {
  const ofKind = (ending: string) => files.filter((item) => item.name.endsWith(`.${ending}`));

  it('are of five formats, and the same bytes each time', () => {
    for (const ending of ['md', 'docx', 'xlsx', 'pptx', 'pdf']) {
      const [first] = ofKind(ending);
      expect(Buffer.from(contentOf({ ...first! }, tenant)).equals(Buffer.from(contentOf({ ...first! }, tenant)))).toBe(true);
      expect(sizeOf(first!, tenant)).toBe(contentOf(first!, tenant).length);
    }
  });

  it('in Office formats are packages whose every relation leads to a part', () => {
    for (const item of [...ofKind('docx'), ...ofKind('xlsx'), ...ofKind('pptx')]) {
      const parts = unzipSync(contentOf(item, tenant));
      const declared = [...strFromU8(parts['[Content_Types].xml']!).matchAll(/PartName="\/([^"]+)"/g)].map((found) => found[1]!);
      expect(declared.filter((name) => !parts[name])).toEqual([]);
      for (const name of Object.keys(parts).filter((each) => each.endsWith('.rels'))) {
        const base = `file:///${name.replace(/_rels\/[^/]+$/, '')}`;
        for (const [, target] of strFromU8(parts[name]!).matchAll(/Target="([^"]+)"/g)) {
          expect(Object.keys(parts)).toContain(new URL(target!, base).pathname.slice(1));
        }
      }
    }
  });

  it('in PDF have a cross-reference table that points at every object', () => {
    for (const item of ofKind('pdf')) {
      const text = Buffer.from(contentOf(item, tenant)).toString('latin1');
      const start = Number(/startxref\n(\d+)/.exec(text)![1]);
      expect(text.slice(start, start + 4)).toBe('xref');
      const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map((found) => Number(found[1]));
      offsets.forEach((offset, index) => expect(text.slice(offset).startsWith(`${index + 1} 0 obj`)).toBe(true));
    }
  });

  it('without content in the tenant file say what is known of them, and are as long as it says', () => {
    const item: TenantItem = {
      id: 'x', name: '42-a-proposal.md', title: 'A proposal', size: 5000, status: 'implemented', contributors: { authors: [people.anna] },
      createdBy: people.anna, createdDateTime: '2024-01-01T00:00:00Z', lastModifiedBy: people.ben, lastModifiedDateTime: '2024-02-01T00:00:00Z',
    };
    const text = Buffer.from(contentOf(item, buildTenant())).toString();
    expect(text).toHaveLength(5000);
    expect(text).toMatch(/^# A proposal\n[^]*Status: implemented[^]*Authors: Anna Rowan/);
  });
});

describe('tenant file', () => {
  it('is refused with every problem named by its place', () => {
    expect(problemsAfter((file) => { file.teams[0]!.owners.push('00000000-0000-4000-8000-000000000000'); })).toEqual([
      'teams[0] "Pumps".owners: 00000000-0000-4000-8000-000000000000 is none of the users']);
    expect(problemsAfter((file) => { file.users[1]!.userPrincipalName = 'ben'; })).toEqual([
      'users[1] "Ben Rowan".userPrincipalName: a user principal name looks like name@domain']);
    expect(problemsAfter((file) => { delete file.teams[0]!.events[0]!.recurrence!.pattern.daysOfWeek; })).toEqual([
      'teams[0] "Pumps".events[0] "Pump clinic".recurrence.pattern.daysOfWeek: a pattern of type weekly needs daysOfWeek']);
    expect(problemsAfter((file) => { file.teams[1]!.id = builtTeams.open; })).toEqual([expect.stringContaining('is used twice')]);
    expect(problemsAfter((file) => { file.users[0]!.manager = people.ben; }).join()).toContain('the line of managers leads back to this person');
  });

  it('says whether it cannot be read or is not JSON, and loads with a byte order mark', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tenant-'));
    try {
      await expect(loadTenant(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'tenant-file-unreadable' });
      await writeFile(join(folder, 'broken.json'), '{"users": [');
      await expect(loadTenant(join(folder, 'broken.json'))).rejects.toMatchObject({ code: 'tenant-file-not-json' });
      await writeFile(join(folder, 'good.json'), `\uFEFF${JSON.stringify(buildTenant())}`);
      expect((await loadTenant(join(folder, 'good.json'))).users).toHaveLength(6);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
