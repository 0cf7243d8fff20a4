/** Desk path of the movements of one item in one warehouse; takes a row of a report as it is. */
export function stockLedgerOf({ item, warehouse }: { item: string; warehouse: string }): string {
  return `/wms/stock-ledger?${new URLSearchParams({ item, warehouse })}`;
}
