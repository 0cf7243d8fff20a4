import type { Candidate } from '../inspect.ts';
import type { GateFault } from './gate-fault.ts';

/** A version says which bytes are meant: people report it, and roll back to it. Other bytes need another one. */
export function versionTaken(
  { id, remote }: Pick<Candidate, 'id' | 'remote'>,
  published: readonly { id: string; version: string }[],
): GateFault[] {
  const taken = published.find((release) => release.version === remote.version && release.id !== id);
  if (!taken) return [];
  const message = `${remote.scope} ${remote.version} is published with other bytes (${taken.id}): count the version up`;
  return [{ code: 'version-exists', path: 'version', message, breaks: { scope: remote.scope, release: taken.id } }];
}
