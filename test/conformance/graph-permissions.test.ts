import path from 'node:path';
import { operations } from '../../api/platform/graph/operations.ts';
import { graphOperations } from '../../sandbox/graph/operations-index.ts';
import { documentedElsewhere } from './support/documented-elsewhere.ts';
import { describeWithSharedData, hasSharedData, readShared, sayWhenMissing, sharedFolder } from './support/shared-data.ts';

sayWhenMissing();

interface PathSet { schemeKeys: string[], methods: string[], paths: Record<string, string> }
type Documented = Record<'DelegatedWork' | 'Application', Map<string, { least: boolean }>>;

/** Permissions per `METHOD /path` as Microsoft publishes them; parameters of paths are `{}`. */
function readDocumented(): Map<string, Documented> {
  const file = readShared<{ permissions: Record<string, { pathSets: PathSet[] }> }>(path.join(sharedFolder, 'graph/permissions.json'));
  const documented = new Map<string, Documented>();
  for (const [name, { pathSets }] of Object.entries(file.permissions)) {
    for (const { schemeKeys, methods, paths } of pathSets) {
      for (const [template, notes] of Object.entries(paths)) {
        const least = /least=([^;]*)/.exec(notes)?.[1]?.split(',') ?? [];
        for (const method of methods) {
          const key = `${method} ${normal(template)}`;
          if (!documented.has(key)) documented.set(key, { DelegatedWork: new Map(), Application: new Map() });
          for (const scheme of schemeKeys) {
            if (scheme === 'DelegatedWork' || scheme === 'Application') documented.get(key)![scheme].set(name, { least: least.includes(scheme) });
          }
        }
      }
    }
  }
  for (const [key, { delegated, application }] of Object.entries(documentedElsewhere)) {
    const known = documented.get(key) ?? { DelegatedWork: new Map(), Application: new Map() };
    documented.set(key, known);
    for (const name of delegated) if (!known.DelegatedWork.has(name)) known.DelegatedWork.set(name, { least: false });
    for (const name of application) if (!known.Application.has(name)) known.Application.set(name, { least: false });
  }
  return documented;
}

const normal = (template: string): string => template.toLowerCase().replace(/\{[^}]*\}/g, '{}').replace(/\((?:q|query|token)='?\{\}'?\)/, '').replace('()', '');

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

/** What the sandbox accepts though the file does not name it, and why. */
const accepted: Record<string, string> = {
  // Drive and folder of an upload take the same permission as uploading in one piece.
  'POST createuploadsession': 'Files.ReadWrite.All',
};

/** The file's least permission is for what is the person's own; for what is a group's, the wider one is needed. */
const forGroups: Record<string, string> = { 'Files.Read': 'Files.Read.All', 'Files.ReadWrite': 'Files.ReadWrite.All', 'Calendars.ReadBasic': 'Group.Read.All', 'Calendars.ReadWrite': 'Group.ReadWrite.All' };
/** Permissions for single properties that the sandbox does not have. */
const beside = /^Group-|^AgentIdUser\.|^DeviceManagement/;

describeWithSharedData('permissions, held against what Microsoft publishes', () => {
  const documented = hasSharedData ? readDocumented() : new Map<string, Documented>();
  const find = (method: string, template: string) => documentedPaths(template).map(each => documented.get(`${method} ${each}`)).find(Boolean);

  it('documents every operation the sandbox answers', () => {
    expect(graphOperations.filter(({ method, path: template }) => !find(method, template)).map(({ method, path: template }) => `${method} ${template}`)).toEqual([]);
  });

  it('lets the sandbox accept no permission that is not documented for the operation', () => {
    const wrong = graphOperations.flatMap(({ method, path: template, delegated, application }) => {
      const known = documentedPaths(template).map(each => documented.get(`${method} ${each}`)).filter(each => each !== undefined);
      const also = accepted[`${method} ${normal(template).split('/').at(-1)}`];
      const unknown = (names: readonly string[], scheme: keyof Documented) => names.filter(name => name !== also && !known.some(each => each[scheme].has(name)));
      const strange = [...unknown(delegated, 'DelegatedWork'), ...unknown(application, 'Application')];
      return strange.length > 0 ? [`${method} ${template}: ${strange.join(', ')}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('lets the sandbox accept a least privileged permission for each operation it gives to people or apps', () => {
    const wrong = graphOperations.flatMap(({ method, path: template, delegated, application }) => {
      const known = find(method, template);
      const lacks = (names: readonly string[], scheme: keyof Documented) => {
        const least = [...known?.[scheme] ?? []].filter(([name, { least: isLeast }]) => isLeast && !beside.test(name)).map(([name]) => forGroups[name] ?? name);
        return names.length > 0 && least.length > 0 && !least.some(name => names.includes(name));
      };
      return lacks(delegated, 'DelegatedWork') || lacks(application, 'Application') ? [`${method} ${template}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(operations))('%s asks for permissions that Microsoft documents and the sandbox demands', (_name, operation) => {
    const known = find(operation.method, operation.path);
    const played = graphOperations.find(({ method, path: template }) => method === operation.method && normal(template) === normal(operation.path));
    expect(played).toBeDefined();
    if (operation.delegated) {
      expect([...known!.DelegatedWork.keys()]).toContain(operation.delegated);
      expect(played!.delegated).toContain(operation.delegated);
    }
    if (operation.application) {
      expect([...known!.Application.keys()]).toContain(operation.application);
      expect(played!.application).toContain(operation.application);
    }
  });
});
