import { adminClient } from '../admin/admin-client.ts';

/** Somebody waits for the next key stroke. */
const PATIENCE_MS = 500;

/** Names that a running desk knows, to complete with. */
export interface KnownNames {
  environments: string[];
  scopes: string[];
  /** `finance@1.8.0`, newest first. */
  releases: string[];
  tenants: string[];
}

/** Nothing when the desk does not answer in half a second, or not to this caller. */
export async function knownNames(gateway: string | undefined, env: NodeJS.ProcessEnv, patienceMs = PATIENCE_MS): Promise<KnownNames> {
  try {
    const client = adminClient(gateway, env);
    const patience = { timeoutMs: patienceMs };
    const [list, fleet] = await Promise.all([client.environments({}, patience), client.fleet({ published: true }, patience)]);
    return {
      environments: list.environments.map(({ name }) => name),
      scopes: fleet.remotes.map(({ scope }) => scope),
      releases: fleet.remotes.flatMap(({ scope, published = [] }) => published.map(({ version }) => `${scope}@${version}`)),
      tenants: fleet.remotes.flatMap(({ remote }) => (remote.bindings ?? []).flatMap(({ match }) => match.tenant ?? [])),
    };
  } catch {
    return { environments: [], scopes: [], releases: [], tenants: [] };
  }
}
