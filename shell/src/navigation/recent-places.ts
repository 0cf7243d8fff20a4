import { matchRoute, type Resolution, type RouteMatch } from '@business-m/contract';
import { recall, remember } from '../desk/remembered.ts';
import { trail } from './trail.ts';

/** One opened document, and the navigation entry that it belongs to. */
export interface RecentPlace {
  to: string;
  title: string;
  entry: string;
}

const PLACES_MAX = 6;
const keyOf = (user: string) => `desk-recent ${user}`;

/** Remembers an opened document. Lists and reports are not remembered: they are in the navigation. */
export function rememberPlace(user: string, match: RouteMatch, pathname: string): void {
  if (Object.keys(match.params).length === 0) return;
  const crumbs = trail(match, pathname);
  const title = crumbs.at(-1)?.title ?? '';
  const entry = crumbs.at(-2)?.title ?? '';
  const others = read(user).filter(({ to }) => to !== pathname);
  remember(keyOf(user), JSON.stringify([{ to: pathname, title, entry }, ...others].slice(0, PLACES_MAX)));
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
  const { to, title, entry } = value as Partial<Record<keyof RecentPlace, unknown>>;
  return typeof to === 'string' && to.startsWith('/') && typeof title === 'string' && typeof entry === 'string';
}
