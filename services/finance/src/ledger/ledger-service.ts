import { runTransaction } from '@business-m/doctype';
import {
  type AccountPurpose,
  type LedgerProtocol,
  type PostRequest,
  postRequestSchema,
  Refusal,
  reverseRequestSchema,
} from '@business-m/protocols';
import type { z } from 'zod';
import { amount, money } from '../amount.ts';
import type { FinanceDb, FinanceTx } from '../database.ts';
import { checkSides, imbalance, totalsOf } from '../journal/balance.ts';
import { createPostAtOnce } from './post-at-once.ts';
import { appendPosting, appendReversal, findReceipt, type PostingLine } from './posting.ts';

export interface LedgerOptions {
  /** Bound to `schema`. */
  db: FinanceDb;
  schema: string;
  now: () => Date;
}

/** Finance's side of `LedgerProtocol`: the inbox row and the posting are one transaction. */
export function createLedgerService({ db, schema, now }: LedgerOptions): LedgerProtocol {
  const postAtOnce = createPostAtOnce(db, schema);
  return {
    async post(request, { user }) {
      const { voucher, posting_date, lines } = parsed(postRequestSchema, request);
      refuseUnbalanced(lines);
      const fingerprint = lines.map((line) => [line.purpose, money(amount(line.debit)), money(amount(line.credit)), line.remark ?? null]);
      const head = { voucher, posting_date, fingerprint, postedBy: user, postedAt: now() };
      if (await postAtOnce(head, lines)) return { voucher, entries: lines.length, posted_at: head.postedAt.toISOString() };
      const { entries, postedAt } = await runTransaction(db, async (tx) => {
        // Before the accounts are looked up: what was posted once stays posted, whatever became of the account since.
        const receipt = await findReceipt(tx, head);
        return receipt ?? appendPosting(tx, head, await toAccounts(tx, lines));
      });
      return { voucher, entries, posted_at: postedAt.toISOString() };
    },

    async reverse(request, { user }) {
      const { voucher, posting_date } = parsed(reverseRequestSchema, request);
      const head = { voucher, posting_date, fingerprint: 'reversal', postedBy: user, postedAt: now() };
      const { entries, postedAt } = await runTransaction(db, (tx) => appendReversal(tx, head));
      return { voucher, entries, posted_at: postedAt.toISOString() };
    },
  };
}

function parsed<Schema extends z.ZodType>(schema: Schema, request: unknown): z.infer<Schema> {
  const result = schema.safeParse(request);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, code, message }) => ({ field: path.join('.'), code, message }));
  throw new Refusal({ code: 'invalid', message: 'The ledger cannot read this request.', errors });
}

function refuseUnbalanced(lines: PostRequest['lines']): void {
  const errors = checkSides(lines).map(({ index, side, code, message }) => ({ field: `lines.${index}.${side}`, code, message }));
  if (errors.length > 0) throw new Refusal({ code: 'invalid', message: 'Each line is a debit or a credit.', errors });
  const difference = imbalance(totalsOf(lines));
  if (difference) throw new Refusal({ code: 'unbalanced', message: difference, field: 'lines' });
}

async function toAccounts(tx: FinanceTx, lines: PostRequest['lines']): Promise<PostingLine[]> {
  const purposes = [...new Set(lines.map(({ purpose }) => purpose))];
  if (purposes.length === 0) return [];
  // Shared lock: nobody turns the account into a group or disables it between this look and the posting.
  const found = await tx
    .selectFrom('account')
    .select(['id', 'purpose'])
    .where('purpose', 'in', purposes)
    .where('is_group', '=', false)
    .where('disabled', '=', false)
    .orderBy('id')
    .forShare()
    .execute();
  const accounts = new Map(found.map(({ id, purpose }) => [purpose, id]));
  return lines.map(({ purpose, debit, credit, remark }, index) => {
    const account = accounts.get(purpose);
    if (account === undefined) throw unknownAccount(purpose, index);
    return { account, debit: amount(debit), credit: amount(credit), remark: remark ?? null };
  });
}

function unknownAccount(purpose: AccountPurpose, index: number): Refusal {
  const words = purpose.replaceAll('_', ' ');
  const message = `No enabled account serves the purpose “${words}”. Give one that purpose in the chart of accounts.`;
  return new Refusal({ code: 'unknown-account', message, field: `lines.${index}.purpose` });
}
