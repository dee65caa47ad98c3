import { DateTime } from 'luxon';
import { z } from 'zod';
import { ProblemError } from '../platform/errors.ts';
import { GraphError, isGraphFailure } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphOptions, type GraphSession, type Outcome } from '../platform/graph/graph.ts';
import { consentedPermissionSet } from '../platform/graph/permissions.ts';
import type { Settings } from '../platform/settings.ts';
import type { CreatingStep, GraphWrite, StepTrouble } from './graph-writes-store.ts';

/** What a step that is done leaves in the ledger. */
export type StepDone = Record<string, string>;

/** Does a step, or finds that it was done before. Throws GraphError or StepRefusedError. */
type DoStep = (write: Pick<GraphWrite, 'mark' | 'content'>, session: GraphSession, settings: Settings, options: GraphOptions) => Promise<StepDone>;

/** A step cannot be done until somebody changes something. */
export class StepRefusedError extends Error {
  readonly code: string;
  readonly remedy: string;

  constructor(described: StepTrouble) {
    super(described.detail);
    this.name = 'StepRefusedError';
    this.code = described.code;
    this.remedy = described.remedy;
  }
}

const inTeam = z.object({ groupId: z.guid() });
const inChannel = z.object({ groupId: z.guid(), channelId: z.string(), name: z.string() });
const onCalendar = z.object({ groupId: z.guid(), subject: z.string(), startsAt: z.string(), minutes: z.number(), timeZone: z.string() });

/** A tab can only be pinned where the app is installed; the look-up before keeps a repeat harmless. */
const installApp: DoStep = async ({ content }, session, settings, options): Promise<StepDone> => {
  const { groupId } = inTeam.parse(content);
  const [catalogue, installed] = await session.batch([
    graphCall('listCatalogApps', { query: { $filter: `externalId eq '${settings.teamsAppId}'` } }),
    graphCall('listTeamApps', { params: { teamId: groupId }, query: { $expand: 'teamsApp', $filter: `teamsApp/externalId eq '${settings.teamsAppId}'` } }),
  ], options);
  const there = valueOf(installed).value.find((each) => each.teamsApp?.externalId === settings.teamsAppId);
  if (there) return { installationId: there.id ?? '' };
  const appId = valueOf(catalogue).value.find((each) => each.externalId === settings.teamsAppId)?.id;
  if (!appId) throw notInCatalogue();
  await unlessThere(() => session.call('installTeamApp', { params: { teamId: groupId }, body: { 'teamsApp@odata.bind': appAddress(settings, appId), consentedPermissionSet } }, options));
  return { appId };
};

/** The tab is known again by its entity id, which is the community's id (Microsoft, "Add tab to channel"). */
const pinTab: DoStep = async ({ mark, content }, session, settings, options) => {
  const { groupId, channelId, name } = inChannel.parse(content);
  const [catalogue, tabs] = await session.batch([
    graphCall('listCatalogApps', { query: { $filter: `externalId eq '${settings.teamsAppId}'` } }),
    graphCall('listTabs', { params: { teamId: groupId, channelId } }),
  ], options);
  const there = valueOf(tabs).value.find((tab) => tab.configuration?.entityId === mark);
  if (there) return { tabId: there.id ?? '' };
  const appId = valueOf(catalogue).value.find((each) => each.externalId === settings.teamsAppId)?.id;
  if (!appId) throw notInCatalogue();
  const page = `${settings.publicUrl}/tab/communities/${mark}`;
  const tab = await session.call('createTab', {
    params: { teamId: groupId, channelId },
    body: {
      // Teams shows at most 128 characters of a tab's name.
      displayName: name.slice(0, 128),
      'teamsApp@odata.bind': appAddress(settings, appId),
      configuration: { entityId: mark, contentUrl: page, websiteUrl: page, removeUrl: null },
    },
  }, options);
  return { tabId: tab.id ?? '' };
};

/** Graph answers a repeated `transactionId` with the event that is there (Microsoft, "event resource type"). */
const firstActivity: DoStep = async ({ mark, content }, session, _settings, options) => {
  const { groupId, subject, startsAt, minutes, timeZone } = onCalendar.parse(content);
  const start = DateTime.fromISO(startsAt, { zone: timeZone });
  const local = (time: DateTime) => ({ dateTime: time.toFormat("yyyy-MM-dd'T'HH:mm:ss"), timeZone });
  const event = await unlessThere(() => session.call('createGroupEvent', {
    params: { groupId },
    body: { subject, start: local(start), end: local(start.plus({ minutes })), transactionId: mark },
  }, options));
  return { eventId: event?.id ?? '' };
};

export const doStep: Record<CreatingStep, DoStep> = { 'install-app': installApp, 'pin-tab': pinTab, 'first-activity': firstActivity };

/** Why a step is not done, in words for the coordinator; `passing` when trying again may be enough. Null for a fault of our own. */
export function troubleOf(step: CreatingStep, error: unknown): { trouble: StepTrouble; passing: boolean } | null {
  if (error instanceof StepRefusedError) return { trouble: { code: error.code, detail: error.message, remedy: error.remedy }, passing: false };
  if (error instanceof ProblemError) return { trouble: { code: error.code, detail: error.detail, remedy: error.remedy ?? 'Try again.' }, passing: true };
  if (!(error instanceof GraphError)) return null;
  const what = { 'install-app': 'Trellis could not be added to the team', 'pin-tab': 'The tab could not be pinned in the channel', 'first-activity': 'The first activity could not be put on the calendar' }[step];
  if (error.passing || error.failure === 'aborted') {
    return {
      passing: true,
      trouble: { code: error.code, detail: `${what}: Microsoft 365 ${error.failure === 'throttled' ? 'is busy' : 'did not answer'}.`, remedy: 'Nothing to do: it is tried again when you open this page. You can also try now.' },
    };
  }
  const why: Partial<Record<GraphError['failure'], { detail: string; remedy: string }>> = {
    forbidden: {
      'install-app': { detail: 'you may not add apps to this team.', remedy: 'Ask an owner of the team to add the app Trellis, then try again.' },
      'pin-tab': { detail: 'you may not add tabs to this channel.', remedy: 'Ask an owner of the team to let members add tabs, or to add it, then try again.' },
      'first-activity': { detail: 'you may not write on this calendar.', remedy: 'Ask an owner of the team to make you a member, then try again.' },
    }[step],
    'not-found': { detail: 'its place is not there any more.', remedy: 'Ask an owner of the team whether it was deleted or moved.' },
    gone: { detail: 'its place is not there any more.', remedy: 'Ask an owner of the team whether it was deleted or moved.' },
  };
  const { detail, remedy } = why[error.failure] ?? { detail: `Microsoft 365 refused it (${error.graphCode ?? error.failure}).`, remedy: 'Try again; if it is refused again, show this to your administrator.' };
  return { passing: false, trouble: { code: error.code, detail: `${what}: ${detail}`, remedy } };
}

function notInCatalogue(): StepRefusedError {
  return new StepRefusedError({
    code: 'app-not-in-catalogue', detail: 'The app Trellis is not in your organisation’s app catalogue, so it cannot be added to the team.',
    remedy: 'Ask a Teams administrator to publish it, then try again.',
  });
}

const appAddress = (settings: Settings, appId: string) => `${settings.graphUrl}/v1.0/appCatalogs/teamsApps/${appId}`;

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}

/** Somebody else was quicker: what was wanted is there. */
async function unlessThere<T>(write: () => Promise<T>): Promise<T | null> {
  try {
    return await write();
  } catch (error) {
    if (isGraphFailure(error, 'conflict')) return null;
    throw error;
  }
}
