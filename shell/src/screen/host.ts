import { matchRoute, type RouteMatch } from '@business-m/contract';
import type { Host, Location } from '@business-m/sdk';
import { useToasts } from '@business-m/ui';
import { useRouter } from '@tanstack/react-router';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useDesk, usePlace } from '../desk/desk-context.tsx';
import { DeskLink } from '../desk/desk-link.tsx';
import { rememberPlace } from '../navigation/recent-places.ts';

const tones = { success: 'success', info: 'info', error: 'danger' } as const;

/** The host API of a screen: the same object as long as the route's parameters stay the same. */
export function useHost(match: RouteMatch): Host {
  const { params, remote } = match;
  const { scope, title } = remote;
  const { api, styleNonce, user, guards, resolution, prefetch } = useDesk();
  const toasts = useToasts();
  const { history } = useRouter();
  const key = JSON.stringify(params);
  const { pathname: here } = usePlace();
  /** Its own address, also while the desk is already on its way to another. */
  const [pathname] = useState(here);
  /** Another release brings another match of the same screen. */
  const latest = useRef(match);
  latest.current = match;
  return useMemo<Host>(() => {
    const routeParams: Location['params'] = JSON.parse(key);
    return {
      api,
      styleNonce,
      user,
      remote: { scope, title },
      notify: ({ kind, ...words }) => void toasts.show({ tone: tones[kind], ...words }),
      navigate(to, { replace = false } = {}) {
        const go = () => {
          prefetch.firstCalls(resolution, to);
          history[replace ? 'replace' : 'push'](to);
        };
        // A form that was just saved navigates in the same turn; React needs that turn to clear the guard.
        if (guards.any()) setTimeout(go);
        else go();
      },
      useLocation() {
        const place = usePlace();
        return useMemo(() => ({ ...place, params: routeParams }), [place, routeParams]);
      },
      useUnsavedGuard(dirty) {
        const [holder] = useState(() => Symbol('screen'));
        useLayoutEffect(() => {
          guards.set(holder, dirty);
          return () => guards.set(holder, false);
        }, [holder, dirty]);
      },
      remember: (shown) => rememberPlace(user.email, latest.current, pathname, shown),
      Link: DeskLink,
      canOpen: (path) => matchRoute(resolution, new URL(path, window.location.origin).pathname) !== null,
    };
  }, [api, styleNonce, user, guards, resolution, prefetch, toasts, history, scope, title, key, pathname]);
}
