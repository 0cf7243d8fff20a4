import {
  __federation_method_getRemote as getRemote,
  __federation_method_setRemote as setRemote,
  __federation_method_unwrapDefault as unwrapDefault,
} from 'virtual:__federation__';
import type { ResolvedRemote } from '@business-m/contract';
import { loadModuleFederation } from './federation-bridge.ts';

/** A remote to load from; `development`: `entryUrl` is the module itself, on a dev server. */
export interface LoadableRemote {
  scope: string;
  format: ResolvedRemote['format'] | 'development';
  entryUrl: string;
}

/** Loads one exposed module of a remote, with the shell's shared packages handed in. May hang for ever: race it. */
export type LoadModule = (remote: LoadableRemote, expose: string) => Promise<unknown>;

const loadVite: LoadModule = async ({ scope, entryUrl }, expose) => {
  // A name for each URL: under one name the runtime would go on using the entry it has initialised, or failed to.
  const name = `${scope} ${entryUrl}`;
  // url() must never reject: the runtime would leave its promise pending for ever.
  setRemote(name, { url: () => Promise.resolve(entryUrl), format: 'esm', from: 'vite' });
  return unwrapDefault(await getRemote(name, expose));
};

const REGISTRY = Symbol.for('desk.shared-instances');

/** Loads a module of a dev server, whose shared packages are read from a registry on the page (docs/development.md). */
const loadDeveloped: LoadModule = async ({ entryUrl }) => {
  const { instances } = await import('virtual:shared-instances');
  (globalThis as Record<symbol, unknown>)[REGISTRY] ??= instances;
  const module: { default?: unknown } = await import(/* @vite-ignore */ entryUrl);
  return module.default;
};

const loaders: Record<LoadableRemote['format'], LoadModule> = {
  vite: loadVite,
  'module-federation': loadModuleFederation,
  development: loadDeveloped,
};

export const loadFederated: LoadModule = (remote, expose) => loaders[remote.format](remote, expose);
