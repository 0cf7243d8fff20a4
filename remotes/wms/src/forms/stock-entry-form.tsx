import { formatMoney, multiplyDecimals, sumDecimals } from '@business-m/documents';
import { DocTypeForm, type FormView, type TableColumn, type TableOptions } from '@business-m/documents/form';
import { VoucherPostings } from '@business-m/documents/postings';
import { companyOfBooks } from '@business-m/sdk';
import { Text, XStack } from '@business-m/ui';
import { lazy, Suspense } from 'react';
import { isPosting } from '../posting/posting-badge.tsx';
import { Available } from './available.tsx';

/** What was sent to the ledger: a new entry has nothing there, and is drawn without the code that reads it. */
const loadNotice = () => import('../posting/posting-notice.tsx');
const PostingNotice = lazy(() => loadNotice().then((loaded) => ({ default: loaded.PostingNotice })));

type Values = Readonly<Record<string, unknown>>;

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const worth = (line: Values) => multiplyDecimals(line.qty, line.rate, companyOfBooks().digits);

/** Where stock leaves from is what may run short; where it only arrives, what is there already is worth knowing. */
const available: TableColumn = {
  id: 'available',
  header: 'Available',
  align: 'end',
  width: 130,
  reads: ['purpose', 'from_warehouse', 'to_warehouse'],
  render: (line, doc) => {
    const leaving = doc.purpose === 'issue' || doc.purpose === 'transfer';
    const warehouse = leaving ? doc.from_warehouse : doc.to_warehouse;
    return <Available item={text(line.item)} warehouse={text(warehouse)} wanted={leaving ? text(line.qty) : undefined} />;
  },
};

const amount: TableColumn = {
  id: 'worth',
  header: 'Amount',
  money: true,
  align: 'end',
  width: 130,
  reads: [],
  render: (line) => (line.qty && line.rate ? formatMoney(worth(line)) : ''),
};

/** A receipt is entered with its rate; what leaves is valued by the server, so there is no rate to type. */
const options = {
  read: { lines: { totals: ['amount'] } },
  receipt: { lines: { columns: [amount, available], without: ['amount'] } },
  leaving: { lines: { columns: [available], without: ['rate', 'amount'] } },
} satisfies Record<string, Record<string, TableOptions>>;

/** A stock entry: fields by purpose, what is available on each line, and how far its value is on the way to the ledger. */
export function StockEntryForm({ id, basePath }: { id: string | undefined; basePath: string }) {
  // Beside the document, not after it.
  if (id !== undefined) void loadNotice().catch(() => {});
  return (
    <DocTypeForm
      doctype="stock-entry"
      id={id}
      basePath={basePath}
      given={given}
      pollWhile={isPosting}
      hidden={hidden}
      tables={(form) => (form.editable ? (form.values.purpose === 'receipt' ? options.receipt : options.leaving) : options.read)}
      notice={(form) =>
        form.doc && (
          <Suspense fallback={null}>
            <PostingNotice doc={form.doc} />
          </Suspense>
        )
      }
      footer={(form) => (
        <>
          <RunningValue form={form} />
          {form.doc && <VoucherPostings doctype="stock-entry" doc={form.doc} />}
        </>
      )}
    />
  );
}

const given = { purpose: 'receipt' };
const hidden = ['posting_error'];

function RunningValue({ form }: { form: FormView }) {
  if (!form.editable || form.values.purpose !== 'receipt') return null;
  return (
    <XStack role="status" gap="$3" justifyContent="flex-end">
      <Text tone="muted">Total value</Text>
      <Text weight="strong" numeric>
        {formatMoney(sumDecimals(form.rows('lines').map(worth)))}
      </Text>
    </XStack>
  );
}
