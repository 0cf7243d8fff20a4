import { createHash } from 'node:crypto';

/** As Subresource Integrity spells it: what `remote.json` says of every file. */
export const integrityOf = (bytes: Uint8Array) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** `<version>-<first 12 hex digits of the SHA-256 of remote.json>`. */
export const releaseId = (version: string, description: Uint8Array) =>
  `${version}-${createHash('sha256').update(description).digest('hex').slice(0, 12)}`;
