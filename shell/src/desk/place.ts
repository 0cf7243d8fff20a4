import { matchRoute, type RouteMatch } from '@business-m/contract';
import { useLocation } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useDesk } from './desk-context.tsx';

/** The page's address as it is spelt in the address bar: the router would decode it, and the gateway does not. */
export function usePlace(): { pathname: string; search: string } {
  const href = useLocation({ select: (location) => location.publicHref });
  return useMemo(() => {
    const { pathname, search } = new URL(href, window.location.origin);
    return { pathname, search };
  }, [href]);
}

/** The screen for where the desk is, or null. */
export function useMatch(): RouteMatch | null {
  const { resolution } = useDesk();
  const { pathname } = usePlace();
  return useMemo(() => matchRoute(resolution, pathname), [resolution, pathname]);
}
