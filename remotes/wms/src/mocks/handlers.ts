import { compareDecimals, formatQuantity } from '@business-m/documents';
import { type MockDocuments, mockDocuments } from '@business-m/documents/testing';
import type { Document, FieldError } from '@business-m/metadata';
import { HttpResponse, type RequestHandler } from 'msw';
import { http } from 'msw/http';
import { item, stockEntry, uom, warehouse } from './doctypes.ts';
import { items, stockEntries, uoms, warehouses } from './documents.ts';
import { balanceRows, replay, total, valued } from './stock.ts';

/** Two warehouses in memory: what answers the remote in component tests and when it is shown alone. */
export function mockWarehouse(): MockDocuments {
  const stock = () => replay(mock.documents('stock-entry'), mock.documents('item'));
  const mock: MockDocuments = mockDocuments({
    docTypes: [
      { meta: uom, documents: uoms },
      { meta: item, documents: items },
      { meta: warehouse, documents: warehouses },
      { meta: stockEntry, documents: stockEntries },
    ],
    check: (doctype, doc) => (doctype === 'stock-entry' ? checkEntry(doc, stock().bins) : []),
    onTransition: (doctype, doc, transition) => (doctype === 'stock-entry' && transition === 'submit' ? valued(doc, stock().bins) : {}),
  });

  /** The ledger answers by the second time anybody asks. */
  const settle = http.get('/api/resource/stock-entry/:id', ({ params }) => {
    const doc = mock.documents('stock-entry').get(String(params.id));
    if (doc?.posting_status === 'pending') mock.documents('stock-entry').set(doc.id, posted(doc));
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
  return { ...mock, handlers: [settle, ...mock.handlers, ...reports] };
}

const posted = (doc: Document): Document => ({ ...doc, posting_status: 'posted', revision: doc.revision + 1 });

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
