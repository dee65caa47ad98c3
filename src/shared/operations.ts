import type { Operation } from '../../api/platform/http/operation-contract.ts';
import type * as charter from '../../api/charter/charter-contract.ts';
import type * as issues from '../../api/charter/issues-contract.ts';
import type * as closing from '../../api/communities/closing-contract.ts';
import type * as communities from '../../api/communities/communities-contract.ts';
import type * as stage from '../../api/communities/stage-contract.ts';
import type * as imports from '../../api/import/import-contract.ts';
import type * as criteria from '../../api/launch/criteria-contract.ts';
import type * as interview from '../../api/launch/interview-contract.ts';
import type * as opportunity from '../../api/launch/opportunity-contract.ts';
import type * as plan from '../../api/launch/plan-contract.ts';
import type * as series from '../../api/launch/series-contract.ts';
import type * as members from '../../api/membership/members-contract.ts';
import type * as membership from '../../api/membership/membership-contract.ts';
import type * as personalData from '../../api/membership/personal-data-contract.ts';
import type * as next from '../../api/next/next-contract.ts';
import type * as permissions from '../../api/permissions/permissions-contract.ts';
import type * as library from '../../api/practice/library-contract.ts';
import type * as search from '../../api/practice/search-contract.ts';
import type * as feed from '../../api/rhythm/feed-contract.ts';
import type * as record from '../../api/rhythm/record-contract.ts';
import type * as reminders from '../../api/rhythm/reminders/reminders-contract.ts';
import type * as year from '../../api/rhythm/year-contract.ts';
import type * as sponsorship from '../../api/sponsorship/sponsorship-contract.ts';
import type * as stewardship from '../../api/stewardship/stewardship-contract.ts';
import type * as templates from '../../api/templates/templates-contract.ts';
import type * as proposals from '../../api/ties/proposals-contract.ts';
import type * as ties from '../../api/ties/ties-contract.ts';

/** The contracts whose operations the tab calls: types only, so that zod stays out of the browser. */
type Contracts =
  | typeof charter
  | typeof issues
  | typeof closing
  | typeof communities
  | typeof stage
  | typeof imports
  | typeof criteria
  | typeof interview
  | typeof opportunity
  | typeof plan
  | typeof series
  | typeof members
  | typeof membership
  | typeof personalData
  | typeof next
  | typeof permissions
  | typeof library
  | typeof search
  | typeof feed
  | typeof record
  | typeof reminders
  | typeof year
  | typeof sponsorship
  | typeof stewardship
  | typeof templates
  | typeof proposals
  | typeof ties;

