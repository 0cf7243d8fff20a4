import type { DocTypeHooks } from '@business-m/doctype';
import type { FieldError } from '@business-m/metadata';
import { Refusal } from '@business-m/protocols';
import { sql } from 'kysely';
import type { AccountTable, FinanceTx } from '../database.ts';
import { wouldLoop } from './tree.ts';

type Account = AccountTable;

export const accountRules: DocTypeHooks = {
  async beforeSave(doc, context) {
    const tx: FinanceTx = context.tx;
    await serialiseChartChanges(tx);
    const others = await tx
      .selectFrom('account')
      .select(['id', 'account_name', 'parent_account', 'root_type', 'is_group', 'purpose', 'disabled'])
      .where('id', '!=', doc.id)
      .execute();
    const account = doc as unknown as Account;
    const errors = [...parentErrors(account, others), ...childrenErrors(account, others), ...purposeErrors(account, others)];
    if (account.is_group && (await hasEntries(tx, doc.id))) {
      errors.push({ field: 'is_group', code: 'has-entries', message: 'This account has postings, so it cannot become a group.' });
    }
    return errors;
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

function parentErrors(account: Account, others: readonly Account[]): FieldError[] {
  const { id, parent_account } = account;
  if (!parent_account) return [];
  const nodes = others.map((other) => ({ id: other.id, parent: other.parent_account }));
  if (wouldLoop(nodes, id, parent_account)) {
    return [{ field: 'parent_account', code: 'loop', message: `${parent_account} is ${id} itself or below it.` }];
  }
  const parent = others.find((other) => other.id === parent_account);
  if (!parent) return [];
  if (!parent.is_group)
    return [{ field: 'parent_account', code: 'not-a-group', message: `${parent.id} ${parent.account_name} is not a group.` }];
  if (parent.root_type === account.root_type) return [];
  return [{ field: 'root_type', code: 'other-root-type', message: `The parent ${parent.id} is of root type ${parent.root_type}.` }];
}

function childrenErrors(account: Account, others: readonly Account[]): FieldError[] {
  const child = others.find((other) => other.parent_account === account.id);
  if (!child) return [];
  if (!account.is_group)
    return [{ field: 'is_group', code: 'has-children', message: `${child.id} is below this account, so it stays a group.` }];
  if (child.root_type === account.root_type) return [];
  return [{ field: 'root_type', code: 'has-children', message: `${child.id} below this account is of root type ${child.root_type}.` }];
}

function purposeErrors(account: Account, others: readonly Account[]): FieldError[] {
  if (!account.purpose) return [];
  const holder = others.find((other) => other.purpose === account.purpose);
  return holder
    ? [{ field: 'purpose', code: 'purpose-taken', message: `${holder.id} ${holder.account_name} serves this purpose already.` }]
    : [];
}
