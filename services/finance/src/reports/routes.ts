import { type DomainEnv, type RouteNeeds, readPeriod, readSnapshot, reportMounter, reportPeriod } from '@business-m/doctype';
import type { Hono } from 'hono';
import { z } from 'zod';
import type { FinanceTx } from '../database.ts';
import { generalLedgerQuery, readGeneralLedger } from './general-ledger.ts';
import { drawTrialBalance } from './trial-balance.ts';
import { readVoucherPostings, voucherPostingsQuery } from './voucher-postings.ts';

export function mountReports(app: Hono<DomainEnv>, { db, today }: RouteNeeds): void {
  const mount = reportMounter(app, 'accounts', 'Financial reports');

  mount('trial-balance', z.strictObject(reportPeriod), async (query) => {
    const period = readPeriod(query, today());
    return readSnapshot(db, async (tx: FinanceTx) => {
      const accounts = await tx.selectFrom('account').select(['id', 'account_name', 'parent_account', 'root_type', 'is_group']).execute();
      return drawTrialBalance(accounts, await readSums(tx, period), period);
    });
  });
  mount('voucher-postings', voucherPostingsQuery, (query) => readSnapshot(db, (tx) => readVoucherPostings(tx, query)));
  mount('general-ledger', generalLedgerQuery, (query) => readSnapshot(db, (tx) => readGeneralLedger(tx, query, today())));
}

function readSums(db: FinanceTx, { from, to }: { from: string; to: string }) {
  return db
    .selectFrom('general_ledger_entry')
    .select(({ fn }) => [
      'account',
      fn.sum<string>('debit').filterWhere('posting_date', '<', from).as('opening_debit'),
      fn.sum<string>('credit').filterWhere('posting_date', '<', from).as('opening_credit'),
      fn.sum<string>('debit').filterWhere('posting_date', '>=', from).as('debit'),
      fn.sum<string>('credit').filterWhere('posting_date', '>=', from).as('credit'),
    ])
    .where('posting_date', '<=', to)
    .groupBy('account')
    .execute();
}
