import path from 'node:path';
import { documentedElsewhere } from './documented-elsewhere.ts';
import { readShared, sharedFolder } from './shared-files.ts';

interface PathSet { schemeKeys: string[]; methods: string[]; paths: Record<string, string> }
export type Scheme = 'DelegatedWork' | 'Application';
/** Permissions that are enough for an operation, and whether Microsoft calls one the least. */
export type Documented = Record<Scheme, Map<string, { least: boolean }>>;

/** The file's least permission is for what is the person's own; for what is a group's, the wider one is needed. */
const forGroups: Record<string, string> = { 'Files.Read': 'Files.Read.All', 'Files.ReadWrite': 'Files.ReadWrite.All', 'Calendars.ReadBasic': 'Group.Read.All', 'Calendars.ReadWrite': 'Group.ReadWrite.All' };
/** Permissions for single properties that the sandbox does not have. */
const beside = /^Group-|^AgentIdUser\.|^DeviceManagement/;

/** Permissions per operation as Microsoft publishes them (`permissions.json`). */
export class PermissionTable {
  readonly #documented = new Map<string, Documented>();

  static read(): PermissionTable {
    return new PermissionTable(readShared<{ permissions: Record<string, { pathSets: PathSet[] }> }>(path.join(sharedFolder, 'graph/permissions.json')));
  }

  constructor(file: { permissions: Record<string, { pathSets: PathSet[] }> }) {
    for (const [name, { pathSets }] of Object.entries(file.permissions)) {
      for (const { schemeKeys, methods, paths } of pathSets) {
        for (const [template, notes] of Object.entries(paths)) {
          const least = /least=([^;]*)/.exec(notes)?.[1]?.split(',') ?? [];
          for (const method of methods) {
            const key = `${method} ${normal(template)}`;
            if (!this.#documented.has(key)) this.#documented.set(key, { DelegatedWork: new Map(), Application: new Map() });
            for (const scheme of schemeKeys) {
              if (scheme === 'DelegatedWork' || scheme === 'Application') this.#documented.get(key)![scheme].set(name, { least: least.includes(scheme) });
            }
          }
        }
      }
    }
    for (const [key, { delegated, application }] of Object.entries(documentedElsewhere)) {
      const known = this.#documented.get(key) ?? { DelegatedWork: new Map(), Application: new Map() };
      this.#documented.set(key, known);
      for (const name of delegated) if (!known.DelegatedWork.has(name)) known.DelegatedWork.set(name, { least: false });
      for (const name of application) if (!known.Application.has(name)) known.Application.set(name, { least: false });
    }
  }

  find(method: string, template: string): Documented | undefined {
    return this.all(method, template)[0];
  }

  /** What is documented under each of the addresses that the resource has. */
  all(method: string, template: string): Documented[] {
    return documentedPaths(template).map((each) => this.#documented.get(`${method} ${each}`)).filter((each) => each !== undefined);
  }

  /** The least privileged permissions, any of which an operation needs; none where the file marks none. */
  leastFor(method: string, template: string, scheme: Scheme): string[] {
    return [...this.find(method, template)?.[scheme] ?? []].filter(([name, { least }]) => least && !beside.test(name)).map(([name]) => (template.startsWith('/me/') ? name : forGroups[name] ?? name));
  }
}

/** A template to compare with: parameters are `{}`. */
export const normal = (template: string): string => template.toLowerCase().replace(/\{[^}]*\}/g, '{}').replace(/\((?:q|query|token)='?\{\}'?\)/, '').replace('()', '');

/** Other addresses of a documented resource: the file of permissions names only one or two of them. */
function documentedPaths(template: string): string[] {
  const own = normal(template);
  const drive = own.replace(/^\/groups\/\{\}\/drives?(?:\/\{\})?(?=\/(?:root|items|search))/, '/drives/{}').replace(/^\/groups\/\{\}\/drives\/\{\}$/, '/drives/{}');
  const item = drive.replace(/\/(?:root|items\/\{\}):\/\{\}:?/, '/items/{}').replace(/\/root(?=\/|$)/, '/items/{}');
  return [
    own, drive, item, item.replace(/\/items\/\{\}\/(delta|search)/, '/root/$1'), item.replace('/search', '/root/search'),
    own.replace(/\/\$value$/, ''), own.replace(/^\/groups\/\{\}\/calendar\//, '/groups/{}/'), own.replace(/\/groups\/\{\}\/(?:calendar\/)?events\/\{\}\/instances$/, '/groups/{}/events/{}'),
    own.replace(/\/groups\/\{\}\/(?:calendar\/)?events\/\{\}\/cancel$/, '/groups/{}/events'),
    own.replace(/^\/groups\/\{\}\/calendar$/, '/groups/{}/events'),
  ];
}
