import { DocTypeList, type ListColumn } from '@business-m/documents';
import { useDeskLocation } from '@business-m/sdk';
import { screenAt } from '../doctypes.ts';
import { isPosting, PostingBadge } from '../posting.tsx';

const emptyDetails: Record<string, string> = {
  item: 'Whatever is bought, kept or sold.',
  uom: 'What quantities are counted in: pieces, kilograms, metres.',
  warehouse: 'A place where stock is kept and counted by itself.',
  'stock-entry': 'Goods that come in, go out or move between warehouses.',
};

const postingColumn: ListColumn = { id: 'posting', header: 'In the ledger', width: 116, priority: 2, render: (doc) => <PostingBadge doc={doc} /> };

/** The lists of the warehouse. */
export default function List() {
  const { doctype, basePath } = screenAt(useDeskLocation().pathname);
  const own = doctype === 'stock-entry' ? { columns: [postingColumn], without: ['posting_status'], pollWhile: isPosting } : {};
  return <DocTypeList key={doctype} doctype={doctype} basePath={basePath} emptyDetail={emptyDetails[doctype]} {...own} />;
}
