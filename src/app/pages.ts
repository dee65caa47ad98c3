import { createElement, lazy, useState, type ComponentType } from 'react';
import { HomePage } from './HomePage.tsx';

type Load = () => Promise<{ default: ComponentType }>;

/** Pages with a chunk of their own; each loads when it is first shown, or just before. */
const loads = {
  directory: () => import('./DirectoryPage.tsx').then(({ DirectoryPage }) => ({ default: DirectoryPage })),
  community: () => import('./CommunityPage.tsx').then(({ CommunityPage }) => ({ default: CommunityPage })),
  create: () => import('./create/CreatePage.tsx').then(({ CreatePage }) => ({ default: CreatePage })),
  import: () => import('../import/ImportPage.tsx').then(({ ImportPage }) => ({ default: ImportPage })),
  permissions: () => import('../permissions/PermissionsPage.tsx').then(({ PermissionsPage }) => ({ default: PermissionsPage })),
  configure: () => import('./ConfigurePage.tsx').then(({ ConfigurePage }) => ({ default: ConfigurePage })),
  ties: () => import('../ties/TiesPage.tsx').then(({ TiesPage }) => ({ default: TiesPage })),
  charter: () => import('../charter/CharterPage.tsx').then(({ CharterPage }) => ({ default: CharterPage })),
  members: () => import('../membership/MembersPage.tsx').then(({ MembersPage }) => ({ default: MembersPage })),
  'my-data': () => import('../membership/MyDataPage.tsx').then(({ MyDataPage }) => ({ default: MyDataPage })),
  rhythm: () => import('../rhythm/RhythmPage.tsx').then(({ RhythmPage }) => ({ default: RhythmPage })),
  plan: () => import('../launch/LaunchPage.tsx').then(({ LaunchPage }) => ({ default: LaunchPage })),
  series: () => import('../launch/SeriesPage.tsx').then(({ SeriesPage }) => ({ default: SeriesPage })),
  library: () => import('../practice/LibraryPage.tsx').then(({ LibraryPage }) => ({ default: LibraryPage })),
  practice: () => import('../practice/SearchPage.tsx').then(({ SearchPage }) => ({ default: SearchPage })),
  launch: () => import('../launch/BoardPage.tsx').then(({ BoardPage }) => ({ default: BoardPage })),
  opportunity: () => import('../launch/OpportunityPage.tsx').then(({ OpportunityPage }) => ({ default: OpportunityPage })),
  talk: () => import('../launch/TalkPage.tsx').then(({ TalkPage }) => ({ default: TalkPage })),
  criteria: () => import('../launch/CriteriaPage.tsx').then(({ CriteriaPage }) => ({ default: CriteriaPage })),
  brokenTies: () => import('../ties/BrokenTiesPage.tsx').then(({ BrokenTiesPage }) => ({ default: BrokenTiesPage })),
} satisfies Record<string, Load>;

type PageName = keyof typeof loads;
const loaded: Partial<Record<PageName, ComponentType>> = {};

async function load(name: PageName): Promise<{ default: ComponentType }> {
  const page = await loads[name]();
  loaded[name] = page.default;
  return page;
}

/** A page whose code is there already is drawn at once; React's lazy alone would show the fallback first. */
function pageOf(name: PageName): ComponentType {
  const Later = lazy(() => load(name));
  return function Page() {
    const [Shown] = useState<ComponentType>(() => loaded[name] ?? Later);
    return createElement(Shown);
  };
}

// What the personal app opens with is in the first file: one question to the server less before anything is seen.
export { HomePage };
export const DirectoryPage = pageOf('directory');
export const CommunityPage = pageOf('community');
export const CreatePage = pageOf('create');
export const ImportPage = pageOf('import');
export const PermissionsPage = pageOf('permissions');
export const ConfigurePage = pageOf('configure');
export const TiesPage = pageOf('ties');
export const CharterPage = pageOf('charter');
export const MembersPage = pageOf('members');
export const MyDataPage = pageOf('my-data');
export const RhythmPage = pageOf('rhythm');
export const LaunchPage = pageOf('plan');
export const SeriesPage = pageOf('series');
export const LibraryPage = pageOf('library');
export const SearchPage = pageOf('practice');
export const BoardPage = pageOf('launch');
export const OpportunityPage = pageOf('opportunity');
export const TalkPage = pageOf('talk');
export const CriteriaPage = pageOf('criteria');
export const BrokenTiesPage = pageOf('brokenTies');

/** Loads the page that an address below the tab's own will show; resolves in any case, because drawing it will tell what is wrong. */
export async function preloadPage(address: string): Promise<void> {
  const [, first = '', second = '', third = ''] = address.split('/');
  const page = first === 'communities' ? (third === 'ties' || third === 'charter' || third === 'rhythm' || third === 'series' || third === 'members' ? third : third === 'practice' ? 'library' : third === 'launch' ? 'plan' : 'community') : first === 'ties' ? 'brokenTies' : first === 'launch' && second ? (second === 'criteria' ? 'criteria' : second === 'talks' ? 'talk' : 'opportunity') : first;
  if (page in loads) await load(page as PageName).catch(() => undefined);
}
