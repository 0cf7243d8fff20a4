import { DocTypeList, type ListColumn, useDocTypeScreen } from '@business-m/documents';
import { docTypes } from '../../doctypes.ts';
import { isPosting, PostingBadge } from '../posting/posting-badge.tsx';

const emptyDetails: Record<string, string> = {
  item: 'Whatever is bought, kept or sold.',
  'item-group': 'What items are sorted by: tyres, lights, tools.',
  uom: 'What quantities are counted in: pieces, kilograms, metres.',
  warehouse: 'A place where stock is kept and counted by itself.',
  'stock-entry': 'Goods that come in, go out or move between warehouses.',
};

const route: ListColumn = {
  id: 'route',
  header: 'Where',
  priority: 2,
  render: (doc) => [doc.from_warehouse, doc.to_warehouse].map((warehouse) => warehouse ?? '').join(' → '),
};
const remark: ListColumn = {
  id: 'remark',
  header: 'Remark',
  priority: 2,
  grow: true,
  stack: 'text',
  render: (doc) => <span title={String(doc.remark ?? '')}>{String(doc.remark ?? '')}</span>,
};
const posting: ListColumn = {
  id: 'posting_status',
  header: 'Ledger',
  sortable: true,
  width: 92,
  priority: 3,
  stack: 'tail',
  render: (doc) => <PostingBadge doc={doc} />,
};

/** Both warehouses in one column, and the ledger's answer as a badge at the end. */
function arrangeEntries(columns: readonly ListColumn[]): readonly ListColumn[] {
  const left = columns.filter(({ id }) => id !== 'to_warehouse' && id !== 'posting_status');
  return [...left.map((column) => (column.id === 'from_warehouse' ? route : column.id === 'remark' ? remark : column)), posting];
}

export default function List() {
  const { doctype, basePath } = useDocTypeScreen(docTypes);
  const own = doctype === 'stock-entry' ? { arrange: arrangeEntries, pollWhile: isPosting } : {};
  return <DocTypeList key={doctype} doctype={doctype} basePath={basePath} emptyDetail={emptyDetails[doctype]} {...own} />;
}
