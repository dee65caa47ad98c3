import type { editCharter, getCharter, getCharterVersion, listCharterVersions, restoreCharter } from '../../api/charter/charter-contract.ts';
import type { careAboutIssue, linkToIssue, listIssueLinks, relinkToIssue, stopCaring, unlinkFromIssue } from '../../api/charter/issues-contract.ts';
import type { closeCommunity, deleteCommunity, reopenCommunity } from '../../api/communities/closing-contract.ts';
import type { listStageChanges, setStage } from '../../api/communities/stage-contract.ts';
import type {
  cancelUnfinished, createCommunity, discardDraft, findSimilar, finishCreating, getCommunity, getHappening, listCommunities, listDirectoryFilters, listDrafts, saveDraft,
} from '../../api/communities/communities-contract.ts';
import type { continueImport, getImport, listImportRows, listImports, startImport, stopImport } from '../../api/import/import-contract.ts';
import type { assess, editCriteria, findEvidence, getCriteria } from '../../api/launch/criteria-contract.ts';
import type {
  answerSharing, cancelInterview, editQuestions, getInterview, getQuestions, listInterviews, listShared, planInterview, proposeSharing, proposeTalkTimes, withdrawFromInterview, writeInterviewNotes,
} from '../../api/launch/interview-contract.ts';
import type { changeOpportunity, getBoard, getOpportunity, linkOpportunity, listBoardColumn, moveOpportunity, proposeOpportunity } from '../../api/launch/opportunity-contract.ts';
import type { answerInvitation, chooseLevel, describeMyself, getMembersAround, introduceMyself, inviteMember, listMembers, listVacantCommunities, reopenInvitation, setPairing, skipPairing, takeBackSkipping, takeOverCoordination, wishIntroductions, withdrawInvitation } from '../../api/membership/members-contract.ts';
import type { eraseMyData, exportMyData } from '../../api/membership/personal-data-contract.ts';
import type { getMe, getMyManager, getPhotos, joinCommunity, leaveCommunity, searchPeople } from '../../api/membership/membership-contract.ts';
import type { addLaunchStep, announceLaunch, changeLaunchStep, getLaunchPlan, putLaunchEvent, sayAnnouncementIsThere, sayLaunched, setLaunchDate, takeLaunchEventOff } from '../../api/launch/plan-contract.ts';
import type { beginSeries, changeSeries, getSeries, getSeriesSurroundings, putSeriesOn, setSeriesCountries, takeSeriesOff } from '../../api/launch/series-contract.ts';
import type { getNext, putAwayNext, takeBackNext } from '../../api/next/next-contract.ts';
import type { askToLookAfter, getStewardshipSpread, lookAfterActivity, lookAfterIssue, lookAfterStep, stopLookingAfterActivity, stopLookingAfterIssue, stopLookingAfterStep } from '../../api/stewardship/stewardship-contract.ts';
import type { checkPermissions } from '../../api/permissions/permissions-contract.ts';
import type { addFollowUp, changeActivityRecord, changeFollowUp, getActivityRecord, removeFollowUp } from '../../api/rhythm/record-contract.ts';
import type { bringBackFeedAddress, makeFeedAddress, publishActivity, revokeFeedAddress } from '../../api/rhythm/feed-contract.ts';
import type { getReminders, setReminders } from '../../api/rhythm/reminders/reminders-contract.ts';
import type { getRhythm, setActivityKind } from '../../api/rhythm/year-contract.ts';
import type {
  addLibraryItems, beginUpload, dismissProposedFile, editLibraryItem, getPracticeLibrary, listFilesOfLibraries, listLibraryItems, lookAfterItem, readPracticeTexts, removeLibraryItem, restoreLibraryItem, stopLookingAfter,
} from '../../api/practice/library-contract.ts';
import type { searchPractice } from '../../api/practice/search-contract.ts';
import type { askSponsor, remindSponsor, withdrawAsk } from '../../api/sponsorship/sponsorship-contract.ts';
import type { listTemplates } from '../../api/templates/templates-contract.ts';
import type { makingAbilities, proposePlaces } from '../../api/ties/proposals-contract.ts';
import type {
  addTie, chooseCalendarPart, dropTie, listBrokenTies, listFolders, listMyTeams, listPlaces, listTieHistory, listTies, lookAtCalendar, makePlace, makeTieHome, pinTab, pointTieElsewhere, removeTab,
} from '../../api/ties/ties-contract.ts';

