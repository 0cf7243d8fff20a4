import { DocTypeForm } from '@business-m/documents/form';
import { VoucherPostings } from '@business-m/documents/postings';

const hidden = ['posting_error'];
const tables = { lines: { totals: ['amount'] } };

/** What stock moved, as an accountant reads it behind a row of the ledger. */
export function StockEntryForm({ id, basePath }: { id: string | undefined; basePath: string }) {
  return (
    <DocTypeForm
      doctype="stock-entry"
      id={id}
      basePath={basePath}
      hidden={hidden}
      tables={tables}
      footer={({ doc }) => doc && <VoucherPostings doctype="stock-entry" doc={doc} />}
    />
  );
}
