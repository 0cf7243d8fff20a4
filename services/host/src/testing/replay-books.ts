/**
 * What stock and its accounts have to be, worked out a second time from the rules in docs/warehouse.md alone: whole numbers of a thousandth of a
 * unit and of a cent, no code of the warehouse. It is told what was posted, in that order, without what was cancelled.
 */
export interface Voucher {
  purpose: 'receipt' | 'issue' | 'transfer';
  from: string | null;
  to: string | null;
  /** `qty` in thousandths; `rate` in ten-thousandths a unit, for a receipt. */
  lines: readonly { item: string; qty: bigint; rate: bigint }[];
}

interface Bin {
  qty: bigint;
  value: bigint;
  /** The last known one, as a fraction of cents by thousandths, to nine digits of the unit. */
  rate: bigint;
}

/** `rate` × this is a rate in money a unit: nine digits. */
const RATE_DIGITS = 1_000_000_000n;

export function replayBooks(vouchers: readonly Voucher[]) {
  const bins = new Map<string, Bin>();
  const accounts = { inventory: 0n, goods_received: 0n, cost_of_goods: 0n, inventory_adjustment: 0n };
  const binOf = (item: string, warehouse: string): Bin => {
    const key = `${item} ${warehouse}`;
    const bin = bins.get(key) ?? { qty: 0n, value: 0n, rate: 0n };
    bins.set(key, bin);
    return bin;
  };

  function issue(bin: Bin, qty: bigint): bigint {
    const there = bin.qty > 0n ? bin.qty : 0n;
    const taken = qty < there ? qty : there;
    const missing = qty - taken;
    const value = (there === 0n ? 0n : divide(bin.value * taken, there)) + divide(missing * bin.rate * 100n, 1000n * RATE_DIGITS);
    bin.qty -= qty;
    bin.value -= value;
    remember(bin);
    return value;
  }

  /** @returns what the settlement of a shortage changes the value by. */
  function receive(bin: Bin, qty: bigint, value: bigint): bigint {
    let settlement = 0n;
    if (bin.qty < 0n) {
      const missing = -bin.qty;
      const settled = qty < missing ? qty : missing;
      settlement = divide(-bin.value * settled, missing) - divide(value * settled, qty);
    }
    bin.qty += qty;
    bin.value += value + settlement;
    if (bin.qty > 0n) remember(bin);
    else bin.rate = divide(value * 10n * RATE_DIGITS, qty);
    return settlement;
  }

  function remember(bin: Bin): void {
    if (bin.qty > 0n) bin.rate = divide(bin.value * 10n * RATE_DIGITS, bin.qty);
  }

  for (const { purpose, from, to, lines } of vouchers) {
    for (const { item, qty, rate } of lines) {
      // Thousandths by ten-thousandths is ten-millionths; a cent is a hundred thousand of them.
      let value = divide(qty * rate, 100_000n);
      if (from !== null) value = issue(binOf(item, from), qty);
      const settlement = to === null ? 0n : receive(binOf(item, to), qty, value);
      if (purpose === 'receipt') accounts.goods_received -= value;
      if (purpose === 'issue') accounts.cost_of_goods += value;
      accounts.inventory += (purpose === 'receipt' ? value : purpose === 'issue' ? -value : 0n) + settlement;
      accounts.inventory_adjustment -= settlement;
    }
  }
  return { bins, accounts };
}

/** To the nearest whole number, halves away from zero. */
function divide(dividend: bigint, divisor: bigint): bigint {
  const [top, bottom] = divisor < 0n ? [-dividend, -divisor] : [dividend, divisor];
  const half = (2n * (top < 0n ? -top : top) + bottom) / (2n * bottom);
  return top < 0n ? -half : half;
}
