const form = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const whole = (from: number, to: number) => (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;
const number = (value: unknown) => typeof value === 'number' || value === 'INF' || value === '-INF' || value === 'NaN';

/** How OData writes primitive values in JSON (OData JSON Format 4.01, "Primitive Value"), with `IEEE754Compatible=false`. */
const forms: Record<string, (value: unknown) => boolean> = {
  'Edm.Binary': form(/^[A-Za-z0-9+/_-]*={0,2}$/),
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Byte': whole(0, 255),
  'Edm.Date': (value) => form(/^\d{4}-\d{2}-\d{2}$/)(value) && isDay(value as string),
  'Edm.DateTimeOffset': (value) => form(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,12})?)?(Z|[+-]\d{2}:\d{2})$/)(value) && isDay(value as string) && !Number.isNaN(Date.parse(value as string)),
  'Edm.Decimal': number,
  'Edm.Double': number,
  'Edm.Duration': form(/^-?P(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/),
  'Edm.Guid': form(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
  'Edm.Int16': whole(-32_768, 32_767),
  'Edm.Int32': whole(-2_147_483_648, 2_147_483_647),
  'Edm.Int64': whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  'Edm.Single': number,
  'Edm.String': (value) => typeof value === 'string',
  'Edm.TimeOfDay': form(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,12})?)?$/),
  'Edm.Untyped': () => true,
};

function isDay(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year === 0 ? 4 : year, month, 0)).getUTCDate();
}

/** Whether a value, not null, is written as its type wants it; null for a type that is not primitive. */
export function isWellFormed(typeName: string, value: unknown): boolean | null {
  return forms[typeName]?.(value) ?? null;
}
