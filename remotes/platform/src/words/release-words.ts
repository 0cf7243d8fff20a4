import { type Audience, type Failure, splitRelease } from '@business-m/sdk/platform';

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

const failures: Readonly<Record<string, string>> = {
  'load-failed': 'Did not load',
  crashed: 'Crashed',
  uncaught: 'Threw',
  slow: 'Slow',
};

/** `crashed`, `render` → `Crashed: render`; `uncaught` → `Threw: TypeError: rate is undefined`. */
export function failureWords({ kind, code, thrown }: Pick<Failure, 'kind' | 'code' | 'thrown'>): string {
  const name = failures[kind] ?? kind;
  const what = kind === 'uncaught' && thrown?.message ? thrown.message : code;
  return what === '' || what === kind ? name : `${name}: ${what}`;
}
