import { type Audience, splitRelease } from '@business-m/sdk/platform';

/** `1.8.0-3f2a9c81d04e` → `1.8.0`; `latest` stays. */
export function versionOf(release: string): string {
  return splitRelease(release)?.version ?? release;
}

/** The start of the hash: `3f2a9c8`. */
export function hashOf(release: string): string {
  return splitRelease(release)?.digest.slice(0, 7) ?? '';
}

/** `tenant acme, role auditor`. */
export function audienceWords(audience: Audience): string {
  return (['tenant', 'role', 'region'] as const)
    .filter((part) => audience[part] !== undefined)
    .map((part) => `${part} ${audience[part]}`)
    .join(', ');
}

const failures: Readonly<Record<string, string>> = { 'load-failed': 'Did not load', crashed: 'Crashed', slow: 'Slow' };

/** `crashed`, `render` → `Crashed: render`. */
export function failureWords(kind: string, code: string): string {
  const name = failures[kind] ?? kind;
  return code === '' || code === kind ? name : `${name}: ${code}`;
}
