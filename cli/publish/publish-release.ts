import { isSameRelease, type ReleaseIndex, type RemoteJson } from '@business-m/contract';
import type { GateFleet } from '@business-m/contract/admin';
import type { checkGate } from './gate/check-gate.ts';
import { versionTaken } from './gate/names.ts';
import { type BlockedNeeds, blockedNeeds } from './gate/needs.ts';
import { type Candidate, inspect, type ReleaseSizes, releaseSizes } from './inspect.ts';
import { PublishRefusal } from './publish-refusal.ts';
import { readBack } from './read-back.ts';
import { readDist } from './read-dist.ts';
import { checkServed } from './served-files.ts';
import { signRelease } from './sign/sign-release.ts';
import type { SigningKeyPair } from './sign/signing-key.ts';
import { storeSourceMaps } from './store-source-maps.ts';
import { type Publication, type ReleaseBytes, type ReleaseTarget, storedPath } from './target/release-target.ts';

/** The limit of `releaseIndexSchema`: a longer index could not be read. */
const INDEX_MAX = 10_000;

/** The steps of a publication, in their order. */
export type PublishStep = 'inspect' | 'gate' | 'upload' | 'verify' | 'sign' | 'register';

/** Where a publication is; told often enough for a progress bar. */
export interface PublishProgress {
  step: PublishStep;
  /** Of `total` files; a step without files has 0 of 0. */
  done: number;
  total: number;
  path?: string;
}

export type OnProgress = (progress: PublishProgress) => void;

export interface PublishOptions {
  /** The remote's build. */
  dist: string;
  /** What to publish as `remote.json`, for a build that has none of ours: `describeModuleFederation`. */
  described?: RemoteJson;
  target: ReleaseTarget;
  /** What the release must fit into. Null or absent: it is asked nothing but whether it is whole, and its version new. */
  gate?: GateFleet | null;
  key?: SigningKeyPair;
  /** The `signature.json` that the release has elsewhere, for a copy of it. A key signs instead. */
  signature?: Uint8Array;
  /** The id that the release has elsewhere, for a copy of it. */
  copyOf?: string;
  /** Where browsers will find the target's files; then every byte is fetched from there too, before the release is listed. */
  baseUrl?: string;
  /** False leaves the source maps of the build behind. */
  sourceMaps?: boolean;
  /** Allows other bytes under a version that was published. Only for development, where builds keep their version. */
  sameVersion?: 'refuse' | 'allow';
  progress?: OnProgress;
  now?: Date;
}

export interface Published {
  scope: string;
  id: string;
  version: string;
  /** False: exactly these bytes had been published. */
  created: boolean;
  /** Key id; null without a signature. */
  signedBy: string | null;
  sizes: ReleaseSizes;
  /** Whether its source maps lie beside it. */
  sourceMaps: boolean;
  /** With `gate`: what pages would not let its screens do, by environment. */
  blocked: BlockedNeeds[];
  /** With `baseUrl`: files that browsers get uncompressed although they would gain by it. */
  uncompressed: string[];
}

/**
 * Publishes a build: inspect → gate → upload → read every byte back → sign → list in `releases.json`. Killed at any moment, it leaves the state
 * before or after; the same bytes again change nothing. It changes nobody's release, except where an environment follows `latest`.
 *
 * @throws PublishRefusal
 */
