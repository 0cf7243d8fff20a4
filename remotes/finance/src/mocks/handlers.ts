import { type MockDocuments, mockDocuments } from '@business-m/documents/testing';
import type { FieldError } from '@business-m/metadata';
import { HttpResponse, type RequestHandler } from 'msw';
import { http } from 'msw/http';
import { balanceOf } from '../forms/balance.ts';
import { account, customer, journalEntry, supplier } from './doctypes.ts';
import { accounts, customers, journalEntries, suppliers } from './documents.ts';
import { generalLedgerOf, trialBalanceOf } from './ledger.ts';

type Values = Record<string, unknown>;

/** A small trading company in memory: what answers finance in component tests and when it is shown alone. */
export function mockFinance(): MockDocuments {
  const mock = mockDocuments({
    docTypes: [
      { meta: account, documents: accounts },
      { meta: journalEntry, documents: journalEntries },
      { meta: customer, documents: customers },
      { meta: supplier, documents: suppliers },
    ],
    check: (doctype, doc) => (doctype === 'journal-entry' ? checkEntry(doc) : []),
  });
  const period = (url: string) => {
    const params = new URL(url).searchParams;
    return { from: params.get('from') ?? '2026-01-01', to: params.get('to') ?? '2026-12-31' };
  };
  const reports: RequestHandler[] = [
    http.get('/api/finance/reports/trial-balance', ({ request }) =>
      HttpResponse.json(trialBalanceOf(mock.documents('account'), mock.documents('journal-entry').values(), period(request.url))),
    ),
    http.get('/api/finance/reports/general-ledger', ({ request }) => {
      const wanted = new URL(request.url).searchParams.get('account') ?? '';
      return HttpResponse.json(
        generalLedgerOf(mock.documents('account'), mock.documents('journal-entry').values(), wanted, period(request.url)),
      );
    }),
  ];
  return { ...mock, handlers: [...mock.handlers, ...reports] };
}

function checkEntry(doc: Values): FieldError[] {
  const lines = (doc.lines ?? []) as Values[];
  const missing = lines.flatMap((line, index) =>
    line.account ? [] : [{ field: `lines.${index + 1}.account`, code: 'required', message: 'Account is missing.' }],
  );
  const { short, difference } = balanceOf(lines);
  if (missing.length === 0 && short !== null)
    return [{ field: 'lines', code: 'unbalanced', message: `Debits and credits differ by ${difference}.` }];
  return missing;
}
