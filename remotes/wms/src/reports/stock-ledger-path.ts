/** Desk path of the movements of one item in one warehouse. */
export function stockLedgerOf(filter: { item: string; warehouse: string }): string {
  return `/wms/stock-ledger?${new URLSearchParams(filter)}`;
}