export async function publishRelease(options: PublishOptions): Promise<Published> {
  const {
    dist,
    described,
    target,
    gate = null,
    key,
    signature,
    copyOf,
    baseUrl,
    sourceMaps: withMaps = true,
    sameVersion = 'refuse',
    progress = () => {},
    now = new Date(),
  } = options;
  const read = await readDist(dist, described);
  const inspected = await inspect(read, (path, done) => progress({ step: 'inspect', done, total: read.files.size, path }));
  const { scope, version } = inspected.remote;

  progress({ step: 'gate', done: 0, total: 0 });
  const { releases } = await target.readIndex(scope);
  // The same bytes are the same release, also under an id with fewer digits.
  const known = copyOf ?? releases.find((release) => isSameRelease(release.id, inspected.id))?.id;
  const candidate = known === undefined ? inspected : { ...inspected, id: known };
  const published = sameVersion === 'refuse' ? releases : [];
  const faults = gate ? await askGate(candidate, gate, published) : versionTaken(candidate, published);
  if (faults.length > 0) throw new PublishRefusal(faults[0]?.code ?? '', `${scope} ${version} is refused:`, { faults });

  const publication = await target.publication(scope, candidate.id);
  try {
    const created = await upload(candidate, target, publication, progress);
    const served = baseUrl && `${baseUrl.replace(/\/+$/, '')}/${scope}/${candidate.id}`;
    const uncompressed = served ? await checkServed(served, candidate.files, counter('verify', candidate.files.size, progress)) : [];
    const sourceMaps = await storeSourceMaps(withMaps ? candidate : { ...candidate, sourceMaps: null }, target, publication, served);
    progress({ step: 'sign', done: 0, total: 0 });
    const signedBy = await signRelease(candidate, target, publication, key, signature);
    progress({ step: 'register', done: 0, total: 0 });
    await publication.register((index) => listed(index, candidate, sameVersion, now));
    const blocked = gate ? blockedNeeds(candidate.remote, gate) : [];
    const sizes = releaseSizes(candidate);
    return { scope, id: candidate.id, version, created, signedBy, sizes, sourceMaps, blocked, uncompressed };
  } finally {
    await publication.close();
  }
}

/** Loaded only when there is a fleet to ask: `npm start` has none, and reading CSS and ranges takes longer to load than all the rest. */
async function askGate(...asked: Parameters<typeof checkGate>) {
  const gate = await import('./gate/check-gate.ts');
  return gate.checkGate(...asked);
}

/** Makes the release be there, whole; false when it was. Either way every byte has been read back. */
async function upload(candidate: Candidate, target: ReleaseTarget, publication: Publication, progress: OnProgress): Promise<boolean> {
  const { id, files, forms, description, remote } = candidate;
  const address = `${target.address}/${remote.scope}/${id}`;
  const readReleased = (path: string) => target.read(remote.scope, id, path);
  if (await readReleased('remote.json')) {
    await readBack(address, files, readReleased, counter('verify', files.size, progress));
    return false;
  }
  const written = new Map<string, Uint8Array>();
  const wroteOne = counter('upload', files.size + forms.length, progress);
  const others = [...files].filter(([path]) => path !== 'remote.json').map(([path, bytes]): ReleaseBytes => ({ path, bytes }));
  for (const file of [...others, ...forms]) {
    await publication.write(file);
    written.set(storedPath(file), file.bytes);
    wroteOne(file.path);
  }
  const verifiedOne = counter('verify', written.size + 1, progress);
  await readBack(address, written, publication.read, verifiedOne);
  const created = await publication.commit(description);
  wroteOne('remote.json');
  await readBack(address, new Map([['remote.json', description]]), readReleased, verifiedOne);
  return created;
}

function counter(step: PublishStep, total: number, progress: OnProgress): (path: string) => void {
  let done = 0;
  return (path) => {
    done += 1;
    progress({ step, done, total, path });
  };
}

/** At the end, where `latest` is read; one that is last already stays as it is. */
function listed(index: ReleaseIndex, candidate: Candidate, sameVersion: 'refuse' | 'allow', now: Date): ReleaseIndex {
  const { id, remote } = candidate;
  if (index.releases.at(-1)?.id === id) return index;
  // Checked before the upload, too; another publication may have taken the version since.
  const [taken] = sameVersion === 'refuse' ? versionTaken(candidate, index.releases) : [];
  if (taken) throw new PublishRefusal(taken.code, taken.message);
  // Published again after another one: it becomes the newest, and stands in the list once.
  const others = index.releases.filter((release) => release.id !== id);
  if (others.length >= INDEX_MAX)
    throw new PublishRefusal('index-full', `releases.json of ${remote.scope} lists ${INDEX_MAX} releases: delete old ones with desk gc`);
  return { ...index, releases: [...others, { id, version: remote.version, publishedAt: now.toISOString() }] };
}
