import { retryWhenLost } from '@business-m/doctype';
import { decimal, money } from '@business-m/doctype/decimal';
import {
  type LedgerProtocol,
  type PostRequest,
  postRequestSchema,
  Refusal,
  reverseRequestSchema,
  Unavailable,
} from '@business-m/protocols';
import type { z } from 'zod';
import type { FinanceDb } from '../database.ts';
import { checkSides, imbalance, totalsOf } from './balance.ts';
import type { PostingWriter } from './posting.ts';

/** Finance's side of `LedgerProtocol`: the inbox row and the posting are one statement. */
export function createLedgerService(db: FinanceDb, writer: PostingWriter, now: () => Date): LedgerProtocol {
  return {
    async post(request, { user }) {
      const { voucher, posting_date, lines } = parsed(postRequestSchema, request);
      refuseUnbalanced(lines);
      const postings = lines.map(({ purpose, debit, credit, remark }) => ({
        account: purpose,
        debit: decimal(debit),
        credit: decimal(credit),
        remark: remark ?? null,
      }));
      const fingerprint = postings.map(({ account, debit, credit, remark }) => [account, money(debit), money(credit), remark]);
      const head = { voucher, posting_date, fingerprint, postedBy: user, postedAt: now() };
      const posted = await retryWhenLost(() => writer.post(db, head, postings, 'purpose'));
      if (!posted) throw await missingAccount(db, lines);
      return { voucher, entries: posted.entries, posted_at: posted.postedAt.toISOString() };
    },

    async reverse(request, { user }) {
      const { voucher, posting_date } = parsed(reverseRequestSchema, request);
      const head = { voucher, posting_date, fingerprint: 'reversal', postedBy: user, postedAt: now() };
      const { entries, postedAt } = await retryWhenLost(() => writer.reverse(db, head));
      return { voucher, entries, posted_at: postedAt.toISOString() };
    },
  };
}

function parsed<Schema extends z.ZodType>(schema: Schema, request: unknown): z.infer<Schema> {
  const result = schema.safeParse(request);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, code, message }) => ({ field: path.join('.'), code, message }));
  throw new Refusal('invalid', 'The ledger cannot read this request.', { errors });
}

function refuseUnbalanced(lines: PostRequest['lines']): void {
  const errors = checkSides(lines).map(({ index, side, code, message }) => ({ field: `lines.${index}.${side}`, code, message }));
  if (errors.length > 0) throw new Refusal('invalid', 'Each line is a debit or a credit.', { errors });
  const difference = imbalance(totalsOf(lines));
  if (difference) throw new Refusal('unbalanced', difference, { field: 'lines' });
}

/** The first purpose that no account serves. If all are served by now the chart has just changed, and a retry succeeds. */
async function missingAccount(db: FinanceDb, lines: PostRequest['lines']): Promise<Error> {
  const found = await db.selectFrom('account').select('purpose').where('is_group', '=', false).where('disabled', '=', false).execute();
  const served = new Set<string | null>(found.map(({ purpose }) => purpose));
  const index = lines.findIndex(({ purpose }) => !served.has(purpose));
  if (index === -1) return new Unavailable('The chart of accounts has just changed.');
  const words = lines[index]?.purpose.replaceAll('_', ' ');
  const message = `No enabled account serves the purpose “${words}”. Give one that purpose in the chart of accounts.`;
  return new Refusal('unknown-account', message, { field: `lines.${index}.purpose` });
}
