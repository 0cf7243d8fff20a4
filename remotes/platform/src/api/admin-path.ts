/** `/api/gateway/admin/…`, with every part encoded. */
export function adminPath(...parts: (string | number)[]): string {
  return ['/api/gateway/admin', ...parts.map((part) => encodeURIComponent(part))].join('/');
}

/** Everything of these screens begins with the same word, so that one call makes all of it stale. */
export const adminKeys = {
  all: ['platform'] as const,
  environments: ['platform', 'environments'] as const,
  fleet: (scope?: string) => ['platform', 'fleet', scope ?? ''] as const,
  awaited: ['platform-awaited'] as const,
  environment: (name: string) => ['platform', 'environment', name] as const,
  history: (name: string) => ['platform', 'history', name] as const,
  diff: (name: string, query: string) => ['platform', 'diff', name, query] as const,
  proposals: (name: string) => ['platform', 'proposals', name] as const,
  // Not below `all`: what a change would do is asked anew only when the change is another one.
  dryRun: (name: string, parent: number, changes: string) => ['platform-dry-run', name, parent, changes] as const,
};
