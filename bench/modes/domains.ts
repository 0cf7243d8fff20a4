import { type AnyDatabase, createDomainService, type DomainService } from '@business-m/doctype';
import { createFinance, domainModule as finance } from '@business-m/finance';
import { createMasters, domainModule as masters } from '@business-m/masters';
import type { CallContext, LedgerProtocol, PostRequest, ReferenceProtocol, Transport } from '@business-m/protocols';
import type { Kysely } from 'kysely';

export const POSTING_DATE = '2026-06-01';

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

/** Nobody else is asked. */
export const nobody: ReferenceProtocol = { resolve: async () => [] };
/** Nothing is sent. */
export const noTransport: Transport = {
  dispatch: () => Promise.reject(new Error('nothing is sent here')),
  listen: async () => ({ stop: async () => {} }),
};

/** Nothing is asked of the document's revision. */
export const noConditions = { ifMatch: undefined, schemaHash: undefined };

/** Finance on a database of its own, with the chart of accounts of the demo company and not one posting. */
export async function openLedger(db: Kysely<AnyDatabase>): Promise<{ ledger: LedgerProtocol; service: DomainService }> {
  const created = createFinance({ db });
  const service = createDomainService(created, { db, references: nobody, transport: noTransport });
  await service.migrate();
  const call = benchCall();
  for (const { doctype, values } of finance.demo(POSTING_DATE)) {
    if (doctype === 'account') await service.documents.create(doctype, values, call, noConditions);
  }
  return { ledger: created.ledger, service };
}

/** A receipt of goods: two lines. */
export function postingOf(index: number): PostRequest {
  const value = `${(index % 900) + 100}.50`;
  return {
    voucher: { doctype: 'stock-entry', id: `BENCH-${index}` },
    posting_date: POSTING_DATE,
    lines: [
      { purpose: 'inventory', debit: value, credit: '0.00', remark: 'Goods received' },
      { purpose: 'goods_received', debit: '0.00', credit: value, remark: 'Goods received' },
    ],
  };
}

/** Masters on a database of its own, with the items of the demo company. */
export async function openMasters(db: Kysely<AnyDatabase>): Promise<DomainService> {
  const service = createDomainService(createMasters(), { db, references: nobody, transport: noTransport });
  await service.migrate();
  for (const { doctype, values } of masters.demo('')) {
    if (doctype === 'uom' || doctype === 'item') await service.documents.create(doctype, values, benchCall(), noConditions);
  }
  return service;
}
