import { matchRoute, type RemoteDeclaration, type ResolvedRemote } from '@business-m/contract';
import { type ComponentType, type CSSProperties, type ReactNode, Suspense, useState } from 'react';
import { createApiClient } from '../create-api-client.ts';
import { HostProvider } from '../hooks.tsx';
import type { Host, Notice, User } from '../host.ts';
import { BrowserLink, goTo, useBrowserLocation, useLeaveGuard } from './browser-location.tsx';

export interface StandaloneDeskProps {
  scope: string;
  declaration: RemoteDeclaration;
  screens: Record<string, ComponentType>;
  Frame: ComponentType<{ theme: 'light' | 'dark'; children: ReactNode }>;
  user?: Partial<User>;
}

const developer: User = { id: 'u-standalone', email: 'developer@example.com', name: 'Developer', roles: [], tenant: 'standalone' };

/** A small desk around one remote: its navigation, its screens, a strip of notices. Not what users see. */
export function StandaloneDesk({ scope, declaration, screens, Frame, user }: StandaloneDeskProps) {
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const [notices, setNotices] = useState<readonly (Notice & { id: string })[]>([]);
  const location = useBrowserLocation();
  const remotes = [asResolved(scope, declaration)];
  const match = matchRoute({ remotes }, location.pathname);
  const Screen = match && screens[match.route.expose];
  const [shared] = useState(() => ({ api: createApiClient(), navigate: goTo, Link: BrowserLink, useUnsavedGuard: useLeaveGuard }));
  const host: Host = {
    ...shared,
    user: { ...developer, roles: declaration.permissions, ...user },
    remote: { scope, title: declaration.title },
    notify: (notice) => setNotices((all) => [...all, { ...notice, id: crypto.randomUUID() }].slice(-4)),
    useLocation() {
      return { ...useBrowserLocation(), params: match?.params ?? {} };
    },
    remember() {},
    canOpen: (path) => matchRoute({ remotes }, new URL(path, window.location.origin).pathname) !== null,
  };
  return (
    <Frame theme={theme}>
      <HostProvider host={host}>
        <header style={bar}>
          <strong>{declaration.title}</strong>
          <nav style={{ ...row, flex: 1 }}>
            {declaration.nav.map((item) => (
              <BrowserLink key={item.path} to={`/${scope}${item.path && `/${item.path}`}`}>
                {item.title}
              </BrowserLink>
            ))}
          </nav>
          <button type="button" onClick={() => setTheme(theme === 'light' ? 'dark' : 'light')}>
            {theme === 'light' ? 'Dark' : 'Light'}
          </button>
        </header>
        <div role="status">
          {notices.map((notice) => (
            <p key={notice.id} style={{ ...row, margin: '8px 16px' }}>
              <strong>{notice.title}</strong> {notice.detail}
            </p>
          ))}
        </div>
        <main>
          <Suspense fallback={<p style={{ margin: 16 }}>Loading…</p>}>
            {Screen ? (
              <Screen key={`${match.route.expose} ${location.pathname}`} />
            ) : (
              <p style={{ margin: 16 }}>This remote has no screen at {location.pathname}.</p>
            )}
          </Suspense>
        </main>
      </HostProvider>
    </Frame>
  );
}

const row: CSSProperties = { display: 'flex', gap: 16, alignItems: 'center' };
const bar: CSSProperties = { ...row, padding: '10px 16px', borderBottom: '1px solid var(--border)' };

/** The remote as the desk would get it, less the files: nothing here loads any. */
function asResolved(scope: string, declaration: RemoteDeclaration): ResolvedRemote {
  const baseUrl = `${window.location.origin}/`;
  return {
    ...declaration,
    scope,
    version: '0.0.0',
    release: '0.0.0-000000000000',
    baseUrl,
    remoteEntry: `${baseUrl}remoteEntry.js`,
    integrity: '',
    descriptionIntegrity: '',
    format: 'vite',
    apiUrl: `/api/${scope}`,
    metaUrl: '/api/meta',
  };
}
