import type { Audit } from '@business-m/doctype';
import { sql } from 'kysely';

/** What the triggers of the ledger refuse posting by posting, over the whole of it. */
export function auditLedger(schema: string): Audit[] {
  const [postings, entries] = [sql.table(`${schema}.ledger_posting`), sql.table(`${schema}.general_ledger_entry`)];
  return [
    {
      finds: 'postings that are out of balance, or not complete',
      query: sql`select p.voucher_doctype || ' ' || p.voucher_id as name
        from ${postings} p left join (
          select posting_id, sum(debit) - sum(credit) as difference, count(*) as found from ${entries} group by posting_id
        ) e on e.posting_id = p.id
        where coalesce(e.difference, 0) <> 0 or coalesce(e.found, 0) <> p.entries
        order by p.id limit 3`,
    },
    {
      finds: 'entries that say otherwise than their posting',
      query: sql`select e.voucher_doctype || ' ' || e.voucher_id as name
        from ${entries} e join ${postings} p on p.id = e.posting_id
        where (e.posting_date, e.voucher_doctype, e.voucher_id, e.is_reversal)
          is distinct from (p.posting_date, p.voucher_doctype, p.voucher_id, p.is_reversal)
        order by e.id limit 3`,
    },
  ];
}
