import { badRequest } from './graph-operation.ts';

/** A value in a filter. Instants stay text: ISO 8601 in UTC compares as text. */
type Literal = string | number | boolean | null;

export type FilterExpression =
  | { kind: 'and' | 'or', left: FilterExpression, right: FilterExpression }
  | { kind: 'not', operand: FilterExpression }
  | { kind: 'compare', operator: Comparison, path: string, value: Literal }
  | { kind: 'in', path: string, values: Literal[] }
  | { kind: 'function', name: 'startswith' | 'endswith' | 'contains', path: string, value: string }
  | { kind: 'any', path: string, variable: string, condition: FilterExpression };

type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

const token = /\s*(?:('(?:[^']|'')*')|(\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)|([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})|(-?\d+(?:\.\d+)?)|([A-Za-z_@][\w.@]*(?:\/[A-Za-z_$][\w.]*)*)|([(),:]))/giy;

/**
 * Parses an OData `$filter` with the operators Graph allows on the sandbox's resources:
 * and, or, not, eq, ne, gt, ge, lt, le, in, startsWith, endsWith, contains, any.
 * @throws GraphError 400 as Graph words it, when the text is not a filter.
 */
export function parseFilter(text: string): FilterExpression {
  return new FilterParser(text).parse();
}

interface Token { kind: 'text' | 'number' | 'name' | 'sign', value: string }

class FilterParser {
  readonly #tokens: Token[] = [];
  #next = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    token.lastIndex = 0;
    let end = 0;
    for (let found = token.exec(text); found; found = token.exec(text)) {
      const [, quoted, instant, guid, number, name, sign] = found;
      if (quoted !== undefined) this.#tokens.push({ kind: 'text', value: quoted.slice(1, -1).replaceAll("''", "'") });
      else if (instant ?? guid) this.#tokens.push({ kind: 'text', value: (instant ?? guid)! });
      else if (number !== undefined) this.#tokens.push({ kind: 'number', value: number });
      else if (name !== undefined) this.#tokens.push({ kind: 'name', value: name });
      else this.#tokens.push({ kind: 'sign', value: sign! });
      end = token.lastIndex;
    }
    if (text.slice(end).trim() !== '') throw this.#invalid();
  }

  parse(): FilterExpression {
    const expression = this.#or();
    if (this.#next < this.#tokens.length) throw this.#invalid();
    return expression;
  }

  #or(): FilterExpression {
    let left = this.#and();
    while (this.#takeName('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): FilterExpression {
    let left = this.#unary();
    while (this.#takeName('and')) left = { kind: 'and', left, right: this.#unary() };
    return left;
  }

  #unary(): FilterExpression {
    if (this.#takeName('not')) return { kind: 'not', operand: this.#unary() };
    if (this.#takeSign('(')) {
      const inside = this.#or();
      this.#needSign(')');
      return inside;
    }
    const name = this.#need('name');
    if (this.#peekSign('(')) return this.#call(name);
    return this.#comparison(name);
  }

  #call(name: string): FilterExpression {
    this.#needSign('(');
    const lower = name.toLowerCase();
    if (lower === 'startswith' || lower === 'endswith' || lower === 'contains') {
      const path = this.#need('name');
      this.#needSign(',');
      const value = this.#need('text');
      this.#needSign(')');
      return { kind: 'function', name: lower, path, value };
    }
    const split = /^(.+)\/any$/i.exec(name);
    if (!split) throw this.#invalid();
    const variable = this.#need('name');
    this.#needSign(':');
    const condition = this.#or();
    this.#needSign(')');
    return { kind: 'any', path: split[1]!, variable, condition };
  }

  #comparison(path: string): FilterExpression {
    const operator = this.#need('name').toLowerCase();
    if (operator === 'in') {
      this.#needSign('(');
      const values = [this.#literal()];
      while (this.#takeSign(',')) values.push(this.#literal());
      this.#needSign(')');
      return { kind: 'in', path, values };
    }
    if (!['eq', 'ne', 'gt', 'ge', 'lt', 'le'].includes(operator)) throw this.#invalid();
    return { kind: 'compare', operator: operator as Comparison, path, value: this.#literal() };
  }

  #literal(): Literal {
    const found = this.#tokens[this.#next++];
    if (found?.kind === 'text') return found.value;
    if (found?.kind === 'number') return Number(found.value);
    if (found?.kind === 'name' && found.value === 'true') return true;
    if (found?.kind === 'name' && found.value === 'false') return false;
    if (found?.kind === 'name' && found.value === 'null') return null;
    throw this.#invalid();
  }

  #need(kind: Token['kind']): string {
    const found = this.#tokens[this.#next++];
    if (found?.kind !== kind) throw this.#invalid();
    return found.value;
  }

  #takeName(name: string): boolean {
    const found = this.#tokens[this.#next];
    if (found?.kind !== 'name' || found.value.toLowerCase() !== name) return false;
    this.#next += 1;
    return true;
  }

  #peekSign(sign: string): boolean {
    const found = this.#tokens[this.#next];
    return found?.kind === 'sign' && found.value === sign;
  }

  #takeSign(sign: string): boolean {
    if (!this.#peekSign(sign)) return false;
    this.#next += 1;
    return true;
  }

  #needSign(sign: string): void {
    if (!this.#takeSign(sign)) throw this.#invalid();
  }

  #invalid() {
    return badRequest(`Invalid filter clause: ${this.#text}`, 'Request_UnsupportedQuery');
  }
}

