import type { Resolution } from '@business-m/contract';

/** Framework M's discovery document: the scope is the key. */
export function frameworkM({ remotes }: Resolution): object {
  return Object.fromEntries(remotes.map(({ scope, remoteEntry, apiUrl, metaUrl }) => [scope, { url: remoteEntry, apiUrl, metaUrl }]));
}
