import type { User } from '@business-m/metadata';
import type { ReactNode } from 'react';
import type { ApiClient } from './api-client.ts';

/** Semver of the contract between shell and remotes. A remote says which range it needs (`requires.hostApi`). */
export const HOST_API_VERSION = '1.6.0';

export type { User };

/** A part of the desk: its scope in addresses, and what its users call it. */
export interface RemoteName {
  scope: string;
  title: string;
}

/** A short message to the user. `error` stays until dismissed; the others leave by themselves. */
export interface Notice {
  kind: 'success' | 'info' | 'error';
  title: string;
  detail?: string;
}

/** Where the desk is. `search` is the query string with its `?`, or empty. */
export interface Location {
  pathname: string;
  search: string;
  /** Parameters of the route that drew the screen: `{ id: 'JE-00001' }`. */
  params: Readonly<Record<string, string>>;
}

export interface NavigateOptions {
  replace?: boolean;
}

/** Everything the shell hands a remote. Remotes reach it through the hooks of this package, never otherwise. */
export interface Host {
  api: ApiClient;
  user: User;
  /** Which remote the screen is of, by the name that people know it by. Since 1.1. */
  remote: RemoteName;
  notify(notice: Notice): void;
  /** To an absolute desk path such as `/finance/journal-entries?status=draft`. */
  navigate(to: string, options?: NavigateOptions): void;
  useLocation(): Location;
  /** While `dirty`, leaving the screen asks first. */
  useUnsavedGuard(dirty: boolean): void;
  /** An `<a>` that navigates inside the desk, opens in a new tab with Ctrl, and can be copied. */
  Link: (props: LinkProps) => ReactNode;
  /**
   * What this address shows, for “Recently opened”: remembered once the screen has it; null: it is not there, or no more. `source` is the API path
   * that answers 404 once it is gone. Since 1.3.
   */
  remember(shown: Shown | null): void;
  /** Whether a screen exists for this path in the desk of this user: for drill-downs into other remotes. */
  canOpen(path: string): boolean;
  /** Nonce that the page's policy takes for style elements with text, where ops consented to the need `style-nonce`. Since 1.6. */
  styleNonce?: string | undefined;
}

/** One document, as people know it: `{ title: 'Kestrel Tyres · SUPP-00001', source: '/api/resource/supplier/SUPP-00001' }`. */
export interface Shown {
  title: string;
  source: string;
}

export interface LinkProps {
  to: string;
  children: ReactNode;
  className?: string;
  'aria-current'?: 'page';
  title?: string;
}

/**
 * The browser's database of what a user has typed and not saved. One a user and tenant: another user never opens it, and deleting it (at an explicit
 * sign-out) makes open forms of other tabs stop writing.
 */
export const keptTextOf = ({ tenant, id }: Pick<User, 'tenant' | 'id'>): string => `desk-kept ${tenant} ${id}`;
