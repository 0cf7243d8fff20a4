import { matchRoute, type Resolution, type RouteMatch } from '@business-m/contract';
import type { ApiClient, User } from '@business-m/sdk';
import { useLocation } from '@tanstack/react-router';
import { createContext, useContext, useMemo } from 'react';
import type { Mounts } from '../containment/mounts.ts';
import type { LiveSlot } from '../live/live-slot.ts';
import type { Overrides } from '../overrides/create-overrides.ts';
import type { Prefetch } from '../runtime/prefetch.ts';
import type { ScreenLoader } from '../runtime/screen-loader.ts';
import type { Telemetry } from '../runtime/telemetry.ts';
import type { Session } from '../session/session.ts';
import type { UnsavedGuards } from '../session/unsaved-guards.ts';
import type { Appearance } from './theme.ts';

/** What the shell's components share once a user is signed in and the manifest is loaded. */
export interface Desk {
  user: User;
  resolution: Resolution;
  api: ApiClient;
  /** Of the page's policy, for style elements of remotes; undefined: it has none. */
  styleNonce: string | undefined;
  session: Session;
  loader: ScreenLoader;
  mounts: Mounts;
  prefetch: Prefetch;
  guards: UnsavedGuards;
  overrides: Overrides;
  telemetry: Telemetry;
  live: LiveSlot;
  appearance: Appearance;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk is called outside the desk');
  return desk;
}

/** The address as the address bar spells it: the router would decode it, and the gateway does not. */
export function usePlace(): { pathname: string; search: string } {
  const href = useLocation({ select: (location) => location.publicHref });
  return useMemo(() => {
    const { pathname, search } = new URL(href, window.location.origin);
    return { pathname, search };
  }, [href]);
}

export function useMatch(): RouteMatch | null {
  const { resolution } = useDesk();
  const { pathname } = usePlace();
  return useMemo(() => matchRoute(resolution, pathname), [resolution, pathname]);
}