/** The operations that the tab calls: types only, so that zod stays out of the browser. */
export interface Operations {
  addLibraryItems: typeof addLibraryItems;
  beginUpload: typeof beginUpload;
  addFollowUp: typeof addFollowUp;
  addLaunchStep: typeof addLaunchStep;
  addTie: typeof addTie;
  announceLaunch: typeof announceLaunch;
  askSponsor: typeof askSponsor;
  askToLookAfter: typeof askToLookAfter;
  beginSeries: typeof beginSeries;
  getNext: typeof getNext;
  putAwayNext: typeof putAwayNext;
  takeBackNext: typeof takeBackNext;
  lookAfterActivity: typeof lookAfterActivity;
  getStewardshipSpread: typeof getStewardshipSpread;
  lookAfterIssue: typeof lookAfterIssue;
  lookAfterStep: typeof lookAfterStep;
  stopLookingAfterActivity: typeof stopLookingAfterActivity;
  stopLookingAfterIssue: typeof stopLookingAfterIssue;
  stopLookingAfterStep: typeof stopLookingAfterStep;
  cancelUnfinished: typeof cancelUnfinished;
  careAboutIssue: typeof careAboutIssue;
  changeActivityRecord: typeof changeActivityRecord;
  changeFollowUp: typeof changeFollowUp;
  changeLaunchStep: typeof changeLaunchStep;
  changeSeries: typeof changeSeries;
  checkPermissions: typeof checkPermissions;
  chooseCalendarPart: typeof chooseCalendarPart;
  closeCommunity: typeof closeCommunity;
  continueImport: typeof continueImport;
  createCommunity: typeof createCommunity;
  deleteCommunity: typeof deleteCommunity;
  discardDraft: typeof discardDraft;
  dismissProposedFile: typeof dismissProposedFile;
  dropTie: typeof dropTie;
  editCharter: typeof editCharter;
  editLibraryItem: typeof editLibraryItem;
  findSimilar: typeof findSimilar;
  finishCreating: typeof finishCreating;
  getCharter: typeof getCharter;
  getCharterVersion: typeof getCharterVersion;
  getActivityRecord: typeof getActivityRecord;
  getCommunity: typeof getCommunity;
  getHappening: typeof getHappening;
  getBoard: typeof getBoard;
  listBoardColumn: typeof listBoardColumn;
  getOpportunity: typeof getOpportunity;
  proposeOpportunity: typeof proposeOpportunity;
  changeOpportunity: typeof changeOpportunity;
  moveOpportunity: typeof moveOpportunity;
  linkOpportunity: typeof linkOpportunity;
  assess: typeof assess;
  editCriteria: typeof editCriteria;
  findEvidence: typeof findEvidence;
  getCriteria: typeof getCriteria;
  answerSharing: typeof answerSharing;
  cancelInterview: typeof cancelInterview;
  editQuestions: typeof editQuestions;
  getInterview: typeof getInterview;
  getLaunchPlan: typeof getLaunchPlan;
  getQuestions: typeof getQuestions;
  listInterviews: typeof listInterviews;
  listShared: typeof listShared;
  planInterview: typeof planInterview;
  proposeSharing: typeof proposeSharing;
  proposeTalkTimes: typeof proposeTalkTimes;
  withdrawFromInterview: typeof withdrawFromInterview;
  writeInterviewNotes: typeof writeInterviewNotes;
  getImport: typeof getImport;
  getMe: typeof getMe;
  getMyManager: typeof getMyManager;
  getReminders: typeof getReminders;
  getRhythm: typeof getRhythm;
  getSeries: typeof getSeries;
  putLaunchEvent: typeof putLaunchEvent;
  putSeriesOn: typeof putSeriesOn;
  setSeriesCountries: typeof setSeriesCountries;
  takeLaunchEventOff: typeof takeLaunchEventOff;
  takeSeriesOff: typeof takeSeriesOff;
  getSeriesSurroundings: typeof getSeriesSurroundings;
  getPracticeLibrary: typeof getPracticeLibrary;
  joinCommunity: typeof joinCommunity;
  leaveCommunity: typeof leaveCommunity;
  linkToIssue: typeof linkToIssue;
  listBrokenTies: typeof listBrokenTies;
  listCharterVersions: typeof listCharterVersions;
  listCommunities: typeof listCommunities;
  listDirectoryFilters: typeof listDirectoryFilters;
  listDrafts: typeof listDrafts;
  listFolders: typeof listFolders;
  listImportRows: typeof listImportRows;
  listImports: typeof listImports;
  listIssueLinks: typeof listIssueLinks;
  listFilesOfLibraries: typeof listFilesOfLibraries;
  listLibraryItems: typeof listLibraryItems;
  listMembers: typeof listMembers;
  answerInvitation: typeof answerInvitation;
  chooseLevel: typeof chooseLevel;
  describeMyself: typeof describeMyself;
  getMembersAround: typeof getMembersAround;
  getPhotos: typeof getPhotos;
  inviteMember: typeof inviteMember;
  withdrawInvitation: typeof withdrawInvitation;
  listVacantCommunities: typeof listVacantCommunities;
  eraseMyData: typeof eraseMyData;
  exportMyData: typeof exportMyData;
  introduceMyself: typeof introduceMyself;
  wishIntroductions: typeof wishIntroductions;
  sayAnnouncementIsThere: typeof sayAnnouncementIsThere;
  sayLaunched: typeof sayLaunched;
  setLaunchDate: typeof setLaunchDate;
  reopenInvitation: typeof reopenInvitation;
  setPairing: typeof setPairing;
  takeBackSkipping: typeof takeBackSkipping;
  setReminders: typeof setReminders;
  skipPairing: typeof skipPairing;
  takeOverCoordination: typeof takeOverCoordination;
  listMyTeams: typeof listMyTeams;
  listPlaces: typeof listPlaces;
  listStageChanges: typeof listStageChanges;
  listTemplates: typeof listTemplates;
  listTieHistory: typeof listTieHistory;
  listTies: typeof listTies;
  lookAfterItem: typeof lookAfterItem;
  lookAtCalendar: typeof lookAtCalendar;
  bringBackFeedAddress: typeof bringBackFeedAddress;
  makeFeedAddress: typeof makeFeedAddress;
  makePlace: typeof makePlace;
  makeTieHome: typeof makeTieHome;
  makingAbilities: typeof makingAbilities;
  pointTieElsewhere: typeof pointTieElsewhere;
  proposePlaces: typeof proposePlaces;
  publishActivity: typeof publishActivity;
  revokeFeedAddress: typeof revokeFeedAddress;
  pinTab: typeof pinTab;
  relinkToIssue: typeof relinkToIssue;
  remindSponsor: typeof remindSponsor;
  readPracticeTexts: typeof readPracticeTexts;
  removeLibraryItem: typeof removeLibraryItem;
  removeFollowUp: typeof removeFollowUp;
  removeTab: typeof removeTab;
  reopenCommunity: typeof reopenCommunity;
  restoreCharter: typeof restoreCharter;
  restoreLibraryItem: typeof restoreLibraryItem;
  saveDraft: typeof saveDraft;
  searchPeople: typeof searchPeople;
  searchPractice: typeof searchPractice;
  setActivityKind: typeof setActivityKind;
  setStage: typeof setStage;
  startImport: typeof startImport;
  stopImport: typeof stopImport;
  stopCaring: typeof stopCaring;
  stopLookingAfter: typeof stopLookingAfter;
  unlinkFromIssue: typeof unlinkFromIssue;
  withdrawAsk: typeof withdrawAsk;
}

export type OperationName = keyof Operations;

/** Method and path of each operation as its contract has them; a test compares the two. */
export const requestLines: Record<OperationName, string> = {
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
