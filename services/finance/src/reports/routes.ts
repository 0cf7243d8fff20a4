import { type DomainEnv, ledgerPosition, readPeriod, readReportCursor, readReportQuery } from '@business-m/doctype';
import { type CallContext, Refusal } from '@business-m/protocols';
import type { Hono } from 'hono';
import type { FinanceDb } from '../database.ts';
import { readGeneralLedger } from './general-ledger.ts';
import { generalLedgerQuery, trialBalanceQuery } from './query.ts';
import { drawTrialBalance } from './trial-balance.ts';

/** The finance reports, under `/api/finance/reports`. */
export function mountReports(app: Hono<DomainEnv>, db: FinanceDb, now: () => Date): void {
  const today = () => now().toISOString().slice(0, 10);

  app.get('/reports/trial-balance', async (c) => {
    requireAccounts(c.var.call);
    const period = readPeriod(readReportQuery(trialBalanceQuery, c.req.query()), today());
    const accounts = await db.selectFrom('account').select(['id', 'account_name', 'parent_account', 'root_type', 'is_group']).execute();
    return c.json(drawTrialBalance(accounts, await readSums(db, period), period));
  });

  app.get('/reports/general-ledger', async (c) => {
    requireAccounts(c.var.call);
    const { account, limit, cursor, ...query } = readReportQuery(generalLedgerQuery, c.req.query());
    return c.json(
      await readGeneralLedger(db, { account, limit, after: readReportCursor(cursor, ledgerPosition), ...readPeriod(query, today()) }),
    );
  });
}

function requireAccounts({ roles }: CallContext): void {
  if (!roles.includes('accounts')) throw new Refusal({ code: 'forbidden', message: 'Financial reports need the role “accounts”.' });
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
