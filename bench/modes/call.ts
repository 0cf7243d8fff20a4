import type { CallContext, ReferenceProtocol } from '@business-m/protocols';

const DEADLINE_MS = 30_000;

/** The caller of everything that is measured. */
export function benchCall(roles: string[] = ['accounts', 'stock']): CallContext {
  return { tenant: 'bench', user: 'bench@example.com', roles, deadlineMs: Date.now() + DEADLINE_MS, trace: 'bench' };
}

/** Answers at once: what is left of a call is its way there and back. */
export const echoReferences: ReferenceProtocol = {
  resolve: async ({ ids, fields = [] }) =>
    ids.map((id) => ({ id, title: id, status: 'saved', values: Object.fromEntries(fields.map((field) => [field, true])) })),
};
