import { createRandom, oneOf, type Random, wholeBetween } from './random.ts';

/** What a simulated user does with one stock entry. */
export interface VoucherPlan {
  /** In its remark: identifies a voucher, however often its creation was repeated. */
  tag: string;
  values: Record<string, unknown>;
  /** `refused`: it issues more than there could be, so its submit must be refused and change nothing. */
  ends: 'submitted' | 'cancelled' | 'refused';
}

/** `vouchers`: in all, over all users. */
type PlanOptions = { seed: number; vouchers: number; users: number; postingDate: string };

const items = ['TYR-40-622', 'CHN-11S', 'CRK-172', 'BRK-ROT-160', 'BRK-PAD-01', 'RIM-700C', 'LGT-REAR', 'SDL-TOUR'];
const warehouses = ['MAIN', 'SHOP', 'RETURNS'];
/** More than all receipts of a run bring. */
const TOO_MUCH = '90000000';

/** Each user's vouchers: a pure function. All move the same items and wait for each other's locks; the first receive enough for all. */
export function planVouchers({ seed, vouchers, users, postingDate }: PlanOptions): { first: VoucherPlan[]; users: VoucherPlan[][] } {
  const lines = items.map((item, row) => ({ item, qty: '100000', rate: `${row + 3}.${row}5` }));
  const first = warehouses.map((to_warehouse, index): VoucherPlan => {
    const tag = `chaos ${seed} first ${index + 1}`;
    return { tag, values: { purpose: 'receipt', posting_date: postingDate, to_warehouse, remark: tag, lines }, ends: 'submitted' };
  });
  const perUser = Array.from({ length: users }, (_, user) => {
    const random = createRandom(`${seed} vouchers ${user}`);
    const count = Math.floor(vouchers / users) + (user < vouchers % users ? 1 : 0);
    return Array.from({ length: count }, (_, index) => planVoucher(random, `chaos ${seed} ${user + 1}-${index + 1}`, postingDate));
  });
  return { first, users: perUser };
}

function planVoucher(random: Random, tag: string, posting_date: string): VoucherPlan {
  const purpose = oneOf(random, ['receipt', 'receipt', 'issue', 'issue', 'transfer'] as const);
  const chance = random();
  const ends = purpose === 'issue' && chance < 0.05 ? 'refused' : chance > 0.85 ? 'cancelled' : 'submitted';
  const from = oneOf(random, warehouses);
  const others = warehouses.filter((each) => each !== from);
  const to = oneOf(random, others);
  const lines = Array.from({ length: wholeBetween(random, 1, 3) }, () => ({
    item: oneOf(random, items),
    qty: ends === 'refused' ? TOO_MUCH : String(wholeBetween(random, 1, 9)),
    ...(purpose === 'receipt' ? { rate: `${wholeBetween(random, 1, 60)}.${wholeBetween(random, 10, 99)}` } : {}),
  }));
  const values = {
    purpose,
    posting_date,
    ...(purpose === 'receipt' ? {} : { from_warehouse: from }),
    ...(purpose === 'issue' ? {} : { to_warehouse: to }),
    remark: tag,
    lines,
  };
  return { tag, values, ends };
}
