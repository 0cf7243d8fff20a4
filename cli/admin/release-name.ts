import { releaseIdSchema, releaseIndexSchema, remoteDeclarationSchema, scopeSchema } from '@business-m/contract';
import type { Fleet } from '@business-m/contract/admin';
import { boundedFetch, describeFetchError } from '@business-m/manifest/store';
import { z } from 'zod';
import { DeskFailure, usageFailure } from '../desk-failure.ts';
import { nearest } from '../output/words.ts';
import { remotesHere } from '../workspace/build-remote.ts';
import type { AdminClient } from './admin-client.ts';

const INDEX_LIMIT_BYTES = 4 * 1_048_576;
const REMOTE_LIMIT_BYTES = 2 * 1_048_576;
const CDN_MS = 5_000;

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
  throw usageFailure(
    `“${text}” is not the name of a remote: up to 32 lower-case letters, digits and hyphens, of which the first is a letter.`,
  );
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
  throw new DeskFailure(`${scope} ${version} is not on the CDN (${fleet.cdn}).${there} ${await adviceFor(client, scope)}`, {
    code: 'unknown-release',
  });
}

const withTitle = z.object({ title: remoteDeclarationSchema.shape.title });

/** The title that a published release declares, for the navigation. */
export async function readTitle(client: AdminClient, scope: string, id: string): Promise<string> {
  const { cdn } = await client.fleet({ scope });
  const url = `${cdn.replace(/\/+$/, '')}/${scope}/${id}/remote.json`;
  try {
    return withTitle.parse(await readJson(url, REMOTE_LIMIT_BYTES)).title;
  } catch (error) {
    const why = error instanceof DeskFailure ? error.message : `${url} is no description of a release.`;
    throw new DeskFailure(`${why} Say with --title what the remote is called.`, { cause: error, code: 'cdn' });
  }
}

/** Publishing is a way out only for who has the remote here; a name that is nearly another one was mistyped. */
async function adviceFor(client: AdminClient, scope: string): Promise<string> {
  if (remotesHere().includes(scope)) return `Publish it with npx desk publish remotes/${scope}.`;
  const known = (await client.fleet()).remotes.map((remote) => remote.scope);
  const near = nearest(scope, [...known, ...remotesHere()]);
  return near
    ? `Did you mean ${near}?`
    : `No remote of that name is here or in the fleet${known.length > 0 ? `, which has ${known.slice(0, 20).join(', ')}` : ''}.`;
}

/** Newest first. */
async function readIndex(fleet: Fleet, scope: string): Promise<{ id: string; version: string }[]> {
  const url = `${fleet.cdn.replace(/\/+$/, '')}/${scope}/releases.json`;
  const index = await readJson(url, INDEX_LIMIT_BYTES, null);
  if (index === null) return [];
  const parsed = releaseIndexSchema.safeParse(index);
  if (!parsed.success) throw new DeskFailure(`${url} is no list of releases.`, { cause: parsed.error, code: 'cdn' });
  return parsed.data.releases.toReversed();
}

/** Of the CDN; `absent`: in place of what is not there. */
async function readJson(url: string, limitBytes: number, absent?: unknown): Promise<unknown> {
  try {
    const { status, bytes } = await boundedFetch(url, { timeoutMs: CDN_MS, limitBytes });
    if (status === 404 && absent !== undefined) return absent;
    if (status !== 200) throw new DeskFailure(`${url} answered ${status}.`, { code: 'cdn' });
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof DeskFailure) throw error;
    throw new DeskFailure(`${url} cannot be read: ${describeFetchError(error)}`, { cause: error, code: 'cdn' });
  }
}
