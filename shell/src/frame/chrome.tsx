import { Button, Callout, View } from '@business-m/ui';
import { Outlet } from '@tanstack/react-router';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useDesk, useMatch, usePlace } from '../desk/desk-context.tsx';
import { useRememberedFlag } from '../desk/remembered.ts';
import { NavDrawer, Sidebar } from '../navigation/sidebar.tsx';
import { documentTitle, trail } from '../navigation/trail.ts';
import { LiveBar } from '../screen/live-parts.tsx';
import { OverrideBanner } from './override-banner.tsx';
import { TopBar } from './top-bar.tsx';
import { UnsavedPrompt } from './unsaved-prompt.tsx';

export function Chrome() {
  const [collapsed, setCollapsed] = useRememberedFlag('desk-nav-collapsed');
  const [drawer, setDrawer] = useState(false);
  const main = useArrival();
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

/** Sets the document's title, and moves the focus to the new screen so that a screen reader reads on. */
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

/** Shown without a network, and while the gateway does not answer: the session is unverified and data may be old. */
function SessionNotice() {
  const { session } = useDesk();
  const state = useSyncExternalStore(session.subscribe, session.getState);
  const isOnline = useSyncExternalStore(followNetwork, () => navigator.onLine);
  if (!isOnline)
    return (
      <View paddingTop="$4" paddingHorizontal="$6">
        <Callout tone="warning" title="You are offline">
          What you type stays here. Screens and figures come by themselves once you are connected again; save then.
        </Callout>
      </View>
    );
  if (state.status !== 'unverified') return null;
  return (
    <View paddingTop="$4" paddingHorizontal="$6">
      <Callout
        tone="warning"
        title="The desk's server does not answer"
        action={
          <Button size="small" icon="refresh" onPress={() => void session.ask()}>
            Try again
          </Button>
        }
      >
        You can look around, but data may be missing and nothing can be saved. {state.detail}
      </Callout>
    </View>
  );
}

function followNetwork(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
