import type { ApiClient } from './api-client.ts';
import type { Host, Location, RemoteName, User } from './host.ts';
import { useHost } from './host-context.tsx';

/**
 * The desk's HTTP client: same-origin, signed in, errors as `ApiError`.
 *
 * @example
 * const api = useApi();
 * const { data } = useQuery({ queryKey: ['item', id], queryFn: ({ signal }) => api.get<Item>(`/api/resource/item/${id}`, { signal }) });
 */
export function useApi(): ApiClient {
  return useHost().api;
}

/** Who is signed in. A remote is only drawn for somebody. */
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

/** A function telling whether this user's desk has a screen for a path: to link to another remote only when it is there. */
export function useCanOpen(): Host['canOpen'] {
  return useHost().canOpen;
}