/** Names of the properties a filter looks at, without lambda variables. */
export function filterProperties(expression: FilterExpression): string[] {
  switch (expression.kind) {
    case 'and': case 'or': return [...filterProperties(expression.left), ...filterProperties(expression.right)];
    case 'not': return filterProperties(expression.operand);
    default: return [expression.path];
  }
}

/** How many values a filter compares with, counting each of an `in` and each side of an `or`. */
export function clauseCount(expression: FilterExpression): number {
  switch (expression.kind) {
    case 'and': return Math.max(clauseCount(expression.left), clauseCount(expression.right));
    case 'or': return clauseCount(expression.left) + clauseCount(expression.right);
    case 'not': return clauseCount(expression.operand);
    case 'in': return expression.values.length;
    default: return 1;
  }
}

/** Whether the directory calls this an advanced query (Microsoft: "Advanced query capabilities on directory objects"). */
export function isAdvanced(expression: FilterExpression): boolean {
  switch (expression.kind) {
    case 'and': case 'or': return isAdvanced(expression.left) || isAdvanced(expression.right);
    case 'not': return true;
    case 'compare': return expression.operator === 'ne';
    case 'function': return expression.name !== 'startswith';
    default: return false;
  }
}

/** Whether a row passes the filter. Text compares without regard to case, as in the directory. */
export function passes(expression: FilterExpression, row: unknown, scope: Record<string, unknown> = {}): boolean {
  switch (expression.kind) {
    case 'and': return passes(expression.left, row, scope) && passes(expression.right, row, scope);
    case 'or': return passes(expression.left, row, scope) || passes(expression.right, row, scope);
    case 'not': return !passes(expression.operand, row, scope);
    case 'in': return expression.values.some(value => compare(valueAt(row, expression.path, scope), value) === 0);
    case 'function': {
      const text = String(valueAt(row, expression.path, scope) ?? '').toLowerCase();
      const sought = expression.value.toLowerCase();
      if (expression.name === 'startswith') return text.startsWith(sought);
      return expression.name === 'endswith' ? text.endsWith(sought) : text.includes(sought);
    }
    case 'any': {
      const values = valueAt(row, expression.path, scope);
      return Array.isArray(values)
        && values.some(each => passes(expression.condition, row, { ...scope, [expression.variable]: each }));
    }
    case 'compare': return compares(expression.operator, compare(valueAt(row, expression.path, scope), expression.value));
  }
}

function compares(operator: Comparison, order: number | null): boolean {
  if (operator === 'eq') return order === 0;
  if (operator === 'ne') return order !== 0;
  if (order === null) return false;
  if (operator === 'gt') return order > 0;
  if (operator === 'ge') return order >= 0;
  return operator === 'lt' ? order < 0 : order <= 0;
}

/** The value at a path such as `start/dateTime`, or of a lambda variable. */
export function valueAt(row: unknown, path: string, scope: Record<string, unknown> = {}): unknown {
  const [first, ...rest] = path.split('/');
  let value: unknown = first! in scope ? scope[first!] : (row as Record<string, unknown> | null)?.[first!];
  for (const name of rest) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return value;
}

/** Order of two values; null when they cannot be compared. */
export function compare(value: unknown, other: unknown): number | null {
  if (value === undefined || value === null) return other === null || other === undefined ? 0 : null;
  if (other === null || other === undefined) return null;
  if (typeof value === 'number' && typeof other === 'number') return value - other;
  if (typeof value === 'boolean' || typeof other === 'boolean') return value === other ? 0 : null;
  const left = String(value).toLowerCase();
  const right = String(other).toLowerCase();
  return left < right ? -1 : left > right ? 1 : 0;
}
