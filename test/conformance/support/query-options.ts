/** What `$expand` names: relations, each with what is selected and expanded in it. */
export interface Expansion { select: string[] | null; expand: Map<string, Expansion> }

export interface QueryOptions extends Expansion { count: boolean; /** Reached by a nextLink. */ isLaterPage: boolean; orderBy: string[]; filter: string | null }

/** Reads the OData options that bear on the form of an answer, from a path with query. */
export function queryOptionsOf(path: string): QueryOptions {
  const all = new URLSearchParams(path.includes('?') ? path.slice(path.indexOf('?') + 1) : '');
  const option = (name: string) => [...all].find(([key]) => key.toLowerCase() === name || key.toLowerCase() === name.slice(1))?.[1];
  return {
    select: listOf(option('$select')),
    expand: expansionsOf(option('$expand')),
    count: option('$count') === 'true',
    isLaterPage: option('$skiptoken') !== undefined,
    orderBy: (listOf(option('$orderby')) ?? []).map((each) => each.split(/\s+/)[0]!),
    filter: option('$filter') ?? null,
  };
}

function listOf(text: string | undefined): string[] | null {
  const names = text?.split(',').map((each) => each.trim()).filter((each) => each !== '') ?? [];
  return names.length === 0 || names.includes('*') ? null : names;
}

function expansionsOf(text: string | undefined): Map<string, Expansion> {
  return new Map(splitOutside(text ?? '', ',').map((each) => {
    const [, name = each, inside = ''] = /^([^(]+)\((.*)\)$/.exec(each) ?? [];
    const options = new Map(splitOutside(inside, ';').map((option) => [option.split('=')[0]!.toLowerCase().replace(/^\$?/, '$'), option.slice(option.indexOf('=') + 1)]));
    const expansion: Expansion = { select: listOf(options.get('$select')), expand: expansionsOf(options.get('$expand')) };
    // `$levels`: the relation is followed from one to the next.
    if (options.has('$levels')) expansion.expand.set(name.trim(), expansion);
    return [name.trim(), expansion];
  }));
}

/** Parts between separators that stand outside of brackets. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at];
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (at === text.length || (character === separator && depth === 0)) {
      if (text.slice(from, at).trim() !== '') parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts;
}
