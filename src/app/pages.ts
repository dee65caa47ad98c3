import { createElement, lazy, useState, type ComponentType } from 'react';
import { matchPath, type RouteObject } from 'react-router';
import { HomePage } from './HomePage.tsx';
import { NotFound } from './NotFound.tsx';

/**
 * The tab's pages by their addresses. What the personal app opens with is in the first file: one question to the server
 * less before anything is seen. Each other has a chunk of its own, which loads when it is first shown, or just before.
 * Of two that an address fits, the one that says more of it stands first.
 */
export const pages: RouteObject[] = [
  { index: true, Component: HomePage },
  page('directory', () => import('./DirectoryPage.tsx').then(({ DirectoryPage }) => DirectoryPage)),
  page('communities/:communityId', () => import('./CommunityPage.tsx').then(({ CommunityPage }) => CommunityPage)),
  page('communities/:communityId/ties', () => import('../ties/TiesPage.tsx').then(({ TiesPage }) => TiesPage)),
  page('communities/:communityId/charter', () => import('../charter/CharterPage.tsx').then(({ CharterPage }) => CharterPage)),
  page('communities/:communityId/members', () => import('../membership/MembersPage.tsx').then(({ MembersPage }) => MembersPage)),
  page('communities/:communityId/rhythm', () => import('../rhythm/RhythmPage.tsx').then(({ RhythmPage }) => RhythmPage)),
  page('communities/:communityId/launch', () => import('../launch/LaunchPage.tsx').then(({ LaunchPage }) => LaunchPage)),
  page('communities/:communityId/series', () => import('../launch/SeriesPage.tsx').then(({ SeriesPage }) => SeriesPage)),
  page('communities/:communityId/practice', () => import('../practice/LibraryPage.tsx').then(({ LibraryPage }) => LibraryPage)),
  page('create/:draftId?', () => import('./create/CreatePage.tsx').then(({ CreatePage }) => CreatePage)),
  page('import', () => import('../import/ImportPage.tsx').then(({ ImportPage }) => ImportPage)),
  page('my-data', () => import('../membership/MyDataPage.tsx').then(({ MyDataPage }) => MyDataPage)),
  page('permissions', () => import('../permissions/PermissionsPage.tsx').then(({ PermissionsPage }) => PermissionsPage)),
  page('configure', () => import('./ConfigurePage.tsx').then(({ ConfigurePage }) => ConfigurePage)),
  page('practice', () => import('../practice/SearchPage.tsx').then(({ SearchPage }) => SearchPage)),
  page('launch', () => import('../launch/BoardPage.tsx').then(({ BoardPage }) => BoardPage)),
  page('launch/talks/:interviewId', () => import('../launch/TalkPage.tsx').then(({ TalkPage }) => TalkPage)),
  page('launch/criteria', () => import('../launch/CriteriaPage.tsx').then(({ CriteriaPage }) => CriteriaPage)),
  page('launch/:opportunityId', () => import('../launch/OpportunityPage.tsx').then(({ OpportunityPage }) => OpportunityPage)),
  page('ties/broken', () => import('../ties/BrokenTiesPage.tsx').then(({ BrokenTiesPage }) => BrokenTiesPage)),
  { path: '*', Component: NotFound },
];

/** Loads the page that an address below the tab's own will show; resolves in any case, because drawing it will tell what is wrong. */
export async function preloadPage(address: string): Promise<void> {
  const load = pages.find(({ path = '/' }) => matchPath(path, address))?.handle as Load | undefined;
  await load?.().catch(() => undefined);
}

type Load = () => Promise<unknown>;

/** A page whose code is there already is drawn at once; React's lazy alone would show the fallback first. */
function page(path: string, read: () => Promise<ComponentType>): RouteObject {
  let loaded: ComponentType | undefined;
  const load = async (): Promise<{ default: ComponentType }> => ({ default: loaded = await read() });
  const Later = lazy(load);
  function Page() {
    const [Shown] = useState<ComponentType>(() => loaded ?? Later);
    return createElement(Shown);
  }
  return { path, Component: Page, handle: load satisfies Load };
}
