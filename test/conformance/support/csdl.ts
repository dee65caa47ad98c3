import { readFileSync } from 'node:fs';

/** A type as the metadata writes it, taken apart. `name` is full: `microsoft.graph.user`, `Edm.String`. */
export interface TypeRef { name: string; collection: boolean }

export interface CsdlProperty extends TypeRef {
  kind: 'property' | 'navigation';
  nullable: boolean;
}

export interface CsdlStructure { kind: 'entity' | 'complex'; name: string; base: string | null; open: boolean; abstract: boolean; properties: Map<string, CsdlProperty> }
export interface CsdlEnum { kind: 'enum'; name: string; flags: boolean; members: string[] }
export type CsdlType = CsdlStructure | CsdlEnum;

/** An action or function, bound to a type or a collection of it. */
export interface CsdlOperation { kind: 'action' | 'function'; name: string; binding: TypeRef | null; parameters: Map<string, TypeRef & { nullable: boolean }>; returns: TypeRef | null }

type Attributes = Record<string, string>;

/**
 * Microsoft Graph's metadata (OData CSDL 4.0), as far as it says what may be in a request or an answer: types with what
 * they inherit, enumerations, actions and functions, and the sets and singletons at the root.
 */
export class Csdl {
  readonly #types = new Map<string, CsdlType>();
  readonly #operations = new Map<string, CsdlOperation[]>();
  /** Entity sets and singletons by name. */
  readonly roots = new Map<string, TypeRef>();
  /** Annotations of Graph itself: `microsoft.graph.downloadUrl`. */
  readonly terms = new Map<string, TypeRef>();

  static read(file: string): Csdl {
    return new Csdl(readFileSync(file, 'utf8'));
  }

  constructor(xml: string) {
    this.#load(xml);
  }

  get size(): number {
    return this.#types.size;
  }

  type(name: string): CsdlType | undefined {
    return this.#types.get(name);
  }

  structure(name: string): CsdlStructure | undefined {
    const type = this.#types.get(name);
    return type?.kind === 'enum' ? undefined : type;
  }

  /** The type and those it inherits from, nearest first. */
  lineage(name: string): CsdlStructure[] {
    const line: CsdlStructure[] = [];
    for (let type = this.structure(name); type; type = type.base === null ? undefined : this.structure(type.base)) line.push(type);
    return line;
  }

  isA(name: string, ancestor: string): boolean {
    return this.lineage(name).some((type) => type.name === ancestor);
  }

  /** A property or relation, inherited ones too. */
  property(typeName: string, property: string): CsdlProperty | undefined {
    for (const type of this.lineage(typeName)) {
      const found = type.properties.get(property);
      if (found) return found;
    }
    return undefined;
  }

  isOpen(typeName: string): boolean {
    return this.lineage(typeName).some((type) => type.open);
  }

  hasOperation(name: string): boolean {
    return this.#operations.has(name.toLowerCase());
  }

  /** Actions and functions of this name that may be called on it; those made for its own type, not for one that it inherits from. */
  operationsOn(name: string, bound: TypeRef): CsdlOperation[] {
    const named = (this.#operations.get(name.toLowerCase()) ?? []).filter(({ binding }) => binding?.collection === bound.collection);
    const nearest = this.lineage(bound.name).find((type) => named.some(({ binding }) => binding!.name === type.name));
    return named.filter(({ binding }) => binding!.name === nearest?.name);
  }

  #load(xml: string): void {
    let namespace = '';
    let structure: CsdlStructure | null = null;
    let enumeration: CsdlEnum | null = null;
    let operation: CsdlOperation | null = null;
    let inContainer = false;
    const full = (name: string) => name.startsWith('graph.') ? `microsoft.${name}` : name.startsWith('self.') ? `${namespace}.${name.slice('self.'.length)}` : name;
    const ref = (text: string): TypeRef => {
      const inner = /^Collection\((.*)\)$/.exec(text)?.[1];
      return { name: full(inner ?? text), collection: inner !== undefined };
    };
    for (const [, closing, tag = '', written = ''] of xml.matchAll(/<(\/?)([\w:]+)((?:\s+[\w:.]+="[^"]*")*)\s*\/?>/g)) {
      if (closing) {
        if (tag === 'EntityType' || tag === 'ComplexType') structure = null;
        else if (tag === 'EnumType') enumeration = null;
        else if (tag === 'Action' || tag === 'Function') operation = null;
        continue;
      }
      const attributes: Attributes = Object.fromEntries([...written.matchAll(/([\w:.]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
      const name = attributes.Name ?? '';
      switch (tag) {
        case 'Schema':
          namespace = attributes.Namespace!;
          break;
        case 'EntityType':
        case 'ComplexType':
          structure = {
            kind: tag === 'EntityType' ? 'entity' : 'complex', name: `${namespace}.${name}`, base: attributes.BaseType ? full(attributes.BaseType) : null,
            open: attributes.OpenType === 'true', abstract: attributes.Abstract === 'true', properties: new Map(),
          };
          this.#types.set(structure.name, structure);
          break;
        case 'EnumType':
          enumeration = { kind: 'enum', name: `${namespace}.${name}`, flags: attributes.IsFlags === 'true', members: [] };
          this.#types.set(enumeration.name, enumeration);
          break;
        case 'Member':
          enumeration?.members.push(name);
          break;
        case 'Property':
        case 'NavigationProperty':
          structure?.properties.set(name, { ...ref(attributes.Type!), kind: tag === 'Property' ? 'property' : 'navigation', nullable: attributes.Nullable !== 'false' });
          break;
        case 'Action':
        case 'Function': {
          operation = { kind: tag === 'Action' ? 'action' : 'function', name, binding: null, parameters: new Map(), returns: null };
          const known = this.#operations.get(name.toLowerCase());
          if (known) known.push(operation);
          else this.#operations.set(name.toLowerCase(), [operation]);
          break;
        }
        case 'Parameter':
          if (!operation) break;
          // The first parameter of a bound operation is what it is called on; Graph has no unbound ones in the paths played here.
          if (operation.binding === null) operation.binding = ref(attributes.Type!);
          else operation.parameters.set(name, { ...ref(attributes.Type!), nullable: attributes.Nullable !== 'false' });
          break;
        case 'ReturnType':
          if (operation) operation.returns = ref(attributes.Type!);
          break;
        case 'EntityContainer':
          inContainer = true;
          break;
        case 'EntitySet':
          if (inContainer) this.roots.set(name, { name: full(attributes.EntityType!), collection: true });
          break;
        case 'Singleton':
          if (inContainer) this.roots.set(name, { name: full(attributes.Type!), collection: false });
          break;
        case 'Term':
          this.terms.set(`${namespace}.${name}`, ref(attributes.Type!));
          break;
      }
    }
  }
}
