import { buildHappening, buildLead, buildPage, buildPerson, buildSponsorship, buildTie, idOf } from './builders.ts';
import { charterApi, fiftyIssues, unwritten } from './charter-builders.ts';
import { Refusal } from './fake-api.ts';
import { buildBrokenTies, lostLibrary, oneOfEach, someBroken, tiesApi, twentyTies } from './ties-builders.ts';
import { buildRecord, buildYear, rhythmApi, someActivities, weeklyMeetings } from './rhythm-builders.ts';
import { boardApi, buildAssessment, buildCard, buildOpportunity, buildPilot, buildTalk, buildTalkTimes, evidenceApi, talkApi } from './launch-builders.ts';
import { buildPlan, planApi, someSteps } from './plan-builders.ts';
import { buildSeries, buildSurroundings, seriesApi, someSeries } from './series-builders.ts';
import { buildReport, buildTroubledReport } from './permission-builders.ts';
import { buildAround, buildAsked, buildMember, membersApi } from './members-builders.ts';
import { buildLibrary, filesApi, libraryApi, troubledItems } from './practice-builders.ts';
import { buildAskedTo, buildThings } from './stewardship-builders.ts';
import { buildDraft, buildRows, buildRun, placesApi } from './wizard-builders.ts';
import { someCommunities, type OpenOptions, type OpenTab } from './open-tab.ts';

const community = `/communities/${idOf(2, 0)}`;
const draftPage = `/create/${idOf(9, 1)}`;
const rhythmPage = `${community}/rhythm`;
const launchPage = `${community}/launch`;
const seriesPage = `${community}/series`;
const tiesPage = `${community}/ties`;
const charterPage = `${community}/charter`;
const conflicting = charterApi();
const coordinator = { join: false, leave: true, editCharter: true, changeTies: true, setStage: true, askSponsor: true, withdrawAsk: true, close: true };
const troubled = buildPage({
  name: `<img src=x onerror=alert(1)> ${'unbroken'.repeat(9)}`, unit: 'A department whose name goes on and on and on', topics: ['a topic with a name of nearly forty char'], myPart: 'coordinator', abilities: coordinator,
  sponsorship: buildSponsorship({ delivery: { state: 'unreachable', reason: 'app-not-installed', since: '2026-11-20T09:00:05Z' } }),
  ties: [buildTie('team'), buildTie('library', { state: 'lost', stateReason: 'deleted' }), buildTie('calendar')],
  unfinished: [{ id: idOf(8, 1), going: false, step: 'pin-tab', code: 'not-allowed', detail: 'Members of this team may not add tabs.', remedy: 'Ask an owner to add it.' }],
  happening: buildHappening({ asOf: '2026-11-20T09:00:00Z', trouble: { code: 'graph-unavailable', detail: 'Microsoft 365 does not answer just now.' } }),
});

const closedPage = buildPage({ closed: { at: '2026-11-23T16:00:00Z', by: { id: idOf(1, 0), displayName: buildPerson(0).displayName } }, myPart: 'coordinator', abilities: { ...coordinator, editCharter: false, changeTies: false, setStage: false, askSponsor: false, withdrawAsk: false } });

