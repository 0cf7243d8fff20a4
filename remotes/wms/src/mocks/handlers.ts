import { compareDecimals, formatQuantity } from '@business-m/documents';
import { type MockDocuments, type MockMessages, mockDocuments, mockMessages } from '@business-m/documents/testing';
import type { FieldError } from '@business-m/metadata';
import { HttpResponse, type RequestHandler } from 'msw';
import { http } from 'msw/http';
import { item, stockEntry, uom, warehouse } from './doctypes.ts';
import { items, stockEntries, uoms, warehouses } from './documents.ts';
import { balanceRows, replay, total, valued } from './stock.ts';

export interface MockWarehouse extends MockDocuments {
  /** What stock entries have sent to the ledger. */
  outbox: MockMessages;
  /** While it is away, nothing that waits is posted. */
  ledger: { away: boolean };
}

/** Two warehouses in memory: what answers the remote in component tests and when it is shown alone. */
export function mockWarehouse(): MockWarehouse {
  const ledger = { away: false };
  const stock = () => replay(mock.documents('stock-entry'), mock.documents('item'));
  const mock: MockDocuments = mockDocuments({
    docTypes: [
      { meta: uom, documents: uoms },
      { meta: item, documents: items },
      { meta: warehouse, documents: warehouses },
      { meta: stockEntry, documents: stockEntries },
    ],
    check: (doctype, doc) => (doctype === 'stock-entry' ? checkEntry(doc, stock().bins) : []),
    onTransition(doctype, doc, transition) {
      if (doctype !== 'stock-entry' || transition !== 'submit') return {};
      outbox.send({ topic: 'ledger.post', key: doc.id, created_at: new Date().toISOString() });
      return valued(doc, stock().bins);
    },
  });
  const entry = (id: string) => mock.documents('stock-entry').get(id);
  const mark = (id: string, changes: object) => {
    const doc = entry(id);
    if (doc) mock.documents('stock-entry').set(id, { ...doc, ...changes, revision: doc.revision + 1 });
  };
  const outbox = mockMessages({
    scope: 'wms',
    onDismiss: ({ key }) => (entry(key)?.status === 'cancelled' ? null : `${key} has moved stock that the ledger does not know of.`),
    onRetry({ key }) {
      if (entry(key)?.status === 'cancelled') return `${key} has been cancelled since.`;
      mark(key, { posting_status: 'pending', posting_error: null });
      return null;
    },
  });
  for (const { id, posting_status, posting_error } of mock.documents('stock-entry').values()) {
    if (posting_status === 'posted')
      outbox.send({ topic: 'ledger.post', key: id, state: 'delivered', attempts: 1, settled_at: SETTLED_AT });
    if (posting_status === 'failed')
      outbox.send({
        topic: 'ledger.post',
        key: id,
        state: 'refused',
        attempts: 1,
        settled_at: SETTLED_AT,
        last_error: String(posting_error),
      });
  }

  /** The ledger answers by the second time anybody asks. */
  const settle = http.get('/api/resource/stock-entry/:id', ({ params }) => {
    const doc = entry(String(params.id));
    if (doc?.posting_status !== 'pending' || ledger.away) return undefined;
    mark(doc.id, { posting_status: 'posted' });
    for (const message of outbox.messages.values())
      if (message.key === doc.id && message.state === 'pending')
        outbox.messages.set(message.id, { ...message, state: 'delivered', attempts: 1, settled_at: new Date().toISOString() });
    return undefined;
  });
  const reports: RequestHandler[] = [
    http.get('/api/wms/reports/stock-balance', ({ request }) => {
      const wanted = new URL(request.url).searchParams;
      const rows = balanceRows(stock().bins, mock.documents('item'), mock.documents('warehouse')).filter((row) => matches(row, wanted));
      return HttpResponse.json({ rows: rows.slice(0, Number(wanted.get('limit') ?? 50)), total_value: total(rows), next_cursor: null });
    }),
    http.get('/api/wms/reports/stock-ledger', ({ request }) => {
      const wanted = new URL(request.url).searchParams;
      const from = wanted.get('from') ?? '2026-01-01';
      const to = wanted.get('to') ?? '2026-12-31';
      const rows = stock().movements.filter((row) => matches(row, wanted) && row.posting_date >= from && row.posting_date <= to);
      return HttpResponse.json({ from, to, rows, next_cursor: null });
    }),
  ];
  return { ...mock, outbox, ledger, handlers: [settle, ...mock.handlers, ...reports, ...outbox.handlers] };
}

const SETTLED_AT = '2026-02-10T09:15:02.000Z';

function matches(row: { item: string; warehouse: string }, wanted: URLSearchParams): boolean {
  const is = (name: 'item' | 'warehouse') => !wanted.has(name) || wanted.get(name) === row[name];
  return is('item') && is('warehouse');
}

function checkEntry(doc: Record<string, unknown>, bins: ReadonlyMap<string, { qty: string }>): FieldError[] {
  if (doc.purpose === 'receipt') return [];
  const lines = (doc.lines ?? []) as Record<string, unknown>[];
  return lines.flatMap((line, index) => {
    const there = bins.get(`${line.item} ${doc.from_warehouse}`)?.qty ?? '0';
    if (compareDecimals(line.qty, there) <= 0) return [];
    return [
      {
        field: `lines.${index + 1}.qty`,
        code: 'negative-stock',
        message: `There are only ${formatQuantity(there)} of ${line.item} in ${doc.from_warehouse}.`,
      },
    ];
  });
}
