import { mergeClasses } from '@fluentui/react-components';
import { useLayoutEffect, useRef, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Route, Routes, useLocation } from 'react-router';
import { LinkButton } from '../shared/LinkButton.tsx';
import { useHost } from '../shared/host.ts';
import { useKeptFocus } from '../shared/use-kept-focus.ts';
import { Mark } from '../shared/Mark.tsx';
import { useMe } from '../shared/session.ts';
import { BoardPage, BrokenTiesPage, CharterPage, CommunityPage, ConfigurePage, CreatePage, CriteriaPage, DirectoryPage, HomePage, ImportPage, LaunchPage, LibraryPage, MembersPage, MyDataPage, OpportunityPage, PermissionsPage, RhythmPage, SearchPage, SeriesPage, TalkPage, TiesPage } from './pages.ts';
import { NotFound } from './NotFound.tsx';
import { PageShapes } from './PageShapes.tsx';
import { PageErrors } from './PageErrors.tsx';
import { useShellStyles } from './Shell.styles.ts';

/** Header with the ways through the app, and the page. A channel's tab shows its community without them. */
export function Shell() {
  const styles = useShellStyles();
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const host = useHost();
  const main = useRef<HTMLElement>(null);
  useLayoutEffect(() => window.scrollTo(0, 0), [pathname]);
  useKeptFocus();

  const alone = host.frame === 'configuration' || (host.frame === 'channel' && pathname === `/communities/${host.entityId}`);
  return (
    <>
      <a className={styles.skip} href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }} data-print="hide">
        {t('shell.skip')}
      </a>
      {!alone && <Header />}
      <main id="main" ref={main} tabIndex={-1} style={{ outline: 'none' }}>
        <PageErrors key={pathname}>
          <Suspense fallback={<PageShapes />}>
            <Routes>
              <Route index element={<HomePage />} />
              <Route path="directory" element={<DirectoryPage />} />
              <Route path="communities/:communityId" element={<CommunityPage />} />
              <Route path="create" element={<CreatePage />} />
              <Route path="create/:draftId" element={<CreatePage />} />
              <Route path="import" element={<ImportPage />} />
              <Route path="my-data" element={<MyDataPage />} />
              <Route path="permissions" element={<PermissionsPage />} />
              <Route path="configure" element={<ConfigurePage />} />
              <Route path="communities/:communityId/ties" element={<TiesPage />} />
              <Route path="communities/:communityId/charter" element={<CharterPage />} />
              <Route path="communities/:communityId/members" element={<MembersPage />} />
              <Route path="communities/:communityId/rhythm" element={<RhythmPage />} />
              <Route path="communities/:communityId/launch" element={<LaunchPage />} />
              <Route path="communities/:communityId/series" element={<SeriesPage />} />
              <Route path="communities/:communityId/practice" element={<LibraryPage />} />
              <Route path="practice" element={<SearchPage />} />
              <Route path="launch" element={<BoardPage />} />
              <Route path="launch/talks/:interviewId" element={<TalkPage />} />
              <Route path="launch/criteria" element={<CriteriaPage />} />
              <Route path="launch/:opportunityId" element={<OpportunityPage />} />
              <Route path="ties/broken" element={<BrokenTiesPage />} />
              <Route path="*" element={<NotFound />} />
            </Routes>
          </Suspense>
        </PageErrors>
      </main>
    </>
  );
}

function Header() {
  const styles = useShellStyles();
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  const crowded = me?.abilities.checkPermissions === true;
  // Where one is stands in sight, also in the line that scrolls; elsewhere nothing is measured while the page is drawn.
  useLayoutEffect(() => {
    if (crowded) nav.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname, crowded]);
  return (
    <header className={styles.header} data-print="hide">
      <div className={mergeClasses(styles.bar, crowded && styles.crowdedBar)}>
        <span className={styles.brand}><Mark /> {t('shell.name')}</span>
        <nav className={mergeClasses(styles.nav, crowded && styles.crowdedNav, crowded && styles.onePhoneLine)} ref={nav} aria-label={t('shell.navigation')}>
          <NavLink className={styles.navLink} to="/" end>{t('shell.home')}</NavLink>
          <NavLink className={styles.navLink} to="/directory">{t('shell.directory')}</NavLink>
          {me?.abilities.seeBoard && <NavLink className={styles.navLink} to="/launch">{t('shell.board')}</NavLink>}
          {me?.abilities.importCommunities && <NavLink className={styles.navLink} to="/import">{t('shell.import')}</NavLink>}
          {me?.abilities.checkPermissions && <NavLink className={styles.navLink} to="/permissions">{t('shell.permissions')}</NavLink>}
          {me?.abilities.seeBrokenTies && <NavLink className={styles.navLink} to="/ties/broken">{t('shell.brokenTies')}</NavLink>}
        </nav>
        {me?.abilities.createCommunity && !pathname.startsWith('/create') && <LinkButton to="/create">{t('shell.create')}</LinkButton>}
      </div>
    </header>
  );
}
