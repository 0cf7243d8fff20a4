import { hash } from 'node:crypto';
import type { RemoteJson, ResolvedRemote } from '@business-m/contract';
import { deepFreeze, type HydratedRelease, type HydratedState } from './hydrated-state.ts';
import { type Caller, mayHave } from './match-audience.ts';

/** A remote as some callers get it. Frozen, and the same object for all of them, so that what is made of it can be kept by it. */
export interface RemoteVariant {
  remote: ResolvedRemote;
  /** Of all that stands in it. */
  digest: string;
}

/** What callers have been given of a release, by the roles that make a difference to it, while the document says this of its remote. */
interface Given {
  cdn: string;
  title: string | undefined;
  apiUrl: string | undefined;
  variants: Map<string, RemoteVariant | null>;
}

/** An edit of one remote must not make a thousand others anew: they are kept by the release, and gone with it. */
const given = new WeakMap<HydratedRelease, Given>();
const rolesNamed = new WeakMap<HydratedRelease, readonly string[]>();

/** Null: none of its screens is for this caller. */
export function remoteVariant(state: HydratedState, scope: string, release: HydratedRelease, caller: Caller): RemoteVariant | null {
  const { variants } = givenOf(state, scope, release);
  const named = namedRoles(release);
  // Of the caller's roles only those that a screen asks for make a difference.
  const key = named.length === 0 ? '' : named.filter((role) => caller.roles.includes(role)).join();
  const made = variants.get(key);
  if (made !== undefined) return made;
  const variant = makeVariant(state, scope, release, caller);
  variants.set(key, variant);
  return variant;
}

function givenOf({ desired }: HydratedState, scope: string, release: HydratedRelease): Given {
  const { title, apiUrl } = desired.remotes[scope] ?? {};
  const known = given.get(release);
  if (known && known.cdn === desired.cdn && known.title === title && known.apiUrl === apiUrl) return known;
  const next: Given = { cdn: desired.cdn, title, apiUrl, variants: new Map() };
  given.set(release, next);
  return next;
}

function makeVariant(state: HydratedState, scope: string, release: HydratedRelease, caller: Caller): RemoteVariant | null {
  const { routes, nav } = screensFor(caller, release.remote);
  if (routes.length === 0) return null;
  const { id, remote, entryIntegrity, descriptionIntegrity } = release;
  const wish = state.desired.remotes[scope];
  const baseUrl = `${state.desired.cdn.replace(/\/+$/, '')}/${scope}/${id}/`;
  const resolved: ResolvedRemote = {
    scope,
    title: wish?.title ?? remote.title,
    version: remote.version,
    release: id,
    baseUrl,
    remoteEntry: baseUrl + remote.remoteEntry,
    integrity: entryIntegrity,
    descriptionIntegrity,
    format: remote.format,
    apiUrl: wish?.apiUrl ?? `/api/${scope}`,
    metaUrl: '/api/meta',
    nav,
    routes,
    permissions: remote.permissions,
  };
  return Object.freeze({ remote: deepFreeze(structuredClone(resolved)), digest: hash('sha256', JSON.stringify(resolved), 'base64url') });
}

/** The screens of a remote that the caller may have, with their navigation; a screen says for whom it is, or its remote does. */
export function screensFor(
  caller: Pick<Caller, 'roles'>,
  { routes, nav, permissions }: RemoteJson,
): Pick<ResolvedRemote, 'routes' | 'nav'> {
  const had = routes.filter((route) => mayHave(caller, route.permissions ?? permissions));
  const paths = new Set(had.map(({ path }) => path));
  // Preloads are left out: only the opened screen needs its own, and with many remotes they are half of the answer.
  return { routes: had.map(({ path, expose, title }) => ({ path, expose, title })), nav: nav.filter(({ path }) => paths.has(path)) };
}

function namedRoles(release: HydratedRelease): readonly string[] {
  let named = rolesNamed.get(release);
  if (!named) {
    const { permissions, routes } = release.remote;
    named = [...new Set([...permissions, ...routes.flatMap((route) => route.permissions ?? [])])].sort();
    rolesNamed.set(release, named);
  }
  return named;
}
