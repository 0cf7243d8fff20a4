import type { DocTypeHooks } from '@business-m/doctype';
import type { FieldError } from '@business-m/metadata';
import { Refusal } from '@business-m/protocols';
import { sql } from 'kysely';
import type { Account, FinanceTx } from '../database.ts';
import { wouldLoop } from './tree.ts';

export const accountRules: DocTypeHooks<Account> = {
  async beforeSave(doc, context) {
    const tx: FinanceTx = context.tx;
    // One at a time: two valid changes can together make a loop or share a purpose.
    await sql`select pg_advisory_xact_lock(hashtext('finance.account'))`.execute(tx);
    const chart = await tx.selectFrom('account').selectAll().execute();
    return accountErrors(doc, chart, await hasEntries(tx, doc.id));
  },

  async beforeDelete(doc, context) {
    const tx: FinanceTx = context.tx;
    if (await hasEntries(tx, doc.id)) throw new Refusal('in-use', `${doc.id} has postings. Disable it instead.`);
    if (doc.purpose) throw new Refusal('serves-purpose', SERVES);
  },
};

const SERVES = 'Postings from stock go to this account. Give its purpose to another one first.';

/** Stays true until the change is written: the engine locks the account's row, and a posting takes it shared. */
async function hasEntries(tx: FinanceTx, id: string): Promise<boolean> {
  return (await tx.selectFrom('general_ledger_entry').select('id').where('account', '=', id).limit(1).executeTakeFirst()) !== undefined;
}

/** What would be wrong with `chart` if `account` stood in it like this; `hasEntries`: postings refer to it. */
function accountErrors(account: Account, chart: readonly Account[], hasEntries: boolean): FieldError[] {
  const before = chart.find((other) => other.id === account.id);
  const others = chart.filter((other) => other.id !== account.id);
  return [
    ...parentErrors(account, others),
    ...childrenErrors(account, others),
    ...disabledErrors(account, before, others),
    ...purposeErrors(account, others),
    ...(hasEntries ? postedErrors(account, before) : []),
  ];
}

/** Reports of the past stay as they were; and the inventory account, which holds the value of stock, starts empty and keeps its postings. */
function postedErrors(account: Account, before: Account | undefined): FieldError[] {
  if (account.is_group) return wrong('is_group', 'has-entries', 'This account has postings, so it cannot become a group.');
  if (before && account.root_type !== before.root_type)
    return wrong('root_type', 'has-entries', `This account has postings, so it stays of root type ${before.root_type}.`);
  if ((account.purpose === 'inventory') === (before?.purpose === 'inventory')) return [];
  const message = 'This account has postings, so it can neither become the inventory account nor cease to be it.';
  return wrong('purpose', 'has-entries', message);
}

function parentErrors(account: Account, others: readonly Account[]): FieldError[] {
  const { id, parent_account } = account;
  if (!parent_account) return [];
  const nodes = others.map((other) => ({ id: other.id, parent: other.parent_account }));
  if (wouldLoop(nodes, id, parent_account)) return wrong('parent_account', 'loop', `${parent_account} is ${id} itself or below it.`);
  const parent = others.find((other) => other.id === parent_account);
  if (!parent) return [];
  if (!parent.is_group) return wrong('parent_account', 'not-a-group', `${parent.id} ${parent.account_name} is not a group.`);
  if (parent.root_type === account.root_type) return [];
  return wrong('root_type', 'other-root-type', `The parent ${parent.id} is of root type ${parent.root_type}.`);
}

function childrenErrors(account: Account, others: readonly Account[]): FieldError[] {
  const child = others.find((other) => other.parent_account === account.id);
  if (!child) return [];
  if (!account.is_group) return wrong('is_group', 'has-children', `${child.id} is below this account, so it stays a group.`);
  if (child.root_type === account.root_type) return [];
  return wrong('root_type', 'has-children', `${child.id} below this account is of root type ${child.root_type}.`);
}

/** A group is disabled after what is below it, and enabled before it: what looks closed takes no postings further down. */
function disabledErrors(account: Account, before: Account | undefined, others: readonly Account[]): FieldError[] {
  if (account.disabled) {
    const open = before?.disabled ? undefined : others.find((other) => other.parent_account === account.id && !other.disabled);
    return open
      ? wrong('disabled', 'has-children', `${open.id} ${open.account_name} below this group takes postings. Disable it first.`)
      : [];
  }
  if (before && !before.disabled && before.parent_account === account.parent_account) return [];
  const parent = others.find((other) => other.id === account.parent_account);
  if (!parent?.disabled) return [];
  const field = before?.parent_account === account.parent_account ? 'disabled' : 'parent_account';
  return wrong(
    field,
    'account-disabled',
    `The group ${parent.id} ${parent.account_name} is disabled, and nothing below it takes postings.`,
  );
}

function purposeErrors(account: Account, others: readonly Account[]): FieldError[] {
  if (!account.purpose) return [];
  if (account.disabled) return wrong('disabled', 'serves-purpose', SERVES);
  const holder = others.find((other) => other.purpose === account.purpose);
  return holder ? wrong('purpose', 'purpose-taken', `${holder.id} ${holder.account_name} serves this purpose already.`) : [];
}

function wrong(field: keyof Account, code: string, message: string): FieldError[] {
  return [{ field, code, message }];
}
