import { lazy, type ComponentType } from 'react';

type Load = () => Promise<{ default: ComponentType }>;

/** One chunk per page; each loads when it is first shown, or just before. */
const loads = {
  home: () => import('./HomePage.tsx').then(({ HomePage }) => ({ default: HomePage })),
  directory: () => import('./DirectoryPage.tsx').then(({ DirectoryPage }) => ({ default: DirectoryPage })),
  community: () => import('./CommunityPage.tsx').then(({ CommunityPage }) => ({ default: CommunityPage })),
  create: () => import('./create/CreatePage.tsx').then(({ CreatePage }) => ({ default: CreatePage })),
  import: () => import('../import/ImportPage.tsx').then(({ ImportPage }) => ({ default: ImportPage })),
  configure: () => import('./ConfigurePage.tsx').then(({ ConfigurePage }) => ({ default: ConfigurePage })),
} satisfies Record<string, Load>;

export const HomePage = lazy(loads.home);
export const DirectoryPage = lazy(loads.directory);
export const CommunityPage = lazy(loads.community);
export const CreatePage = lazy(loads.create);
export const ImportPage = lazy(loads.import);
export const ConfigurePage = lazy(loads.configure);

/** Starts loading the page that an address will show. */
export function preloadPage(pathname: string): void {
  const [, , first = ''] = pathname.split('/');
  const page = first === '' ? 'home' : first === 'communities' ? 'community' : first;
  if (page in loads) void loads[page as keyof typeof loads]().catch(() => undefined);
}
