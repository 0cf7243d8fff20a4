import { type DomainEnv, readPeriod, reportMounter, reportPeriod } from '@business-m/doctype';
import type { Hono } from 'hono';
import { z } from 'zod';
import type { FinanceDb } from '../database.ts';
import { generalLedgerQuery, readGeneralLedger } from './general-ledger.ts';
import { drawTrialBalance } from './trial-balance.ts';
import { readVoucherPostings, voucherPostingsQuery } from './voucher-postings.ts';

export function mountReports(app: Hono<DomainEnv>, db: FinanceDb, now: () => Date): void {
  const mount = reportMounter(app, 'accounts', 'Financial reports');
  const today = () => now().toISOString().slice(0, 10);

  mount('trial-balance', z.strictObject(reportPeriod), async (query) => {
    const period = readPeriod(query, today());
    const accounts = await db.selectFrom('account').select(['id', 'account_name', 'parent_account', 'root_type', 'is_group']).execute();
    return drawTrialBalance(accounts, await readSums(db, period), period);
  });
  mount('voucher-postings', voucherPostingsQuery, (query) => readVoucherPostings(db, query));
  mount('general-ledger', generalLedgerQuery, (query) => readGeneralLedger(db, query, today()));
}

function readSums(db: FinanceDb, { from, to }: { from: string; to: string }) {
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
