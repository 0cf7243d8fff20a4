import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';

const HASH_LENGTH = 5;

/** Names a CSS module's class `<scope>-<name>-<hash>`, as the gate asks; unlike Vite's hash, the same wherever the build runs. */
export function scopedClassName(root: string, scope: string): (local: string, file: string) => string {
  return (local, file) => {
    const path = relative(root, file.replace(/\?.*$/, '')).replaceAll(sep, '/');
    const hash = createHash('sha256').update(`${path}\0${local}`).digest('base64url').replaceAll(/[-_]/g, '').slice(0, HASH_LENGTH);
    return `${scope}-${local}-${hash}`;
  };
}