/** Method and path of each operation as its contract has them; a test compares the two. An operation is added to the tab here, and nowhere else. */
export const requestLines = {
  beginUpload: 'POST /api/communities/:communityId/practice/uploads',
  addLibraryItems: 'POST /api/communities/:communityId/practice/items',
  addFollowUp: 'PUT /api/communities/:communityId/rhythm/:activityId/follow-ups/:followUpId',
  addLaunchStep: 'PUT /api/communities/:communityId/launch/steps/:stepId',
  announceLaunch: 'PUT /api/communities/:communityId/launch/announcement',
  addTie: 'POST /api/communities/:communityId/ties',
  chooseCalendarPart: 'PUT /api/communities/:communityId/ties/:tieId/part',
  dismissProposedFile: 'PUT /api/communities/:communityId/practice/dismissals',
  editLibraryItem: 'PUT /api/communities/:communityId/practice/items/:itemId',
  getPracticeLibrary: 'GET /api/communities/:communityId/practice',
  listFilesOfLibraries: 'GET /api/communities/:communityId/practice/files',
  listLibraryItems: 'GET /api/communities/:communityId/practice/items',
  lookAfterItem: 'PUT /api/communities/:communityId/practice/items/:itemId/steward',
  lookAtCalendar: 'GET /api/places/teams/:groupId/calendar',
  beginSeries: 'PUT /api/communities/:communityId/series',
  askSponsor: 'POST /api/communities/:communityId/sponsorship',
  cancelUnfinished: 'DELETE /api/communities/:communityId/unfinished/:writeId',
  careAboutIssue: 'PUT /api/communities/:communityId/charter/issues/:issueId/care',
  changeActivityRecord: 'PUT /api/communities/:communityId/rhythm/:activityId/record',
  changeFollowUp: 'PATCH /api/communities/:communityId/rhythm/:activityId/follow-ups/:followUpId',
  changeLaunchStep: 'PATCH /api/communities/:communityId/launch/steps/:stepId',
  changeSeries: 'PATCH /api/communities/:communityId/series',
  checkPermissions: 'GET /api/permissions',
  closeCommunity: 'POST /api/communities/:communityId/closing',
  continueImport: 'POST /api/imports/:importId/continue',
  createCommunity: 'POST /api/communities',
  deleteCommunity: 'DELETE /api/communities/:communityId',
  discardDraft: 'DELETE /api/drafts/:draftId',
  dropTie: 'DELETE /api/communities/:communityId/ties/:tieId',
  editCharter: 'PUT /api/communities/:communityId/charter',
  findSimilar: 'GET /api/directory/similar',
  finishCreating: 'POST /api/communities/:communityId/unfinished',
  getCharter: 'GET /api/communities/:communityId/charter',
  getCharterVersion: 'GET /api/communities/:communityId/charter/versions/:version',
  getActivityRecord: 'GET /api/communities/:communityId/rhythm/:activityId/record',
  getCommunity: 'GET /api/communities/:communityId',
  getHappening: 'GET /api/communities/:communityId/happening',
  getBoard: 'GET /api/launch/board',
  listBoardColumn: 'GET /api/launch/board/:stage',
  getOpportunity: 'GET /api/launch/opportunities/:opportunityId',
  proposeOpportunity: 'PUT /api/launch/opportunities/:opportunityId',
  changeOpportunity: 'PATCH /api/launch/opportunities/:opportunityId',
  moveOpportunity: 'PUT /api/launch/opportunities/:opportunityId/stage',
  linkOpportunity: 'PUT /api/launch/opportunities/:opportunityId/community',
  assess: 'PUT /api/launch/opportunities/:opportunityId/assessments/:criterionId',
  editCriteria: 'PUT /api/launch/criteria',
  findEvidence: 'GET /api/launch/opportunities/:opportunityId/found',
  getCriteria: 'GET /api/launch/criteria',
  answerSharing: 'PUT /api/launch/interviews/:interviewId/answer',
  cancelInterview: 'DELETE /api/launch/interviews/:interviewId',
  editQuestions: 'PUT /api/launch/questions',
  getInterview: 'GET /api/launch/interviews/:interviewId',
  getLaunchPlan: 'GET /api/communities/:communityId/launch',
  getQuestions: 'GET /api/launch/questions',
  listInterviews: 'GET /api/launch/interviews',
  listShared: 'GET /api/launch/opportunities/:opportunityId/shared',
  planInterview: 'PUT /api/launch/interviews/:interviewId',
  proposeSharing: 'PUT /api/launch/interviews/:interviewId/sharing',
  proposeTalkTimes: 'GET /api/launch/opportunities/:opportunityId/talk-times',
  withdrawFromInterview: 'DELETE /api/launch/interviews/:interviewId/consent',
  writeInterviewNotes: 'PUT /api/launch/interviews/:interviewId/notes',
  getImport: 'GET /api/imports/:importId',
  getMe: 'GET /api/me',
  getMyManager: 'GET /api/me/manager',
  getReminders: 'GET /api/communities/:communityId/reminders',
  getRhythm: 'GET /api/communities/:communityId/rhythm',
  setSeriesCountries: 'PUT /api/communities/:communityId/series/countries',
  putLaunchEvent: 'PUT /api/communities/:communityId/launch/event',
  putSeriesOn: 'POST /api/communities/:communityId/series/calendar',
  takeLaunchEventOff: 'DELETE /api/communities/:communityId/launch/event',
  takeSeriesOff: 'DELETE /api/communities/:communityId/series/calendar',
  getSeries: 'GET /api/communities/:communityId/series',
  getSeriesSurroundings: 'GET /api/communities/:communityId/series/surroundings',
  joinCommunity: 'PUT /api/communities/:communityId/membership',
  leaveCommunity: 'DELETE /api/communities/:communityId/membership',
  linkToIssue: 'POST /api/communities/:communityId/charter/issues/:issueId/links',
  listBrokenTies: 'GET /api/ties/broken',
  listCharterVersions: 'GET /api/communities/:communityId/charter/versions',
  listCommunities: 'GET /api/communities',
  listDirectoryFilters: 'GET /api/directory/filters',
  listDrafts: 'GET /api/drafts',
  listFolders: 'GET /api/places/libraries/:driveId/folders',
  listImports: 'GET /api/imports',
  listImportRows: 'GET /api/imports/:importId/rows',
  listIssueLinks: 'GET /api/communities/:communityId/charter/links',
  listMembers: 'GET /api/communities/:communityId/members',
  answerInvitation: 'PUT /api/communities/:communityId/members/invitations/:invitationId/answer',
  chooseLevel: 'PUT /api/communities/:communityId/membership/part',
  describeMyself: 'PUT /api/communities/:communityId/membership/words',
  getMembersAround: 'GET /api/communities/:communityId/members/around',
  getPhotos: 'GET /api/people/photos',
  askToLookAfter: 'POST /api/communities/:communityId/stewardship/invitations',
  getNext: 'GET /api/communities/:communityId/next',
  putAwayNext: 'PUT /api/communities/:communityId/next/:what/later',
  takeBackNext: 'DELETE /api/communities/:communityId/next/:what/later',
  lookAfterActivity: 'PUT /api/communities/:communityId/rhythm/:activityId/steward',
  getStewardshipSpread: 'GET /api/communities/:communityId/stewardship',
  lookAfterIssue: 'PUT /api/communities/:communityId/charter/issues/:issueId/steward',
  lookAfterStep: 'PUT /api/communities/:communityId/launch/steps/:stepId/steward',
  stopLookingAfterActivity: 'DELETE /api/communities/:communityId/rhythm/:activityId/steward',
  stopLookingAfterIssue: 'DELETE /api/communities/:communityId/charter/issues/:issueId/steward',
  stopLookingAfterStep: 'DELETE /api/communities/:communityId/launch/steps/:stepId/steward',
  inviteMember: 'POST /api/communities/:communityId/members/invitations',
  listVacantCommunities: 'GET /api/succession',
  eraseMyData: 'DELETE /api/me/data',
  exportMyData: 'GET /api/me/data',
  introduceMyself: 'PUT /api/communities/:communityId/membership/introduction',
  wishIntroductions: 'PUT /api/communities/:communityId/introductions',
  sayLaunched: 'PUT /api/communities/:communityId/launch/launched',
  sayAnnouncementIsThere: 'PUT /api/communities/:communityId/launch/announcement/there',
  setLaunchDate: 'PUT /api/communities/:communityId/launch/date',
  setReminders: 'PUT /api/communities/:communityId/reminders',
  reopenInvitation: 'DELETE /api/communities/:communityId/members/invitations/:invitationId/answer',
  setPairing: 'PUT /api/communities/:communityId/pairing',
  takeBackSkipping: 'DELETE /api/communities/:communityId/pairs/:pairId/skip',
  skipPairing: 'PUT /api/communities/:communityId/pairs/:pairId/skip',
  takeOverCoordination: 'PUT /api/communities/:communityId/membership/coordination',
  withdrawInvitation: 'DELETE /api/communities/:communityId/members/invitations/:invitationId',
  listMyTeams: 'GET /api/places/teams',
  listPlaces: 'GET /api/places/teams/:groupId',
  listStageChanges: 'GET /api/communities/:communityId/stage',
  listTemplates: 'GET /api/templates',
  listTieHistory: 'GET /api/communities/:communityId/ties/history',
  listTies: 'GET /api/communities/:communityId/ties',
  bringBackFeedAddress: 'PUT /api/communities/:communityId/feed/ended',
  makeFeedAddress: 'PUT /api/communities/:communityId/feed',
  makePlace: 'POST /api/communities/:communityId/places',
  makeTieHome: 'PUT /api/communities/:communityId/ties/:tieId/home',
  makingAbilities: 'GET /api/places/making',
  pointTieElsewhere: 'PUT /api/communities/:communityId/ties/:tieId/target',
  proposePlaces: 'POST /api/places/proposals',
  publishActivity: 'PUT /api/communities/:communityId/rhythm/:activityId/publication',
  revokeFeedAddress: 'DELETE /api/communities/:communityId/feed',
  pinTab: 'PUT /api/communities/:communityId/ties/:tieId/tab',
  relinkToIssue: 'PUT /api/communities/:communityId/charter/issues/:issueId/links/:linkId',
  remindSponsor: 'POST /api/communities/:communityId/sponsorship/card',
  readPracticeTexts: 'POST /api/communities/:communityId/practice/texts',
  removeLibraryItem: 'DELETE /api/communities/:communityId/practice/items/:itemId',
  removeFollowUp: 'DELETE /api/communities/:communityId/rhythm/:activityId/follow-ups/:followUpId',
  removeTab: 'DELETE /api/communities/:communityId/ties/:tieId/tab',
  reopenCommunity: 'DELETE /api/communities/:communityId/closing',
  restoreCharter: 'POST /api/communities/:communityId/charter/restoration',
  restoreLibraryItem: 'PUT /api/communities/:communityId/practice/items/:itemId/place',
  saveDraft: 'PUT /api/drafts/:draftId',
  searchPeople: 'GET /api/people',
  searchPractice: 'GET /api/practice/search',
  setActivityKind: 'PUT /api/communities/:communityId/rhythm/:activityId/kind',
  setStage: 'PUT /api/communities/:communityId/stage',
  startImport: 'POST /api/imports',
  stopImport: 'POST /api/imports/:importId/stop',
  stopCaring: 'DELETE /api/communities/:communityId/charter/issues/:issueId/care',
  stopLookingAfter: 'DELETE /api/communities/:communityId/practice/items/:itemId/steward',
  unlinkFromIssue: 'DELETE /api/communities/:communityId/charter/issues/:issueId/links/:linkId',
  withdrawAsk: 'DELETE /api/communities/:communityId/sponsorship',
};

export type OperationName = keyof typeof requestLines;

type Named<Name, Contract> = Contract extends unknown ? (Name extends keyof Contract ? Contract[Name] : never) : never;
/** Each operation as its contract describes it. */
export type Operations = { [Name in OperationName]: Extract<Named<Name, Contracts>, Operation> };
