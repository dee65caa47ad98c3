import { appOperations } from './apps/app-operations.ts';
import { calendarOperations } from './calendars/index.ts';
import { ownCalendarOperations } from './calendars/own-calendar.ts';
import { scheduleOperations } from './calendars/schedules.ts';
import { chatOperations } from './chats/chat-operations.ts';
import { deletedItemOperations } from './directory/deleted-items.ts';
import { groupChangeOperations } from './directory/group-changes.ts';
import { directoryDeltaOperations } from './directory/directory-delta.ts';
import { groupCreationOperations } from './directory/group-creation.ts';
import { groupOperations } from './directory/group-operations.ts';
import { groupReferenceOperations } from './directory/group-references.ts';
import { photoOperations } from './directory/photo-operations.ts';
import { userChangeOperations } from './directory/user-changes.ts';
import { userOperations } from './directory/user-operations.ts';
import { driveOperations } from './drives/index.ts';
import { siteOperations } from './drives/site-operations.ts';
import type { GraphOperation } from './graph-operation.ts';
import { channelMemberOperations } from './teams/channel-members.ts';
import { channelOperations } from './teams/channel-operations.ts';
import { subscriptionOperations } from './subscriptions/subscription-operations.ts';
import { tabOperations } from './teams/tab-operations.ts';
import { teamAsyncOperations } from './teams/team-async-operations.ts';
import { teamChangeOperations } from './teams/team-changes.ts';
import { teamCreationOperations } from './teams/team-creation.ts';
import { teamMemberOperations } from './teams/team-members.ts';
import { teamOperations } from './teams/team-operations.ts';

/** Every operation of Graph that the sandbox plays. */
export const graphOperations: readonly GraphOperation[] = [
  ...directoryDeltaOperations, ...userOperations, ...userChangeOperations, ...photoOperations, ...groupOperations, ...groupCreationOperations, ...groupChangeOperations, ...groupReferenceOperations, ...deletedItemOperations,
  ...teamOperations, ...teamCreationOperations, ...teamChangeOperations, ...teamAsyncOperations, ...teamMemberOperations, ...channelOperations, ...channelMemberOperations, ...tabOperations,
  ...appOperations, ...chatOperations, ...siteOperations, ...driveOperations, ...calendarOperations, ...ownCalendarOperations, ...scheduleOperations, ...subscriptionOperations,
];
