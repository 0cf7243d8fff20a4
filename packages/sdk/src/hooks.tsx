import { createContext, type ReactNode, useContext, useEffect } from 'react';
import type { ApiClient } from './api-client.ts';
import type { Host, LinkProps, Location, RemoteName, Shown, User } from './host.ts';

const HostContext = createContext<Host | null>(null);

/** Hands a host to everything below it. The shell and tests render it; a remote never does. */
export function HostProvider({ host, children }: { host: Host; children: ReactNode }) {
  return <HostContext value={host}>{children}</HostContext>;
}

/** The host as a whole. Not exported from the package: remotes use the hooks below, so that the contract stays visible. */
export function useHost(): Host {
  const host = useContext(HostContext);
  if (host) return host;
  throw new Error('This component uses @business-m/sdk outside a desk. In a test, render it inside <TestDesk> of @business-m/sdk/testing.');
}

/**
 * The desk's HTTP client: same-origin, signed in, errors as `ApiError`.
 *
 * @example
 * const api = useApi();
 * const { data } = useQuery({
 *   queryKey: ['shop', 'item', id],
 *   queryFn: async ({ signal }) => (await api.get(`/api/shop/items/${id}`, { schema: itemSchema, signal })).data,
 * });
 */
export function useApi(): ApiClient {
  return useHost().api;
}

/** Who is signed in. A remote is drawn only for a signed-in user. */
export function useUser(): User {
  return useHost().user;
}

/** The remote that this screen is of: `{ scope: 'shop', title: 'Shop' }`. */
export function useRemote(): RemoteName {
  return useHost().remote;
}

/** A function that shows the user a short message. */
export function useNotify(): Host['notify'] {
  return useHost().notify;
}

/** A function that goes to an absolute desk path. For something to click, prefer `Link`. */
export function useNavigate(): Host['navigate'] {
  return useHost().navigate;
}

/** Where the desk is, with the parameters of the route that drew this screen. Changes re-render. */
export function useDeskLocation(): Location {
  return useHost().useLocation();
}

/** While `dirty`, leaving the screen, closing the tab and reloading ask first. */
export function useUnsavedGuard(dirty: boolean): void {
  useHost().useUnsavedGuard(dirty);
}

/** Tells the desk what this address shows, for “Recently opened”; null: it is not there; undefined: not known yet. */
export function useShown(shown: Shown | null | undefined): void {
  const { remember } = useHost();
  const key = shown && JSON.stringify(shown);
  useEffect(() => {
    if (key !== undefined) remember(key && JSON.parse(key));
  }, [remember, key]);
}

/** A function telling whether this user's desk has a screen for a path: to link to another remote only when it is there. */
export function useCanOpen(): Host['canOpen'] {
  return useHost().canOpen;
}

/**
 * The nonce for style elements that a styling library fills with text; undefined unless the remote needs `style-nonce` and ops consented to it.
 *
 * @example const cache = createCache({ key: 'lab', nonce: useStyleNonce() });
 */
export function useStyleNonce(): string | undefined {
  return useHost().styleNonce;
}

/**
 * A link inside the desk: a real `<a>`, so it opens in a new tab with Ctrl and can be copied.
 *
 * @example <Link to={`/finance/accounts/${encodeURIComponent(id)}`}>{name}</Link>
 */
export function Link(props: LinkProps): ReactNode {
  const HostLink = useHost().Link;
  return <HostLink {...props} />;
}
