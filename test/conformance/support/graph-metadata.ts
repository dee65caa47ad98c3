import { readFileSync } from 'node:fs';

/**
 * What Graph's documentation shows on types that the metadata declares open (`OpenType="true"`):
 * e-mail address of an identity, and the group that owns a drive.
 */
const openTypes: Record<string, string[]> = { identity: ['email'], identitySet: ['group'], sharePointIdentitySet: ['group'] };

interface GraphType { base: string | null; properties: Map<string, string> }

/** Entity and complex types of Microsoft Graph's metadata (CSDL), as far as names of properties go. */
export class GraphMetadata {
  readonly #types = new Map<string, GraphType>();

  constructor(file: string) {
    const schema = readFileSync(file, 'utf8');
    const body = /<Schema Namespace="microsoft\.graph"[^>]*>([\s\S]*?)<\/Schema>/.exec(schema)?.[1] ?? '';
    for (const [, attributes = '', empty, content = ''] of body.matchAll(/<(?:EntityType|ComplexType) ([^>]*?)(?:(\/)>|>([\s\S]*?)<\/(?:EntityType|ComplexType)>)/g)) {
      const name = /Name="([^"]+)"/.exec(attributes)?.[1];
      if (!name) continue;
      const properties = new Map<string, string>();
      for (const [, property = '', type = ''] of (empty ? '' : content).matchAll(/<(?:Property|NavigationProperty) Name="([^"]+)" Type="([^"]+)"/g)) properties.set(property, type);
      this.#types.set(name, { base: /BaseType="graph\.([^"]+)"/.exec(attributes)?.[1] ?? null, properties });
    }
  }

  get size(): number {
    return this.#types.size;
  }

  /** The declared type of a property, looked for up the line of base types; undefined when no type has it. */
  typeOf(typeName: string, property: string): string | undefined {
    for (let name: string | null = typeName; name; name = this.#types.get(name)?.base ?? null) {
      const found = this.#types.get(name)?.properties.get(property);
      if (found) return found;
    }
    return undefined;
  }

  /** Paths of everything in an answer that Microsoft's metadata does not know. Annotations (`@odata…`) are left out. */
  strangers(typeName: string, answer: unknown, path = typeName): string[] {
    if (Array.isArray(answer)) return [...new Set(answer.flatMap((each) => this.strangers(typeName, each, path)))];
    if (typeof answer !== 'object' || answer === null) return [];
    const actual = (answer as Record<string, unknown>)['@odata.type'];
    const type = typeof actual === 'string' ? actual.replace(/^#?microsoft\.graph\./, '') : typeName;
    return Object.entries(answer).flatMap(([key, value]) => {
      if (key.includes('@')) return [];
      const declared = this.typeOf(type, key);
      if (!declared) return openTypes[type]?.includes(key) ? [] : [`${path}.${key}`];
      const inner = /graph\.(\w+)/.exec(declared)?.[1];
      return inner && this.#types.has(inner) ? this.strangers(inner, value, `${path}.${key}`) : [];
    });
  }
}
