import { Outlet } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../desk/desk-context.tsx';
import { useMatch, usePlace } from '../desk/place.ts';
import { UnsavedPrompt } from '../desk/unsaved-prompt.tsx';
import { LiveBar } from '../live/live-parts.tsx';
import { OverrideBanner } from '../overrides/override-banner.tsx';
import { NavDrawer } from './nav-drawer.tsx';
import { rememberPlace } from './recent-places.ts';
import { useRememberedFlag } from './remembered-flag.ts';
import { SessionNotice } from './session-notice.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';
import { documentTitle, trail } from './trail.ts';

/** Everything around the screen. */
export function Chrome() {
  const [collapsed, setCollapsed] = useRememberedFlag('desk-nav-collapsed');
  const [drawer, setDrawer] = useState(false);
  const main = useArrival();
  useMemory();
  return (
    <div className="shell-frame" data-collapsed={collapsed || undefined}>
      <a className="shell-skip" href="#main">
        Skip to content
      </a>
      <OverrideBanner />
      <Sidebar collapsed={collapsed} />
      {drawer && <NavDrawer onClose={() => setDrawer(false)} />}
      <TopBar onOpenDrawer={() => setDrawer(true)} collapsed={collapsed} onCollapse={setCollapsed} />
      <main id="main" ref={main} tabIndex={-1} data-scroll-restoration-id="main">
        <SessionNotice />
        <Outlet />
      </main>
      <LiveBar />
      <UnsavedPrompt />
    </div>
  );
}

/** Keeps what was opened, for the start page. */
function useMemory() {
  const { user } = useDesk();
  const match = useMatch();
  const { pathname } = usePlace();
  useEffect(() => {
    if (match) rememberPlace(user.email, match, pathname);
  }, [user.email, match, pathname]);
}

/** Names the page after where it is, and moves the focus there when the place changes: a screen reader then reads on. */
function useArrival() {
  const main = useRef<HTMLElement>(null);
  const arrived = useRef(false);
  const match = useMatch();
  const { pathname } = usePlace();
  useEffect(() => {
    document.title = documentTitle(match ? trail(match, pathname) : []);
    if (arrived.current && !main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
    arrived.current = true;
  }, [match, pathname]);
  return main;
}