export interface Screen extends Omit<OpenOptions, 'url'> { ready: string; act?: (open: OpenTab) => Promise<void> }
/** Every screen of the tab, in the states in which people meet it. */
export const screens: Record<string, Screen> = {
  'home without a community': { ready: 'text=A community of practice is' },
  'home with communities and a draft': { ready: 'text=Not finished yet', handlers: { listCommunities: () => ({ items: someCommunities(3, true), next: null }), listDrafts: () => ({ items: [buildDraft('about')] }) } },
  'directory with many': { page: '/directory', ready: 'text=Energy in buildings', handlers: { listCommunities: () => ({ items: someCommunities(24), next: 'more' }) } },
  'a community': { page: community, ready: 'text=Bring a problem' },
  'a community in which one is asked to look after things': { page: community, ready: 'text=Bring a problem', handlers: { getCommunity: () => buildPage({ myPart: 'peripheral' }), getNext: () => ({ asked: buildAskedTo(), things: buildThings() }) }, act: async ({ tab }) => { await tab.waitForSelector('text=asks whether'); } },
  'a community in trouble': { page: community, ready: 'text=The tab is not in the channel yet', handlers: { getCommunity: () => troubled } },
  'a community that cannot be loaded': { page: community, ready: 'text=The database does not answer', handlers: { getCommunity: () => new Refusal(409, 'resting', { detail: 'The database does not answer.' }) } },
  'a community that nobody coordinates': { page: community, ready: 'text=I will coordinate it', handlers: { getCommunity: () => buildPage({ myPart: 'core', vacant: { missing: ['Amara Lindqvist', 'unbroken'.repeat(9)], hasCoreGroup: true, mayTakeOver: true } }) } },
  'a closed community, for its coordinator: deleting': {
    page: community, ready: 'text=This is not its name', handlers: { getCommunity: () => closedPage },
    act: async ({ tab }) => {
      await tab.click('text=Delete this community');
      await tab.click('button:has-text("Delete it for good")');
    },
  },
  'setting the stage': {
    page: community, ready: 'text=How it came here', act: ({ tab }) => tab.click('text=Change the stage'),
    handlers: { getCommunity: () => troubled, listStageChanges: () => ({ items: [{ stage: 'coalescing', before: 'potential', at: '2026-11-01T09:00:00Z', by: { id: idOf(1, 0), displayName: 'Amara Lindqvist' } }] }) },
  },
  'closing a community': { page: community, ready: 'text=Also take away', handlers: { getCommunity: () => troubled }, act: ({ tab }) => tab.click('text=Close this community') },
  'a charter that is still to be written': { page: charterPage, ready: 'text=Say what you care about', handlers: charterApi(unwritten()).handlers },
  'a charter, read, with two versions compared': { page: charterPage, ready: 'ins', handlers: charterApi().handlers, act: ({ tab }) => tab.click('text=Compare two versions') },
  'a charter with fifty issues, for one who may not write it': { page: charterPage, ready: 'text=Issue 49', handlers: charterApi(fiftyIssues()).handlers },
  'writing a charter that another changed meanwhile': {
    page: charterPage, ready: 'text=Take both, one below the other', handlers: conflicting.handlers,
    act: async ({ tab }) => {
      await tab.click('text=Edit charter');
      await tab.fill('textarea >> nth=0', `Written by me, ${'unbroken'.repeat(9)}.`);
      await tab.fill('textarea >> nth=1', 'x'.repeat(2_001));
      await tab.click('[aria-label="Remove key issue 1"]');
      conflicting.others((text) => ({ ...text, domain: 'Written by Bruno.', keyIssues: text.keyIssues.map((issue) => ({ ...issue, title: `${issue.title} again` })) }));
      await tab.fill('textarea >> nth=1', 'All of us.');
      await tab.click('button:has-text("Save")');
    },
  },
  'creating: template': { page: '/create', ready: 'text=Shared problem' },
  'creating: what it is about': { page: draftPage, ready: 'text=similar name', handlers: { listDrafts: () => ({ items: [buildDraft('about')] }), findSimilar: () => ({ items: [{ ...someCommunities(1)[0]!, because: ['like-name'] }] }) } },
  'creating: what is needed': { page: draftPage, ready: 'text=Nothing is chosen yet', handlers: { listDrafts: () => ({ items: [buildDraft('ties', { needs: [], places: [] })] }), ...placesApi } },
  'creating: ties': { page: draftPage, ready: 'text=Put a first activity', handlers: { listDrafts: () => ({ items: [buildDraft('ties')] }), ...placesApi }, act: async ({ tab }) => { await tab.waitForSelector('text=What is there already'); } },
  'creating: nothing fits': { page: draftPage, ready: 'text=Nothing that you can see', handlers: { listDrafts: () => ({ items: [buildDraft('ties', { needs: ['show'], places: [] })] }), ...placesApi } },
  'creating: something new': {
    page: draftPage, ready: 'text=Takes the permission Team.Create', handlers: { listDrafts: () => ({ items: [buildDraft('ties', { needs: ['show'], newPlaces: [{ place: { kind: 'channel', groupId: idOf(4, 1), name: `Welding ${'unbroken'.repeat(5)}` }, where: 'Manufacturing' }] })] }), ...placesApi },
    act: async ({ tab }) => {
      await tab.click('button:has-text("Make something new")');
      await tab.click('text=A team of its own');
    },
  },
  'creating: another place': {
    page: draftPage, ready: 'text=What of it', handlers: { listDrafts: () => ({ items: [buildDraft('ties')] }), ...placesApi },
    act: async ({ tab }) => {
      await tab.click('button:has-text("Choose another place that exists")');
    },
  },
  'creating: sponsor': { page: draftPage, ready: 'text=Why now', handlers: { listDrafts: () => ({ items: [buildDraft('sponsor')] }), getMyManager: () => ({ manager: buildPerson(4) }) } },
  'creating: review': { page: draftPage, ready: 'text=Create the community', handlers: { listDrafts: () => ({ items: [buildDraft('review')] }) } },
  'an import tried': {
    page: '/import', ready: 'text=Nobody has this address',
    handlers: { getMe: () => buildLead(), startImport: () => buildRun(), getImport: () => buildRun(), listImportRows: () => ({ items: buildRows() }) },
    act: async ({ tab }) => {
      await tab.setInputFiles('input[type=file]', { name: 'sheet.csv', mimeType: 'text/csv', buffer: Buffer.from('name\na\n') });
      await tab.click('text=Try it without changing anything');
    },
  },
  'permissions, all there': { page: '/permissions', ready: 'text=Everything that Trellis needs', handlers: { getMe: () => buildLead(), checkPermissions: () => buildReport() } },
  'permissions, some missing': { page: '/permissions', ready: 'text=Somebody has to act', handlers: { getMe: () => buildLead(), checkPermissions: () => buildTroubledReport() } },
  'permissions, for somebody else': { page: '/permissions', ready: 'text=for programme leads' },
  'a community’s ties: none yet': { page: tiesPage, ready: 'text=Tie a place', handlers: { ...tiesApi([]).handlers, listTieHistory: () => ({ items: [], next: null }) } },
  'a community’s ties: one lost, one archived': { page: tiesPage, ready: 'text=1 place is gone', handlers: tiesApi(someBroken()).handlers },
  'a community’s ties: twenty': { page: tiesPage, ready: 'text=What happened', handlers: tiesApi(twentyTies()).handlers },
  'a community’s ties: one more refused': {
    page: tiesPage, ready: 'text=A community has at most 20 ties', handlers: tiesApi(twentyTies()).handlers,
    act: async ({ tab }) => {
      await tab.click('text=Tie another place');
      await tab.click('text=Use the team Welding');
      await tab.click('button:has-text("Tie it")');
    },
  },
  'mending a tie': { page: `${tiesPage}?mend=${lostLibrary().id}`, ready: 'text=Mend the tie to Documents', handlers: tiesApi(someBroken()).handlers },
  'mending a tie: made anew': {
    page: `${tiesPage}?mend=${lostLibrary().id}`, ready: 'text=Takes the permission Sites.Manage.All', handlers: tiesApi(someBroken()).handlers,
    act: ({ tab }) => tab.click('button:has-text("Make it anew")'),
  },
  'mending a tie: another team': {
    page: `${tiesPage}?mend=${lostLibrary().id}`, ready: 'text=One of the teams you are in', handlers: tiesApi(someBroken()).handlers,
    act: async ({ tab }) => {
      await tab.click('button:has-text("Point it to another library")');
      await tab.click('text=Choose another team');
    },
  },
  'a community’s ties: dropping one that has the tab, with something not done and another tab removed': {
    page: tiesPage, ready: 'text=Also remove the tab', handlers: { ...tiesApi(oneOfEach(), { pinned: [buildTie('channel').id] }).handlers, listTies: () => ({
      items: oneOfEach(), pinned: [buildTie('channel').id], removed: [{ tieId: buildTie('team').id, what: 'app', since: '2026-11-19T22:30:00Z' }], shared: [], planned: [], unfinished: troubled.unfinished,
    }) },
    act: async ({ tab }) => {
      await tab.click('[aria-label="Change Welding"]');
      await tab.click('[role=menuitem]:has-text("Drop")');
    },
  },
  'tying a folder': {
    page: tiesPage, ready: 'text=Chosen: Documents / Cases', handlers: tiesApi(oneOfEach()).handlers,
    act: async ({ tab }) => {
      await tab.click('text=Tie another place');
      await tab.click('text=Use the team Welding');
      await tab.click('text=A folder in a library');
      await tab.selectOption('select', 'b!drive');
      await tab.click('button:has-text("Cases")');
    },
  },
  'choosing which events of a shared calendar': {
    page: tiesPage, ready: 'text=Give some one in Outlook', handlers: {
      ...tiesApi([buildTie('calendar', { target: { kind: 'calendar', groupId: idOf(4, 2), part: { by: 'own' } } })], { shared: [{ tieId: buildTie('calendar').id, communities: someCommunities(3) }] }).handlers,
      lookAtCalendar: () => ({ categories: [], communities: someCommunities(3).map(({ id, name }) => ({ id, name })), proposed: null }),
    },
    act: async ({ tab }) => {
      await tab.click('[aria-haspopup=menu]');
      await tab.click('[role=menuitem]:has-text("Choose which events")');
      await tab.click('text=Those of a category');
    },
  },
  'a community’s rhythm: nothing yet': { page: rhythmPage, ready: 'text=Nothing is planned yet', handlers: rhythmApi(buildYear({ activities: [] })).handlers },
  'a community’s rhythm: four hundred, changing a kind': {
    page: rhythmPage, ready: 'text=All of the series', handlers: rhythmApi(buildYear({ activities: [...weeklyMeetings(), ...someActivities(400)].map((each, index) => ({ ...each, id: idOf(21, index) })), trouble: { code: 'graph-unavailable', detail: 'Microsoft 365 does not answer just now.' } }), { record: buildRecord({ attended: 12, notes: 'unbroken'.repeat(30), followUps: [{ id: idOf(25, 1), words: 'Send the drawing', owner: { id: idOf(1, 2), displayName: 'Somebody else' }, mine: false, done: false }, { id: idOf(25, 2), words: 'unbroken'.repeat(20), owner: null, mine: false, done: false }] }) }).handlers,
    act: async ({ tab }) => {
      await tab.click('summary');
      await tab.click('button[aria-label^="Change the kind: Welders"]');
      await tab.click('button[aria-label^="Agenda and notes: Bring"]');
      await tab.waitForSelector('text=Somebody else does it');
    },
  },
  'a launch: nothing yet': { page: launchPage, ready: 'text=Lay out the steps', handlers: planApi(buildPlan([], { begun: false, launchOn: null })).handlers },
  'a launch: twenty-four steps, some overdue, some done, changing one': {
    page: launchPage, ready: 'text=By when',
    handlers: planApi(buildPlan(someSteps(24, 10).map((step, index) => ({
      ...step, ...(index < 3 && { done: { by: { id: idOf(1, 0), displayName: 'unbroken'.repeat(9) }, at: '2026-11-20T10:00:00Z' } }), ...(index === 6 && { title: 'unbroken'.repeat(20), about: 'unbroken'.repeat(30) }),
    })), {
      eventRefused: { detail: 'The launch event could not be put on the calendar: you may not write on this calendar.', remedy: 'Ask an owner of the team.' }, toTakeOff: 1,
      announcement: { words: 'unbroken'.repeat(20), by: { id: idOf(1, 0), displayName: 'Amara Lindqvist' }, at: '2026-11-20T10:00:00Z', state: 'perhaps-sent', why: null },
    })).handlers,
    act: ({ tab }) => tab.click('button:has-text("Change: Write down")'),
  },
  'a first series: nothing yet': { page: seriesPage, ready: 'text=Lay it out', handlers: seriesApi(buildSeries([], { series: null })).handlers },
  'a series that is nearly over, and the months after it': {
    page: seriesPage, ready: 'text=stays on the calendar',
    handlers: seriesApi({ ...buildSeries(someSeries(9), { next: { startsOn: '2027-04-12' } }), progress: { done: 9, of: 9, trouble: null, events: [] }, series: { ...buildSeries().series!, put: { by: { id: idOf(1, 0), displayName: 'Amara Lindqvist' }, at: '2026-11-24T10:00:00Z' } } }).handlers,
  },
  'a first series: twenty activities with clashes, one open, refused by the calendar': {
    page: seriesPage, ready: 'text=What it is for',
    handlers: seriesApi(buildSeries([...someSeries(18, { every: 4 }), { ...someSeries(1)[0]!, id: idOf(32, 1), title: '' }, { ...someSeries(1)[0]!, id: idOf(32, 2), title: 'A title that goes on and on and on, as titles do when nobody shortens them', day: '2027-03-28', time: '02:30' }], { refused: { detail: 'The series could not be put on the calendar: you may not write on this calendar.', remedy: 'Ask an owner of the team.' }, toTakeOff: 2 }), buildSurroundings({
      mine: [{ communityId: idOf(2, 3), community: 'Client onboarding', subject: 'First calls', startsAt: '2027-01-15T14:00:00Z', endsAt: '2027-01-15T15:00:00Z' }], others: [{ startsAt: '2027-01-15T13:30:00Z', endsAt: '2027-01-15T14:30:00Z', members: 12 }],
      trouble: { code: 'graph-unavailable', detail: 'Microsoft 365 does not answer just now.' },
    })).handlers,
    act: ({ tab }) => tab.click(`#series-${idOf(31, 1)}`),
  },
  'a practice library with something the matter, editing': {
    page: `${community}/practice`, ready: 'text=Key issues that it answers', handlers: { ...libraryApi(troubledItems(), undefined, 'more'), getStewardshipSpread: () => ({ months: [{ month: '2026-10', tenths: null }, { month: '2026-11', tenths: 4 }] }) },
    act: async ({ tab }) => {
      // By key: the list may still move under a pointer.
      await tab.press('[aria-label="Change Seam checklist"]', 'Enter');
      await tab.press('[role=menuitem]:has-text("Edit")', 'Enter');
    },
  },
  'what the communities know': {
    page: '/practice?search=seam', ready: 'text=5 found',
    handlers: { searchPractice: () => ({ items: troubledItems().map((item, index) => ({ community: { id: idOf(2, index), name: 'Welding and joining' }, item, snippet: [{ text: 'Look at the ', hit: false }, { text: 'seam', hit: true }] })), next: null, withheld: 1, trouble: null }) },
  },
  'all files of the libraries, to choose from': {
    page: `${community}/practice`, ready: 'text=Part of a name', handlers: { ...libraryApi([]), ...filesApi(30) },
    act: async ({ tab }) => {
      await tab.click('text=Choose from all files');
      await tab.click('[aria-label="Choose gauge 0.md"]');
    },
  },
  'an empty practice library, a file to be brought': {
    page: `${community}/practice`, ready: 'text=Where it goes', handlers: libraryApi([], buildLibrary({ kinds: [], topics: [], stewards: [], next: [], proposed: [] })),
    act: async ({ tab }) => {
      await tab.click('button:has-text("Upload a file")');
      await tab.click('button:has-text("Upload it")');
    },
  },
  'the members of a community, for a newcomer': { page: `${community}/members`, ready: 'text=They offer what you seek', handlers: membersApi([0, 1, 2, 3, 4, 5, 6].map((number) => buildMember(number))) },
  'the members of a community, for a coordinator: saying what one offers': {
    page: `${community}/members`, ready: 'text=One thing on a line', handlers: membersApi(Array.from({ length: 20 }, (_, number) => buildMember(number, { mayBecome: number > 0 ? ['coordinator', 'expert', 'coach'] : [], ...(number === 1 && { offers: ['unbroken'.repeat(15), '<b>bold</b>'], seeks: ['لحام الألمنيوم'] }) })), buildAround(buildAsked()), 'more'),
    act: ({ tab }) => tab.click('button:has-text("Change what you say")'),
  },
  'the members of a community in which nobody says anything, for a stranger': { page: `${community}/members?search=zebra`, ready: 'text=Ask a coordinator', handlers: membersApi([], buildAround({ me: null, host: null, pair: null, pairing: null, matches: [], abilities: { describeMyself: false, beActive: false, bePeripheral: false, setPairing: false, wishIntroductions: false, introduceMyself: false } })) },
  'one’s own data, about to be erased': { page: '/my-data', ready: 'text=This cannot be undone', act: ({ tab }) => tab.click('text=Erase my data') },
  'broken ties of all communities': { page: '/ties/broken', ready: 'text=Show more', handlers: { getMe: () => buildLead(), listBrokenTies: () => ({ items: buildBrokenTies(12), next: 'more' }) } },
  'no broken ties': { page: '/ties/broken', ready: 'text=No community has lost a place', handlers: { getMe: () => buildLead(), listBrokenTies: () => ({ items: [], next: null }) } },
  'the board: nothing yet': { page: '/launch', ready: 'text=Nothing is proposed yet', handlers: boardApi([], { all: false }).handlers },
  'the board: sixty, one being let go': {
    page: '/launch', ready: 'text=What was learned?', handlers: { getMe: () => buildLead(), ...boardApi([buildCard(0, { name: `<img src=x onerror=alert(1)> ${'unbroken'.repeat(9)}` }), ...Array.from({ length: 56 }, (_, index) => buildCard(index + 1)), buildPilot(1, { launchOn: '2027-02-01', next: 'prepare-launch', plan: { step: { title: 'unbroken'.repeat(12), dueOn: '2026-11-20', overdue: true }, mayRead: true } }), buildPilot(2), buildPilot(3)]).handlers },
    act: async ({ tab }) => {
      await tab.press('[aria-label="Move Data that nobody owns"]', 'Enter');
      await tab.press('[role=menuitem]:has-text("Let it go")', 'Enter');
    },
  },
  'an opportunity, being changed': {
    page: `/launch/${idOf(30, 3)}`, ready: 'text=Left empty, Trellis', handlers: { ...boardApi([]).handlers, getOpportunity: () => buildOpportunity(buildCard(3, { nextStep: 'unbroken'.repeat(20) }), { moves: [{ before: 'exploring', stage: 'preparing', learned: '', at: '2026-11-20T09:00:00Z', by: { id: idOf(1, 2), displayName: 'Chiara Novak' } }] }) },
    act: ({ tab }) => tab.click('button:has-text("Change the words")'),
  },
  'an opportunity with views that differ, one being written': {
    page: `/launch/${idOf(30, 2)}`, ready: 'text=has files about it',
    handlers: { ...boardApi([]).handlers, ...evidenceApi(buildCard(2), { 0: [buildAssessment(1, { verdict: 'no', note: 'unbroken'.repeat(30) }), buildAssessment(0), buildAssessment(2, { verdict: null })], 2: [buildAssessment(3, { verdict: 'partly' })] }) },
    act: ({ tab }) => tab.click('[aria-label="Change my view: A problem that people already talk about"]'),
  },
  'the criteria, being changed': { page: '/launch/criteria', ready: 'text=Not used any more', handlers: { getMe: () => buildLead(), ...evidenceApi(buildCard(0)) }, act: ({ tab }) => tab.click('[aria-label="Retire: People in several units"]') },
  'a talk, with what is to be shared of it': {
    page: `/launch/talks/${idOf(31, 0)}`, ready: 'text=Only you see them', act: ({ tab }) => tab.click('button:has-text("Change the questions")'),
    handlers: talkApi(buildTalk({ notes: 'unbroken'.repeat(30), calendar: 'open', sharingVersion: 2, shares: [{ id: idOf(32, 1), kind: 'issue', words: 'unbroken'.repeat(20), state: 'agreed' }, { id: idOf(32, 2), kind: 'would-lead', words: 'Would help.', state: 'declined' }] })),
  },
  'a talk being planned, with times that suit both': {
    page: `/launch/talks/${idOf(31, 0)}`, ready: '[aria-pressed=true]', handlers: { ...talkApi(buildTalk({ state: 'cancelled', calendar: 'none' })), proposeTalkTimes: () => buildTalkTimes({ hoursAssumed: true }) },
    act: async ({ tab }) => {
      await tab.click('button:has-text("Plan a time")');
      await tab.click('[aria-pressed=false] >> nth=1');
    },
  },
  'a talk, for the person who was asked': {
    page: `/launch/talks/${idOf(31, 0)}`, ready: 'text=Yes, delete it for good', act: ({ tab }) => tab.click('button:has-text("Take everything back")'),
    handlers: talkApi(buildTalk({ mine: 'interviewee', notes: null, sharingVersion: 1, asked: true, shares: [{ id: idOf(32, 1), kind: 'issue', words: 'unbroken'.repeat(20), state: 'asked' }, { id: idOf(32, 2), kind: 'would-lead', words: 'Would help.', state: 'agreed' }] })),
  },
  'configuring a channel': {
    page: '/configure', ready: 'text=Or start one here', frameContext: 'settings',
    context: { teamId: '19:team@thread.tacv2', groupId: idOf(4, 1), teamName: 'Manufacturing', channelId: '19:abc@thread.tacv2', channelName: 'Welding' },
    handlers: { listCommunities: ({ query }) => ({ items: query['groupId'] ? someCommunities(2) : someCommunities(4), next: null }) },
  },
  'nothing at this address': { page: '/nowhere', ready: 'text=Nothing here for you' },
};
