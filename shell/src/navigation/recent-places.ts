import { matchRoute, type Resolution, type RouteMatch } from '@business-m/contract';
import type { Shown } from '@business-m/sdk';
import { recall, remember } from '../desk/remembered.ts';
import { trail } from './trail.ts';

/** One opened document, and the navigation entry that it belongs to. */
export interface RecentPlace {
  to: string;
  title: string;
  entry: string;
  /** API path that answers 404 once it is gone. */
  source: string;
}

const PLACES_MAX = 6;
const keyOf = (user: string) => `desk-recent ${user}`;

/** Remembers what a screen says it shows, or forgets the address. Lists and reports say nothing: they are in the navigation. */
export function rememberPlace(user: string, match: RouteMatch, pathname: string, shown: Shown | null): void {
  const place = shown && { to: pathname, entry: trail(match, pathname).at(-2)?.title ?? '', ...shown };
  write(user, [...(place ? [place] : []), ...read(user).filter(({ to }) => to !== pathname)]);
}

export function forgetPlaces(user: string, gone: readonly RecentPlace[]): void {
  write(
    user,
    read(user).filter(({ to }) => !gone.some((place) => place.to === to)),
  );
}

function write(user: string, places: readonly RecentPlace[]): void {
  remember(keyOf(user), JSON.stringify(places.slice(0, PLACES_MAX)));
}

/** What this user opened last and still has a screen for, the latest first. */
export function recentPlaces(user: string, resolution: Resolution): RecentPlace[] {
  return read(user).filter(({ to }) => matchRoute(resolution, to) !== null);
}

function read(user: string): RecentPlace[] {
  try {
    const stored: unknown = JSON.parse(recall(keyOf(user)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isPlace).slice(0, PLACES_MAX) : [];
  } catch {
    return [];
  }
}

function isPlace(value: unknown): value is RecentPlace {
  if (typeof value !== 'object' || value === null) return false;
  const { to, source, ...words } = value as Partial<Record<keyof RecentPlace, unknown>>;
  const isPath = (path: unknown, start: string) => typeof path === 'string' && path.startsWith(start);
  return isPath(to, '/') && isPath(source, '/api/') && [words.title, words.entry].every((word) => typeof word === 'string');
}
