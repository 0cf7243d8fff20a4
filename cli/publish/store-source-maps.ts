import { SOURCE_MAPS } from '@business-m/contract';
import { boundedFetch } from '@business-m/manifest/store';
import type { Candidate } from './inspect.ts';
import { PublishRefusal } from './publish-refusal.ts';
import { integrityOf } from './read-dist.ts';
import type { Publication, ReleaseTarget } from './target/release-target.ts';

/** Says nothing, and lies where the maps would. */
const PROBE = '.hidden';
const PROBE_MS = 20_000;
const LIMIT_BYTES = 1_048_576;

/**
 * Puts the source maps of a committed release beside it, where only gateways read them. The ones that lie there stay.
 *
 * @param served where browsers find the release; then it is tried first that they cannot read what would lie there
 * @returns whether they are there
 * @throws PublishRefusal `source-maps-shown`, `source-maps-damaged`
 */
export async function storeSourceMaps(
  { remote: { scope, sourceMaps: described }, id, sourceMaps }: Candidate,
  target: ReleaseTarget,
  publication: Publication,
  served: string | undefined,
): Promise<boolean> {
  if (!described) return false;
  if (sourceMaps) {
    if (served) await demandHidden(publication, served);
    await publication.add(SOURCE_MAPS, sourceMaps);
  }
  const there = await target.read(scope, id, SOURCE_MAPS);
  if (there && integrityOf(there) !== described.integrity)
    throw new PublishRefusal(
      'source-maps-damaged',
      `${target.address}/${scope}/${id}/${SOURCE_MAPS} is not what was published: delete it, and publish again`,
    );
  return there !== null;
}

async function demandHidden(publication: Publication, served: string): Promise<void> {
  const probe = Buffer.from('No browser may read this.\n');
  await publication.add(PROBE, probe);
  const answer = await boundedFetch(`${served}/${PROBE}`, { timeoutMs: PROBE_MS, limitBytes: LIMIT_BYTES }).catch(() => null);
  // A site may answer every path with a page of its own.
  if (!answer || !probe.equals(answer.bytes)) return;
  const remedy = 'let the CDN show no name that begins with a dot, or publish with --no-maps';
  throw new PublishRefusal('source-maps-shown', `${served}/${PROBE} is shown to browsers, and so would the source maps be: ${remedy}`);
}
