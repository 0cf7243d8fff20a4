import { createHash } from 'node:crypto';
import { Refusal, type VoucherRef } from '@business-m/protocols';
import { sql } from 'kysely';
import { type Amount, money } from '../amount.ts';
import type { FinanceTx, Int8 } from '../database.ts';

export interface PostingLine {
  account: string;
  debit: Amount;
  credit: Amount;
  remark: string | null;
}

export interface PostingHead {
  voucher: VoucherRef;
  posting_date: string;
  /** Whatever else tells this call from another with the same voucher. */
  fingerprint: unknown;
  postedBy: string;
  postedAt: Date;
}

/** What the ledger has of a voucher; `repeated` when it stood there before this call. */
export interface Posted {
  entries: number;
  /** When it was posted first. */
  postedAt: Date;
  repeated: boolean;
}

/** Appends a voucher's entries. A second call with the same arguments changes nothing; with others it is refused (`already-posted`). */
export async function appendPosting(tx: FinanceTx, head: PostingHead, lines: readonly PostingLine[]): Promise<Posted> {
  const posting = await claim(tx, head, false, lines.length);
  if (posting.repeated || lines.length === 0) return posting;
  const { voucher, posting_date } = head;
  await tx
    .insertInto('general_ledger_entry')
    .values(
      lines.map(({ account, debit, credit, remark }) => ({
        posting_id: posting.id,
        posting_date,
        voucher_doctype: voucher.doctype,
        voucher_id: voucher.id,
        is_reversal: false,
        account,
        debit: money(debit),
        credit: money(credit),
        remark,
      })),
    )
    .execute();
  return posting;
}

/** Appends the mirror image of a voucher's entries, once; `not-posted` when there are none to reverse. */
export async function appendReversal(tx: FinanceTx, head: PostingHead): Promise<Posted> {
  const original = await findPosting(tx, head.voucher, false);
  if (!original) throw new Refusal({ code: 'not-posted', message: `${head.voucher.id} is not in the general ledger.`, field: 'voucher' });
  const posting = await claim(tx, head, true, original.entries);
  if (posting.repeated || original.entries === 0) return posting;
  await tx
    .insertInto('general_ledger_entry')
    .columns(['posting_id', 'posting_date', 'voucher_doctype', 'voucher_id', 'is_reversal', 'account', 'debit', 'credit', 'remark'])
    .expression((eb) =>
      eb
        .selectFrom('general_ledger_entry')
        .select([
          sql<string>`${posting.id}::bigint`.as('posting_id'),
          sql<string>`${head.posting_date}::date`.as('posting_date'),
          'voucher_doctype',
          'voucher_id',
          sql<boolean>`true`.as('is_reversal'),
          'account',
          'credit as debit',
          'debit as credit',
          'remark',
        ])
        .where('posting_id', '=', original.id)
        .orderBy('id'),
    )
    .execute();
  return posting;
}

/** The receipt of an earlier posting with the same arguments, without writing anything. */
export async function findReceipt(tx: FinanceTx, head: PostingHead): Promise<Posted | null> {
  const found = await findPosting(tx, head.voucher, false);
  return found ? { ...receiptOf(sameOrRefused(head, found)), repeated: true } : null;
}

/** The unique index decides who of two callers posts; the other one waits for it here and then finds the row. */
async function claim(tx: FinanceTx, head: PostingHead, isReversal: boolean, entries: number): Promise<Posted & { id: Int8 }> {
  const inserted = await tx
    .insertInto('ledger_posting')
    .values({
      voucher_doctype: head.voucher.doctype,
      voucher_id: head.voucher.id,
      is_reversal: isReversal,
      posting_date: head.posting_date,
      arguments_hash: hashOf(head),
      entries,
      posted_at: head.postedAt,
      posted_by: head.postedBy,
    })
    .onConflict((conflict) => conflict.columns(['voucher_doctype', 'voucher_id', 'is_reversal']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return { id: inserted.id, entries, postedAt: head.postedAt, repeated: false };
  const found = await findPosting(tx, head.voucher, isReversal);
  if (!found) throw new Error(`posting of ${head.voucher.id} neither inserted nor found`);
  return { id: found.id, ...receiptOf(sameOrRefused(head, found)), repeated: true };
}

/** A driver may answer a time as text. */
function receiptOf({ entries, posted_at }: { entries: number; posted_at: Date | string }): Pick<Posted, 'entries' | 'postedAt'> {
  return { entries, postedAt: new Date(posted_at) };
}

function findPosting(tx: FinanceTx, voucher: VoucherRef, isReversal: boolean) {
  return tx
    .selectFrom('ledger_posting')
    .select(['id', 'entries', 'arguments_hash', 'posted_at'])
    .where('voucher_doctype', '=', voucher.doctype)
    .where('voucher_id', '=', voucher.id)
    .where('is_reversal', '=', isReversal)
    .executeTakeFirst();
}

function sameOrRefused<Found extends { arguments_hash: string }>(head: PostingHead, found: Found): Found {
  if (found.arguments_hash === hashOf(head)) return found;
  throw new Refusal({
    code: 'already-posted',
    message: `${head.voucher.id} is in the general ledger already, with other figures.`,
    field: 'voucher',
  });
}

/** Tells a repeated call from another one with the same voucher. */
export function hashOf({ voucher, posting_date, fingerprint }: Pick<PostingHead, 'voucher' | 'posting_date' | 'fingerprint'>): string {
  return createHash('sha256')
    .update(JSON.stringify([voucher.doctype, voucher.id, posting_date, fingerprint]))
    .digest('hex');
}
