import { commonCode, type DocTypeHooks, type DocumentContext, type DocumentOf, type DraftOf, refuseErrors } from '@business-m/doctype';
import { decimal, money } from '@business-m/doctype/decimal';
import type { FieldError } from '@business-m/metadata';
import { Refusal } from '@business-m/protocols';
import type { FinanceTx } from '../database.ts';
import { checkSides, imbalance, totalsOf } from '../ledger/balance.ts';
import { type PostingWriter, takesNoPostings } from '../ledger/posting.ts';
import type { journalEntry } from './journal-entry.ts';

type JournalEntry = DocumentOf<typeof journalEntry>;
type JournalDraft = DraftOf<typeof journalEntry>;
type JournalLine = JournalDraft['lines'][number];

export function createJournalRules(writer: PostingWriter): DocTypeHooks<JournalEntry, JournalDraft> {
  return {
    async beforeSave(doc, context) {
      const errors = [...sideErrors(doc.lines, true), ...(await accountErrors(context.tx, doc.lines))];
      if (errors.length > 0) return errors;
      const totals = totalsOf(doc.lines);
      // Half of an entry does not balance yet.
      if (isWhole(doc)) refuseImbalance(doc.lines);
      doc.total_debit = money(totals.debit);
      doc.total_credit = money(totals.credit);
      return undefined;
    },

    async onSubmit(doc, context) {
      // Again, because an account may have been disabled or become a group since the draft was saved.
      const errors = [...sideErrors(doc.lines), ...(await accountErrors(context.tx, doc.lines))];
      if (errors.length > 0) refuseErrors(errors, commonCode(errors));
      refuseImbalance(doc.lines);
      const postings = doc.lines.map(({ account, debit, credit, remark }) => ({
        account,
        debit: decimal(debit),
        credit: decimal(credit),
        remark: [doc.remark, remark].filter(Boolean).join(': ') || null,
      }));
      const posted = await writer.post(context.tx, headOf(doc, context, postings.length), postings, 'id');
      if (!posted) throw new Error(`nothing was posted for ${doc.id}, although its accounts were checked and held`);
    },

    // On the entry's own date, so that the period of the mistake is correct again.
    async onCancel(doc, context) {
      const errors = (await accountErrors(context.tx, doc.lines)).filter(({ code }) => code === 'account-disabled');
      if (errors.length > 0) refuseErrors(errors, commonCode(errors));
      await writer.reverse(context.tx, headOf(doc, context, 'reversal'));
    },
  };
}

/** Whether everything is there that a balance needs. */
function isWhole({ posting_date, lines }: JournalDraft): boolean {
  const isThere = ({ account, debit, credit }: JournalLine) => account !== null && !(decimal(debit).isZero() && decimal(credit).isZero());
  return posting_date !== null && lines.length > 1 && lines.every(isThere);
}

function sideErrors(lines: readonly JournalLine[], isDraft = false): FieldError[] {
  return checkSides(lines, isDraft).map(({ index, side, code, message }) => ({ field: `lines.${index + 1}.${side}`, code, message }));
}

function refuseImbalance(lines: readonly JournalLine[]): void {
  const difference = imbalance(totalsOf(lines));
  if (difference) throw new Refusal('unbalanced', difference, { field: 'lines' });
}

function headOf(doc: JournalEntry, context: DocumentContext, fingerprint: unknown) {
  return {
    voucher: { doctype: 'journal-entry', id: doc.id },
    posting_date: doc.posting_date,
    fingerprint,
    postedBy: context.call.user,
    postedAt: context.now,
  };
}

/** Only enabled leaf accounts take postings by hand, and never the inventory account. Locks them until the transaction ends. */
async function accountErrors(tx: FinanceTx, lines: readonly JournalLine[]): Promise<FieldError[]> {
  const ids = [...new Set(lines.flatMap(({ account }) => account ?? []))];
  if (ids.length === 0) return [];
  const found = await tx
    .selectFrom('account')
    .select(['id', 'is_group', 'purpose', 'disabled'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forShare()
    .execute();
  const accounts = new Map(found.map((account) => [account.id, account]));
  return lines.flatMap((line, index): FieldError[] => {
    if (line.account === null) return [];
    const account = accounts.get(line.account);
    const wrong = (code: string, message: string) => [{ field: `lines.${index + 1}.account`, code, message }];
    if (!account) return wrong('unknown-account', `There is no account ${line.account}.`);
    if (account.is_group) return wrong('account-is-group', `${line.account} is a group; post to an account below it.`);
    if (account.disabled) return wrong('account-disabled', takesNoPostings(line.account));
    if (account.purpose !== 'inventory') return [];
    return wrong('inventory-account', `${line.account} is worth what stock is worth and changes with stock only.`);
  });
}
