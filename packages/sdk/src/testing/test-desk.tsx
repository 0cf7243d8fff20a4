import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type MouseEvent, type ReactNode, useState, useSyncExternalStore } from 'react';
import type { ApiClient } from '../api-client.ts';
import { createApiClient } from '../create-api-client.ts';
import { HostProvider, useHost } from '../hooks.tsx';
import type { Host, LinkProps, Notice, RemoteName, Shown, User } from '../host.ts';
import { createMemoryLocation, type MemoryLocation } from './memory-location.ts';

export interface TestDeskProps {
  children: ReactNode;
  /** Where the desk is at first, with its query string. Default `/`. */
  at?: string;
  /** Parameters of the route: `{ id: 'JE-00001' }`; a function takes them from the path, for tests that navigate. */
  params?: Readonly<Record<string, string>> | ((pathname: string) => Readonly<Record<string, string>>);
  user?: Partial<User>;
  /** Default: by the first part of `at`. */
  remote?: RemoteName;
  /** Default: the real client over `fetch`, to be answered by msw. */
  api?: ApiClient;
  /** Default: a client that neither retries nor keeps anything after the test. */
  queryClient?: QueryClient;
  /** Called besides; the desk's own location changes too. */
  onNavigate?: (to: string) => void;
  onNotify?: (notice: Notice) => void;
  /** Told what the screen last said about unsaved changes. */
  onUnsaved?: (dirty: boolean) => void;
  /** Told what the screen shows. */
  onShown?: (shown: Shown | null) => void;
  /** Default: every path opens. */
  canOpen?: (path: string) => boolean;
}

const somebody: User = { id: 'u-test', email: 'test@example.com', name: 'Test User', roles: [], tenant: 'test' };

/**
 * A desk in memory for component tests: location, notices and navigation without a shell.
 *
 * @example
 * const onNavigate = vi.fn();
 * render(<TestDesk at="/shop/items/BOLT" params={{ id: 'BOLT' }} onNavigate={onNavigate}><ItemScreen /></TestDesk>);
 */
export function TestDesk({ children, queryClient, ...options }: TestDeskProps) {
  const [client] = useState(
    () =>
      queryClient ??
      new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: Number.POSITIVE_INFINITY }, mutations: { retry: false } } }),
  );
  const [host] = useState(() => memoryHost(options, createMemoryLocation(options.at ?? '/')));
  return (
    <QueryClientProvider client={client}>
      <HostProvider host={host}>{children}</HostProvider>
    </QueryClientProvider>
  );
}

function memoryHost(options: Omit<TestDeskProps, 'children' | 'queryClient'>, location: MemoryLocation): Host {
  const { params = {} } = options;
  return {
    api: options.api ?? createApiClient(),
    user: { ...somebody, ...options.user },
    remote: options.remote ?? named(options.at ?? '/'),
    notify: (notice) => options.onNotify?.(notice),
    navigate(to) {
      options.onNavigate?.(to);
      location.go(to);
    },
    useLocation() {
      const { pathname, search } = new URL(useSyncExternalStore(location.subscribe, location.read), 'http://desk.test');
      return { pathname, search, params: typeof params === 'function' ? params(pathname) : params };
    },
    useUnsavedGuard: (dirty) => options.onUnsaved?.(dirty),
    remember: (shown) => options.onShown?.(shown),
    canOpen: options.canOpen ?? (() => true),
    Link: MemoryLink,
  };
}

function named(at: string): RemoteName {
  const scope = at.split(/[/?]/)[1] || 'test';
  return { scope, title: `${scope.charAt(0).toUpperCase()}${scope.slice(1)}` };
}

function MemoryLink({ to, ...rest }: LinkProps) {
  const { navigate } = useHost();
  const follow = (event: MouseEvent) => {
    event.preventDefault();
    navigate(to);
  };
  return <a {...rest} href={to} onClick={follow} />;
}
