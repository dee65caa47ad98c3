import { z } from 'zod';

/** Ids are Graph's: GUIDs for people and teams, opaque strings for channels, drives, items and events. */
const guid = z.guid();
const graphId = z.string().min(1).max(400).regex(/^[^/\s?#\\]+$/, 'an id holds no white space and none of / ? # \\');
const instant = z.iso.datetime({ offset: true });
const calendarDate = z.iso.date();

/** Graph's dateTimeTimeZone: wall-clock time without offset, and the zone it is in (IANA or Windows name). */
export const dateTimeTimeZone = z.looseObject({
  dateTime: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?$/, 'a date and time without offset, such as 2026-09-07T10:00:00'),
  timeZone: z.string().min(1),
});
export type DateTimeTimeZone = z.infer<typeof dateTimeTimeZone>;

export const dayOfWeek = z.enum(['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']);
export type DayOfWeek = z.infer<typeof dayOfWeek>;
export const weekIndex = z.enum(['first', 'second', 'third', 'fourth', 'last']);

/** Graph's recurrencePattern. */
export const recurrencePattern = z.looseObject({
  type: z.enum(['daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly']),
  interval: z.number().int().min(1).max(999),
  daysOfWeek: z.array(dayOfWeek).optional(),
  firstDayOfWeek: dayOfWeek.optional(),
  dayOfMonth: z.number().int().min(0).max(31).optional(),
  month: z.number().int().min(0).max(12).optional(),
  index: weekIndex.optional(),
}).superRefine((pattern, context) => {
  const need = (present: boolean, path: string) => {
    if (!present) context.addIssue({ code: 'custom', path: [path], message: `a pattern of type ${pattern.type} needs ${path}` });
  };
  if (pattern.type === 'weekly' || pattern.type.startsWith('relative')) need((pattern.daysOfWeek?.length ?? 0) > 0, 'daysOfWeek');
  if (pattern.type.startsWith('absolute')) need((pattern.dayOfMonth ?? 0) > 0, 'dayOfMonth');
  if (pattern.type.endsWith('Yearly')) need((pattern.month ?? 0) > 0, 'month');
});
export type RecurrencePattern = z.infer<typeof recurrencePattern>;

/** Graph's recurrenceRange. */
export const recurrenceRange = z.looseObject({
  type: z.enum(['endDate', 'noEnd', 'numbered']),
  startDate: calendarDate,
  endDate: calendarDate.optional(),
  recurrenceTimeZone: z.string().optional(),
  numberOfOccurrences: z.number().int().min(0).optional(),
}).superRefine((range, context) => {
  if (range.type === 'endDate' && range.endDate === undefined) {
    context.addIssue({ code: 'custom', path: ['endDate'], message: 'a range of type endDate needs endDate' });
  }
  if (range.type === 'numbered' && !range.numberOfOccurrences) {
    context.addIssue({ code: 'custom', path: ['numberOfOccurrences'], message: 'a range of type numbered needs numberOfOccurrences' });
  }
});
export type RecurrenceRange = z.infer<typeof recurrenceRange>;

export const patternedRecurrence = z.looseObject({ pattern: recurrencePattern, range: recurrenceRange });
export type PatternedRecurrence = z.infer<typeof patternedRecurrence>;

const contributors = z.looseObject({
  authors: z.array(guid).optional(),
  reviewers: z.array(guid).optional(),
  approvers: z.array(guid).optional(),
});

/** What a generated file says; each format lays it out in its own way. */
export const documentSketch = z.strictObject({
  title: z.string().min(1),
  subtitle: z.string().optional(),
  sections: z.array(z.strictObject({
    heading: z.string().min(1),
    paragraphs: z.array(z.string()).optional(),
    bullets: z.array(z.string()).optional(),
    /** The first row holds the column names. */
    table: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  })).min(1),
});
export type DocumentSketch = z.infer<typeof documentSketch>;

export const tenantItem = z.looseObject({
  id: graphId,
  name: z.string().min(1).max(255),
  title: z.string().optional(),
  /** Folder within the library, names divided by `/`; the root when absent. */
  path: z.string().optional(),
  /** Bytes. When the file holds no content, a generated one is made this long. */
  size: z.number().int().nonnegative().optional(),
  createdBy: guid,
  createdDateTime: instant,
  lastModifiedBy: guid,
  lastModifiedDateTime: instant,
  status: z.string().optional(),
  contributors: contributors.optional(),
  /** Text of the file, as it is. */
  content: z.string().optional(),
  /** What to generate the file from, in the format that its name ends with. */
  document: documentSketch.optional(),
});
export type TenantItem = z.infer<typeof tenantItem>;

export const tenantLibrary = z.looseObject({ id: graphId, name: z.string().min(1), items: z.array(tenantItem) });
export type TenantLibrary = z.infer<typeof tenantLibrary>;

/** A change to one occurrence of a series, found by the date on which it would have begun. */
const occurrenceChange = z.looseObject({
  originalDate: calendarDate,
  subject: z.string().optional(),
  start: dateTimeTimeZone.optional(),
  end: dateTimeTimeZone.optional(),
});

export const tenantEvent = z.looseObject({
  id: graphId,
  subject: z.string(),
  start: dateTimeTimeZone,
  end: dateTimeTimeZone,
  isAllDay: z.boolean().optional(),
  recurrence: patternedRecurrence.nullish(),
  location: z.looseObject({ displayName: z.string() }).optional(),
  bodyPreview: z.string().optional(),
  organizer: guid.optional(),
  isOnlineMeeting: z.boolean().optional(),
  onlineMeeting: z.looseObject({ joinUrl: z.url() }).nullish(),
  /** Occurrences that were moved or renamed. */
  exceptions: z.array(occurrenceChange).optional(),
  /** Dates of occurrences that were cancelled. */
  cancelledDates: z.array(calendarDate).optional(),
});
export type TenantEvent = z.infer<typeof tenantEvent>;

export const tenantChannel = z.looseObject({
  id: graphId,
  displayName: z.string().min(1),
  description: z.string().nullish(),
  membershipType: z.enum(['standard', 'private', 'shared']).default('standard'),
  /** Of a private channel: its members; the team's owners when absent. */
  members: z.array(guid).optional(),
});
export type TenantChannel = z.infer<typeof tenantChannel>;

export const tenantUser = z.looseObject({
  id: guid,
  displayName: z.string().min(1),
  userPrincipalName: z.string().regex(/^[^@\s]+@[^@\s]+$/, 'a user principal name looks like name@domain'),
  mail: z.string().nullish(),
  mailNickname: z.string().nullish(),
  givenName: z.string().nullish(),
  surname: z.string().nullish(),
  jobTitle: z.string().nullish(),
  department: z.string().nullish(),
  companyName: z.string().nullish(),
  officeLocation: z.string().nullish(),
  usageLocation: z.string().nullish(),
  preferredLanguage: z.string().nullish(),
  accountEnabled: z.boolean().default(true),
  userType: z.enum(['Member', 'Guest']).default('Member'),
  mailboxSettings: z.looseObject({ timeZone: z.string() }).optional(),
  manager: guid.nullish(),
});
export type TenantUser = z.infer<typeof tenantUser>;

export const tenantTeam = z.looseObject({
  id: guid,
  displayName: z.string().min(1),
  description: z.string().nullish(),
  mailNickname: z.string().min(1).optional(),
  visibility: z.enum(['Public', 'Private', 'HiddenMembership']).default('Public'),
  createdDateTime: instant.optional(),
  owners: z.array(guid),
  members: z.array(guid),
  channels: z.array(tenantChannel),
  libraries: z.array(tenantLibrary).default([]),
  events: z.array(tenantEvent).default([]),
});
export type TenantTeam = z.infer<typeof tenantTeam>;

/** A whole tenant, as `SANDBOX_TENANT` names one. Fields beyond these are kept and shown as they are. */
export const tenantFile = z.looseObject({
  source: z.string().optional(),
  organization: z.looseObject({
    id: guid,
    displayName: z.string().min(1),
    verifiedDomains: z.array(z.looseObject({ name: z.string().min(1), isDefault: z.boolean().optional() })).min(1),
  }),
  users: z.array(tenantUser).min(1),
  teams: z.array(tenantTeam),
  /** People with the app role ProgrammeLead; the owners of the first team when absent. */
  programmeLeads: z.array(guid).optional(),
});
export type TenantFile = z.infer<typeof tenantFile>;
