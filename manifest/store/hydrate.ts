import type { DesiredRemote, DesiredState, Policy } from '@business-m/contract';
import type { HydratedRelease, HydratedState } from '../resolve/index.ts';
import { inParallel } from './bounded-fetch.ts';
import { DocumentRefusal } from './document-refusal.ts';
import type { ReleaseSource } from './release-source.ts';
import { verifySignature } from './verify-signature.ts';

export type Hydrated = Pick<HydratedState, 'desired' | 'releases'>;

/** Calls of the CDN at once. */
const PARALLEL = 32;

/** Reads every release that a desired state names; `latest` becomes its id. @throws DocumentRefusal at the path of an unusable one. */
export async function hydrate(desired: DesiredState, source: ReleaseSource): Promise<Hydrated> {
  const releases: HydratedState['releases'] = {};
  // A copy keeps the order of the document, whichever release arrives first.
  const remotes = { ...desired.remotes };
  await inParallel(Object.entries(desired.remotes), PARALLEL, async ([scope, remote]) => {
    const found = await hydrateRemote(desired, scope, remote, source);
    remotes[scope] = found.remote;
    releases[scope] = found.releases;
  });
  return { desired: { ...desired, remotes }, releases };
}

async function hydrateRemote({ cdn, policy }: DesiredState, scope: string, remote: DesiredRemote, source: ReleaseSource) {
  const releases: Record<string, HydratedRelease> = {};
  const at = <T>(path: string, work: () => Promise<T>) =>
    work().catch((error: unknown): never => {
      throw error instanceof DocumentRefusal ? error.at(`remotes.${scope}.${path}`) : error;
    });
  const take = async (path: string, id: string) => {
    if (releases[id]) return;
    const release = await at(path, () => source.read(cdn, scope, id));
    if (policy?.signatures?.required) await at(path, () => requireSignature(policy, cdn, scope, id, source));
    releases[id] = release;
  };
  try {
    const { stable, canary } = remote.releases;
    const id = stable === 'latest' ? await at('releases.stable', () => source.latest(cdn, scope)) : stable;
    await take('releases.stable', id);
    if (canary) await take('releases.canary.release', canary.release);
    for (const [index, { release }] of (remote.bindings ?? []).entries()) await take(`bindings.${index}.release`, release);
    return { remote: { ...remote, releases: { ...remote.releases, stable: id } }, releases };
  } catch (error) {
    if (!remote.enabled && error instanceof DocumentRefusal) return { remote, releases };
    throw error;
  }
}

async function requireSignature({ signatures }: Policy, cdn: string, scope: string, id: string, source: ReleaseSource): Promise<void> {
  const { bytes, signature } = await source.signed(cdn, scope, id);
  const verified = verifySignature(bytes, signature, signatures?.keys ?? [], scope);
  // May be accepted later: a release can be signed again.
  if ('fault' in verified) throw new DocumentRefusal('', verified.fault, { retry: true });
}
