import type { RouteMatch } from '@business-m/contract';
import { currentEntry, navigation } from './navigation.ts';

export interface Crumb {
  title: string;
  /** Absent for the current screen. */
  to?: string;
}

/** Remote, navigation entry and document of a screen, as far as each exists. */
export function trail({ remote, route, params }: RouteMatch, pathname: string): Crumb[] {
  const entry = currentEntry(navigation({ remotes: [remote] }), pathname);
  const atEntry = entry !== null && pathname.replace(/\/+$/, '') === entry.to;
  const own = Object.values(params).at(-1) ?? route.title;
  // An entry of the remote's own name says both at once.
  const crumbs: Crumb[] = entry?.title === remote.title ? [] : [{ title: remote.title }];
  if (entry) crumbs.push(atEntry ? { title: entry.title } : { title: entry.title, to: entry.to });
  if (!atEntry) crumbs.push({ title: own });
  return crumbs;
}

export function documentTitle(crumbs: readonly Crumb[]): string {
  return [...crumbs.map(({ title }) => title).reverse(), 'Business M Desk'].join(' · ');
}
