import { mergeClasses } from '@fluentui/react-components';
import { useLayoutEffect, useRef, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation, useRoutes } from 'react-router';
import { LinkButton } from '../shared/LinkButton.tsx';
import { useHost } from '../shared/host.ts';
import { useKeptFocus } from '../shared/use-kept-focus.ts';
import { Mark } from '../shared/Mark.tsx';
import { useMe } from '../shared/session.ts';
import { pages } from './pages.ts';
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
            <Page />
          </Suspense>
        </PageErrors>
      </main>
    </>
  );
}

const Page = () => useRoutes(pages);

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
