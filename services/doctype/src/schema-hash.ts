import { createHash } from 'node:crypto';
import type { DocTypeDeclaration } from './declaration.ts';

/** `sha256:…` over all of a declaration that a client sees; hooks, permissions, reads and the order of keys do not change it. */
export function schemaHash(declaration: DocTypeDeclaration): string {
  const { hooks: _hooks, permissions: _permissions, reads: _reads, ...visible } = declaration;
  return `sha256:${createHash('sha256').update(canonicalJson(visible)).digest('hex')}`;
}

/** JSON with sorted keys: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
