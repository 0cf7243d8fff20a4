import type { NavItem, Resolution, ResolvedRemote } from '@business-m/contract';

export interface NavEntry {
  to: string;
  title: string;
  icon: string;
}

export interface NavGroup {
  title: string | null;
  entries: readonly NavEntry[];
}

export interface NavSection {
  scope: string;
  title: string;
  groups: readonly NavGroup[];
}

/** From this many remotes on the navigation is searched. */
const LARGE_FLEET = 40;

export const isLargeFleet = ({ remotes }: Pick<Resolution, 'remotes'>): boolean => remotes.length > LARGE_FLEET;

/** The sidebar: a section for each remote, its entries under their headings in the order they were declared. */
export function navigation({ remotes }: Pick<Resolution, 'remotes'>): NavSection[] {
  return remotes.filter(({ nav }) => nav.length > 0).map((remote) => section(remote));
}

/** Grouped when it is drawn: of a large fleet most sections never are. */
function section(remote: ResolvedRemote): NavSection {
  let groups: NavGroup[] | undefined;
  return {
    scope: remote.scope,
    title: remote.title,
    get groups() {
      groups ??= grouped(remote);
      return groups;
    },
  };
}

function grouped(remote: ResolvedRemote): NavGroup[] {
  const groups = new Map<string | null, NavEntry[]>();
  for (const item of remote.nav) {
    const title = item.group ?? null;
    groups.set(title, [...(groups.get(title) ?? []), entry(remote.scope, item)]);
  }
  return [...groups].map(([title, entries]) => ({ title, entries }));
}

function entry(scope: string, { path, title, icon = '' }: NavItem): NavEntry {
  return { to: screenPath(scope, path), title, icon };
}

export function screenPath(scope: string, path: string): string {
  return path === '' ? `/${scope}` : `/${scope}/${path}`;
}

/** The longest entry that the path is or lies below. */
export function currentEntry(sections: readonly NavSection[], pathname: string): NavEntry | null {
  const path = pathname.replace(/\/+$/, '');
  const section = sections.find(({ scope }) => scope === path.split('/')[1]);
  const entries = section?.groups.flatMap((group) => group.entries) ?? [];
  const above = entries.filter(({ to }) => path === to || path.startsWith(`${to}/`));
  return above.sort((a, b) => b.to.length - a.to.length)[0] ?? null;
}
