import type { LoadModule } from './federation.ts';

const REGISTRY = Symbol.for('desk.shared-instances');

/** Loads a module of a dev server, whose shared packages are read from a registry on the page (docs/development.md). */
export const loadDeveloped: LoadModule = async ({ entryUrl }) => {
  const { instances } = await import('virtual:shared-instances');
  (globalThis as Record<symbol, unknown>)[REGISTRY] ??= instances;
  const module: { default?: unknown } = await import(/* @vite-ignore */ entryUrl);
  return module.default;
};
