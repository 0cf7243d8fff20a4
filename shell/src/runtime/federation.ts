import {
  __federation_method_getRemote as getRemote,
  __federation_method_setRemote as setRemote,
  __federation_method_unwrapDefault as unwrapDefault,
} from 'virtual:__federation__';
import type { ResolvedRemote } from '@business-m/contract';
import { loadModuleFederation } from './federation-bridge.ts';

/** `development`: `entryUrl` is the module itself, on a dev server. */
export interface LoadableRemote {
  scope: string;
  format: ResolvedRemote['format'] | 'development';
  entryUrl: string;
}

/** Loads one exposed module of a remote. It may never settle: callers need a time limit. */
export type LoadModule = (remote: LoadableRemote, expose: string) => Promise<unknown>;

const loadVite: LoadModule = async ({ scope, entryUrl }, expose) => {
  // The runtime keeps the entry of a name, also one that failed: each URL gets a name.
  const name = `${scope} ${entryUrl}`;
  // When url() rejects, the runtime's promise never settles.
  setRemote(name, { url: () => Promise.resolve(entryUrl), format: 'esm', from: 'vite' });
  return unwrapDefault(await getRemote(name, expose));
};

const REGISTRY = Symbol.for('desk.shared-instances');

/** Loads a module of a dev server, which reads shared packages from a registry on the page (docs/development.md). */
const loadDeveloped: LoadModule = async ({ entryUrl }) => {
  const { instances } = await import('virtual:shared-instances');
  (globalThis as Record<symbol, unknown>)[REGISTRY] ??= instances;
  const module: { default?: unknown } = await import(/* @vite-ignore */ entryUrl);
  return module.default;
};

/** Loads the shared packages that only other screens import. */
export const loadShared = (): Promise<unknown> => import('virtual:shared-instances');

const loaders: Record<LoadableRemote['format'], LoadModule> = {
  vite: loadVite,
  'module-federation': loadModuleFederation,
  development: loadDeveloped,
};

export const loadFederated: LoadModule = (remote, expose) => loaders[remote.format](remote, expose);
