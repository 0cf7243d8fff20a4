import type { HydratedState } from '@business-m/manifest/resolve';
import type { ManifestStore } from '@business-m/manifest/store';
import { Refused } from '../../problem/refused.ts';
import type { ShellFiles } from '../../static/shell-files.ts';

/** What is served at the moment. */
export function stateInForce(manifest: Pick<ManifestStore, 'current'>): HydratedState {
  const state = manifest.current();
  if (state) return state;
  throw new Refused('manifest-unavailable', 'The desk does not know its parts yet. Try again in a moment.', {
    headers: { 'retry-after': '2' },
  });
}

/** What the shell offers to remotes. */
export const shellOf = ({ json }: Pick<ShellFiles, 'json'>) => ({ hostApi: json.hostApi, shared: json.shared });
