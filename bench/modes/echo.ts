import type { LedgerProtocol, ReferenceProtocol, UsageProtocol } from '@business-m/protocols';

const POSTED_AT = '2026-06-01T00:00:00.000Z';

/** Answers at once: what is left of a call is its way there and back. */
export const echoLedger: LedgerProtocol = {
  post: async ({ voucher, lines }) => ({ voucher, entries: lines.length, posted_at: POSTED_AT }),
  reverse: async ({ voucher }) => ({ voucher, entries: 0, posted_at: POSTED_AT }),
};

export const echoReferences: ReferenceProtocol = {
  resolve: async ({ ids, fields = [] }) =>
    ids.map((id) => ({ id, title: id, status: 'saved', values: Object.fromEntries(fields.map((field) => [field, true])) })),
};

export const echoUsage: UsageProtocol = { find: async () => null };
