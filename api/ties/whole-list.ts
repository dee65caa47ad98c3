import type { GraphOptions, GraphSession, Outcome } from '../platform/graph/graph.ts';
import type { GraphPage, ListItem, ListName } from '../platform/graph/operations.ts';

/** Most items of a list that are looked at, unless said otherwise: a team has at most 1,000 channels (Microsoft, "Limits and specifications for Microsoft Teams"). */
const most = 1_000;

/**
 * All of a list whose first page came with a batch. Graph says itself whether there is more; what it did not answer stays as it is.
 * @throws GraphError
 */
export async function wholeList<N extends ListName>(session: GraphSession, operation: N, first: Outcome<GraphPage<ListItem<N>>>, options: GraphOptions, limit = most): Promise<Outcome<GraphPage<ListItem<N>>>> {
  const link = first.ok ? first.value['@odata.nextLink'] : undefined;
  if (!first.ok || link === undefined) return first;
  const items = [...first.value.value];
  for await (const page of session.pages(operation, { link }, options)) {
    items.push(...page.items);
    if (items.length >= limit) break;
  }
  return { ...first, value: { value: items.slice(0, limit) } };
}
