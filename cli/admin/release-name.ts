import { releaseIdSchema, releaseIndexSchema, scopeSchema } from '@business-m/contract';
import type { Fleet } from '@business-m/contract/admin';
import { boundedFetch, describeFetchError } from '@business-m/manifest/store';
import { DeskFailure, usageFailure } from '../desk-failure.ts';
import type { AdminClient } from './admin-client.ts';

const INDEX_LIMIT_BYTES = 4 * 1_048_576;
const INDEX_MS = 5_000;

export interface ReleaseName {
  scope: string;
  /** A version, a release's whole id, or `latest`. */
  version: string;
}

/** `finance@1.8.0`. */
export function parseReleaseName(text: string): ReleaseName {
  const [scope = '', version = '', ...rest] = text.split('@');
  if (version === '' || rest.length > 0) throw usageFailure(`“${text}” names no release: write <remote>@<version>, such as finance@1.8.0.`);
  return { scope: checkScope(scope), version };
}

export function checkScope(text: string): string {
  if (scopeSchema.safeParse(text).success) return text;
  throw usageFailure(`“${text}” is not the name of a remote: lower-case letters, digits and hyphens, not more than 32.`);
}

/** The one published release that a name means. A version is looked up in the fleet, and on the CDN for a remote the fleet does not have. */
export async function findRelease(client: AdminClient, { scope, version }: ReleaseName): Promise<string> {
  if (releaseIdSchema.safeParse(version).success) return version;
  const fleet = await client.fleet({ scope, published: true });
  const published = fleet.remotes.find((remote) => remote.scope === scope)?.published ?? (await readIndex(fleet, scope));
  if (version === 'latest' && published[0]) return published[0].id;
  const found = published.filter((release) => release.version === version);
  if (found.length === 1 && found[0]) return found[0].id;
  if (found.length > 1) {
    const ids = found.map(({ id }) => `${scope}@${id}`).join(', ');
    throw new DeskFailure(`${scope} ${version} was published ${found.length} times with different bytes; name one of them: ${ids}.`, {
      code: 'ambiguous-release',
    });
  }
  const known = published.slice(0, 8).map((release) => release.version);
  const there = known.length > 0 ? ` There is ${known.join(', ')}${published.length > known.length ? ', …' : ''}.` : '';
  const sentence = `${scope} ${version} is not on the CDN (${fleet.cdn}).${there} Publish it with npx desk publish remotes/${scope}.`;
  throw new DeskFailure(sentence, { code: 'unknown-release' });
}

/** Newest first. */
async function readIndex(fleet: Fleet, scope: string): Promise<{ id: string; version: string }[]> {
  const url = `${fleet.cdn.replace(/\/+$/, '')}/${scope}/releases.json`;
  try {
    const { status, bytes } = await boundedFetch(url, { timeoutMs: INDEX_MS, limitBytes: INDEX_LIMIT_BYTES });
    if (status === 404) return [];
    if (status !== 200) throw new DeskFailure(`${url} answered ${status}.`, { code: 'cdn' });
    return releaseIndexSchema.parse(JSON.parse(new TextDecoder().decode(bytes))).releases.toReversed();
  } catch (error) {
    if (error instanceof DeskFailure) throw error;
    throw new DeskFailure(`${url} cannot be read: ${describeFetchError(error)}`, { cause: error, code: 'cdn' });
  }
}
