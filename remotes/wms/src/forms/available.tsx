import { compareDecimals, formatQuantity, useReport } from '@business-m/documents';
import { Text } from '@business-m/ui';

/** How much of an item is in a warehouse. One report for the whole warehouse serves all lines; what it left out is asked for. */
export function Available({ item, warehouse, wanted }: { item: string; warehouse: string; wanted?: string | undefined }) {
  const known = item !== '' && warehouse !== '';
  const search = `?warehouse=${encodeURIComponent(warehouse)}`;
  const all = useReport('/api/wms/reports/stock-balance', { search: `${search}&limit=200`, enabled: known });
  const listed = all.data?.rows.find((row) => row.item === item);
  const beyond = known && all.data !== undefined && !listed && all.data.next_cursor !== null;
  const single = useReport('/api/wms/reports/stock-balance', { search: `${search}&item=${encodeURIComponent(item)}`, enabled: beyond });
  if (!known || all.isPending || all.isPlaceholderData || (beyond && single.isPending)) return null;
  const row = listed ?? single.data?.rows.find((candidate) => candidate.item === item);
  const qty = row?.qty ?? '0';
  const short = wanted !== undefined && compareDecimals(wanted, qty) > 0;
  return (
    <Text tone={short ? 'danger' : 'muted'} numeric>
      {formatQuantity(qty)} {row?.uom ?? ''}
    </Text>
  );
}
