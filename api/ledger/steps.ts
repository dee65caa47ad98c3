import { launchEvent } from '../launch/steps/launch-event.ts';
import { seriesActivity } from '../launch/steps/series-activity.ts';
import { firstActivity } from '../rhythm/steps/first-activity.ts';
import { removeActivity } from '../rhythm/steps/remove-activity.ts';
import { createChannel } from '../ties/steps/create-channel.ts';
import { createFolder } from '../ties/steps/create-folder.ts';
import { createLibrary } from '../ties/steps/create-library.ts';
import { createTeam } from '../ties/steps/create-team.ts';
import { installApp } from '../ties/steps/install-app.ts';
import { pinTab } from '../ties/steps/pin-tab.ts';
import { removeTab } from '../ties/steps/remove-tab.ts';
import type { AnyStep, StepName } from './ledger.ts';

/** Everything that Trellis writes to Microsoft 365 for a community, cards aside. */
export const steps: Record<StepName, AnyStep> = {
  'install-app': installApp, 'pin-tab': pinTab, 'remove-tab': removeTab,
  'create-channel': createChannel, 'create-folder': createFolder, 'create-library': createLibrary, 'create-team': createTeam,
  'first-activity': firstActivity, 'series-activity': seriesActivity, 'launch-event': launchEvent, 'remove-activity': removeActivity,
};
