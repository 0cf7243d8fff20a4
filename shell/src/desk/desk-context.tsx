import type { Resolution } from '@business-m/contract';
import type { ApiClient, User } from '@business-m/sdk';
import { createContext, useContext } from 'react';
import type { Appearance } from '../layout/theme.ts';
import type { LiveSlot } from '../live/live-slot.ts';
import type { Overrides } from '../overrides/create-overrides.ts';
import type { Prefetch } from '../runtime/prefetch.ts';
import type { ScreenLoader } from '../runtime/screen-loader.ts';
import type { Session } from '../session/session.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { UnsavedGuards } from './unsaved-guards.ts';

/** What the desk's own parts share, once somebody is signed in and the manifest is there. */
export interface Desk {
  user: User;
  resolution: Resolution;
  api: ApiClient;
  session: Session;
  loader: ScreenLoader;
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
