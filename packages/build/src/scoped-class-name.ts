import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';

const HASH_LENGTH = 5;

/**
 * Names what a CSS module of a remote declares: `people-card-x1Y2z`. The gate takes only names that begin with the scope. Vite's own hash
 * depends on the folder a build is started in; the same sources must make the same bytes everywhere.
 */
export function scopedClassName(root: string, scope: string): (local: string, file: string) => string {
  return (local, file) => {
    const path = relative(root, file.replace(/\?.*$/, '')).replaceAll(sep, '/');
    const hash = createHash('sha256').update(`${path}\0${local}`).digest('base64url').replaceAll(/[-_]/g, '').slice(0, HASH_LENGTH);
    return `${scope}-${local}-${hash}`;
  };
}
