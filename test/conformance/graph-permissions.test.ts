import { operations } from '../../api/platform/graph/operations.ts';
import { graphOperations } from '../../sandbox/graph/operations-index.ts';
import { normal, PermissionTable, type Scheme } from './support/permission-table.ts';
import { describeWithSharedData, hasSharedData, sayWhenMissing } from './support/shared-data.ts';

sayWhenMissing();

/** What the sandbox accepts though the file does not name it, and why. */
const accepted: Record<string, string> = {
  // Drive and folder of an upload take the same permission as uploading in one piece.
  'POST createuploadsession': 'Files.ReadWrite.All',
};

describeWithSharedData('permissions, held against what Microsoft publishes', () => {
  const table = hasSharedData ? PermissionTable.read() : new PermissionTable({ permissions: {} });

  it('documents every operation the sandbox answers', () => {
    expect(graphOperations.filter(({ method, path: template }) => !table.find(method, template)).map(({ method, path: template }) => `${method} ${template}`)).toEqual([]);
  });

  it('lets the sandbox accept no permission that is not documented for the operation', () => {
    const wrong = graphOperations.flatMap(({ method, path: template, delegated, application }) => {
      const known = table.all(method, template);
      const also = accepted[`${method} ${normal(template).split('/').at(-1)}`];
      const unknown = (names: readonly string[], scheme: Scheme) => names.filter(name => name !== also && !known.some(each => each[scheme].has(name)));
      const strange = [...unknown(delegated, 'DelegatedWork'), ...unknown(application, 'Application')];
      return strange.length > 0 ? [`${method} ${template}: ${strange.join(', ')}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('lets the sandbox accept a least privileged permission for each operation it gives to people or apps', () => {
    const wrong = graphOperations.flatMap(({ method, path: template, delegated, application }) => {
      const lacks = (names: readonly string[], scheme: Scheme) => {
        const least = table.leastFor(method, template, scheme);
        return names.length > 0 && least.length > 0 && !least.some(name => names.includes(name));
      };
      return lacks(delegated, 'DelegatedWork') || lacks(application, 'Application') ? [`${method} ${template}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(operations))('%s asks for permissions that Microsoft documents and the sandbox demands', (_name, operation) => {
    const known = table.find(operation.method, operation.path);
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
