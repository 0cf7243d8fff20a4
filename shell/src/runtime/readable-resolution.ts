import type { Resolution } from '@business-m/contract';

/** As many as the schema allows. */
const REMOTES_MAX = 2_000;

type Shape = { readonly [name: string]: 'string' | 'number' | 'object' };

const resolution: Shape = { revision: 'number', environment: 'string', releaseSet: 'string', remotes: 'object', disabled: 'object' };
const remote: Shape = {
  ...{ scope: 'string', title: 'string', version: 'string', release: 'string', baseUrl: 'string', remoteEntry: 'string' },
  ...{ integrity: 'string', descriptionIntegrity: 'string', format: 'string', nav: 'object', routes: 'object', permissions: 'object' },
};
const navItem: Shape = { title: 'string', path: 'string' };
const route: Shape = { path: 'string', expose: 'string', title: 'string' };
const disabled: Shape = { scope: 'string', title: 'string', message: 'string' };

/**
 * Where an answer is no resolution that the navigation can be drawn from; null when it is one. Shape only: the schema takes 0.2 ms a
 * remote, which a desk of 1,000 would wait for at each start, so it is asked of a remote when something of it is to be loaded.
 */
export function unreadablePart(answer: unknown): string | null {
  if (!has(answer, resolution) || (answer as Resolution).schemaVersion !== 2) return 'document';
  const { remotes, disabled: off } = answer as Resolution;
  return (
    firstFault('remotes', remotes, (each) => has(each, remote)) ??
    firstFault('disabled', off, (each) => has(each, disabled)) ??
    remotes.reduce<string | null>(
      (fault, { nav, routes }, index) =>
        fault ??
        firstFault(`remotes.${index}.nav`, nav, (each) => has(each, navItem)) ??
        firstFault(`remotes.${index}.routes`, routes, (each) => has(each, route)),
      null,
    )
  );
}

function firstFault(path: string, list: readonly unknown[], isWell: (each: unknown) => boolean): string | null {
  if (!Array.isArray(list) || list.length > REMOTES_MAX) return path;
  const index = list.findIndex((each) => !isWell(each));
  return index < 0 ? null : `${path}.${index}`;
}

function has(value: unknown, shape: Shape): boolean {
  if (typeof value !== 'object' || value === null) return false;
  for (const name in shape) {
    const part = (value as Record<string, unknown>)[name];
    if (typeof part !== shape[name] || part === null) return false;
  }
  return true;
}
