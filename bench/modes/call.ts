import type { CallContext } from '@business-m/protocols';

const PATIENCE_MS = 30_000;

/** Who measures. */
export function benchCall(roles: string[] = ['accounts', 'stock']): CallContext {
  return { tenant: 'bench', user: 'bench@example.com', roles, deadlineMs: Date.now() + PATIENCE_MS, trace: 'bench' };
}
