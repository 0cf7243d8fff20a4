import { createHash } from 'node:crypto';
import { DIGEST_LENGTH, splitRelease } from '@business-m/contract';

const hashOf = (description: Uint8Array): string => createHash('sha256').update(description).digest('hex');

/** The id of the release whose `remote.json` has these bytes. */
export const releaseIdOf = (version: string, description: Uint8Array): string =>
  `${version}-${hashOf(description).slice(0, DIGEST_LENGTH)}`;

/** Whether a release's id pins this `remote.json`: all digits that it carries are compared. */
export function pins(id: string, description: Uint8Array): boolean {
  const parts = splitRelease(id);
  return parts !== null && hashOf(description).startsWith(parts.digest);
}
