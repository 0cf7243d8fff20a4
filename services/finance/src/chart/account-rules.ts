import type { DocTypeHooks } from '@business-m/doctype';
import { Refusal } from '@business-m/protocols';
import { sql } from 'kysely';
import type { Account, FinanceTx } from '../database.ts';
import { accountErrors } from './account-errors.ts';

export const accountRules: DocTypeHooks<Account> = {
  async beforeSave(doc, context) {
    const tx: FinanceTx = context.tx;
    await serialiseChartChanges(tx);
    const chart = await tx.selectFrom('account').selectAll().execute();
    return accountErrors(doc, chart, await hasEntries(tx, doc.id));
  },

  async beforeDelete(doc, context) {
    const tx: FinanceTx = context.tx;
    if (await hasEntries(tx, doc.id)) throw new Refusal({ code: 'in-use', message: `${doc.id} has postings. Disable it instead.` });
  },
};

/** Two changes that are right one by one can make a loop or share a purpose together: one at a time. */
async function serialiseChartChanges(tx: FinanceTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('finance.account'))`.execute(tx);
}

/** Stays true until the change is written: the engine holds the account's row, and a posting takes it shared. */
async function hasEntries(tx: FinanceTx, id: string): Promise<boolean> {
  return (await tx.selectFrom('general_ledger_entry').select('id').where('account', '=', id).limit(1).executeTakeFirst()) !== undefined;
}
