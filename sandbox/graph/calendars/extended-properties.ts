import { z } from 'zod';
import { graphError, type GraphCall } from '../graph-operation.ts';
import { filterProperties, passes } from '../odata-filter.ts';

/** `String {66f5a359-4659-4830-9070-00040ec6ac6e} Name Fun` (Microsoft: "Outlook extended properties overview"). */
const form = /^(Boolean|Integer|Short|Long|Double|Float|Currency|SystemTime|CLSID|Binary|String)\s+(\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}\s+(Name\s+\S.*|Id\s+0x[0-9a-f]{1,8})|0x[0-9a-f]{1,8})$/i;

/** Marks that an app gives an event and that people do not see. */
export const singleValueExtendedProperties = z.array(z.object({ id: z.string().regex(form), value: z.string() }));

type Row = Record<string, unknown>;
const name = 'singleValueExtendedProperties';

/** The event with its marks, so that a filter can look at them. */
export function withProperties(row: Row, properties: ReadonlyMap<string, string>): Row {
  return { ...row, [name]: [...properties].map(([id, value]) => ({ id, value })) };
}

/**
 * Graph shows the marks only when they are expanded, and of them those that the expansion's filter names
 * (Microsoft: "Get singleValueLegacyExtendedProperty").
 */
export function onlyExpanded(call: GraphCall, row: Row): Row {
  const { [name]: all, ...rest } = row;
  const expansion = call.query.expand.find(each => each.name === name);
  if (!expansion) return rest;
  if (!expansion.filter) throw graphError(400, 'ErrorInvalidUrlQueryFilter', `$expand=${name} needs a $filter on the id of the properties.`);
  const shown = (all as Row[]).filter(property => passes(expansion.filter!, property));
  return shown.length > 0 ? { ...rest, [name]: shown } : rest;
}

/** Microsoft documents the filter for events as they are stored, not for a view of their occurrences. */
export function refuseToFilterByMarks(call: GraphCall): void {
  if (call.query.filter && filterProperties(call.query.filter).includes(name)) {
    throw graphError(400, 'ErrorInvalidUrlQueryFilter', `The filter cannot look at ${name} of occurrences; /events can be filtered by it.`);
  }
}
