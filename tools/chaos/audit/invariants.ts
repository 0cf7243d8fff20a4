import type { KnownVoucher } from '../workload.ts';
import type { Evidence } from './evidence.ts';

const DIGITS = 6;

type Check = (evidence: Evidence, known: readonly KnownVoucher[]) => string[];

/** What must be true once all is quiet, whatever failed before. Each check answers its violations. */
export const invariants: Record<string, Check> = {
  'every voucher a client knows is there exactly once, in the state it was told': ({ entries }, known) => {
    const byTag = Map.groupBy(entries, ({ remark }) => remark);
    return known.flatMap(({ id, status, plan: { tag } }) => {
      const found = byTag.get(tag) ?? [];
      if (found.length !== 1) return [`“${tag}” is there ${found.length} times`];
      const [entry] = found;
      if (entry?.id !== id) return [`“${tag}” is ${entry?.id}, its client was told ${id}`];
      return entry.status === status ? [] : [`${id} is ${entry.status}, its client was told ${status}`];
    });
  },

  'no voucher is there that nobody asked for': ({ entries }, known) => {
    const asked = new Set(known.map(({ plan }) => plan.tag));
    return entries
      .filter(({ remark }) => remark?.startsWith('chaos ') && !asked.has(remark))
      .map(({ id, remark }) => `${id} (“${remark}”)`);
  },

  'every submitted voucher has exactly one posting, every cancelled one exactly one reversal, no other any': ({ entries, postings }) => {
    const wanted = new Map(entries.map(({ id, status }) => [id, [status === 'draft' ? 0 : 1, status === 'cancelled' ? 1 : 0] as const]));
    const counted = new Map<string, [number, number]>();
    for (const { voucher, is_reversal } of postings) {
      const counts = counted.get(voucher) ?? [0, 0];
      counts[is_reversal ? 1 : 0] += 1;
      counted.set(voucher, counts);
    }
    return [...new Set([...wanted.keys(), ...counted.keys()])].flatMap((id) => {
      const [posted, reversed] = counted.get(id) ?? [0, 0];
      const [wantedPostings, wantedReversals] = wanted.get(id) ?? [0, 0];
      if (posted === wantedPostings && reversed === wantedReversals) return [];
      return [`${id} has ${posted} postings and ${reversed} reversals instead of ${wantedPostings} and ${wantedReversals}`];
    });
  },

  'every posting has all of its lines': ({ postings }) =>
    postings
      .filter(({ entries, lines }) => entries !== lines)
      .map(({ voucher, entries, lines }) => `${voucher}: ${lines} of ${entries} lines`),

  'each voucher changed the stock account by what it changed the value of stock': ({ movements, postings }) => {
    const key = (voucher: string, isReversal: boolean) => `${voucher}${isReversal ? ' (reversal)' : ''}`;
    const moved = new Map(movements.map(({ voucher, is_reversal, value }) => [key(voucher, is_reversal), exact(value)]));
    const booked = new Map(postings.map(({ voucher, is_reversal, inventory }) => [key(voucher, is_reversal), exact(inventory)]));
    return [...new Set([...moved.keys(), ...booked.keys()])]
      .filter((voucher) => (moved.get(voucher) ?? 0n) !== (booked.get(voucher) ?? 0n))
      .map((voucher) => `${voucher} moved ${moved.get(voucher) ?? 0n} and booked ${booked.get(voucher) ?? 0n} millionths`);
  },

  'every balance is the sum of its movements': ({ folds, balances }) => {
    const bin = ({ item, warehouse }: { item: string; warehouse: string }) => `${item} in ${warehouse}`;
    const stored = new Map(balances.map((balance) => [bin(balance), balance]));
    const folded = new Map(folds.map((fold) => [bin(fold), fold]));
    return [...new Set([...stored.keys(), ...folded.keys()])].filter((name) => {
      const [balance, fold] = [stored.get(name), folded.get(name)];
      return exact(balance?.qty ?? '0') !== exact(fold?.qty ?? '0') || exact(balance?.value ?? '0') !== exact(fold?.value ?? '0');
    });
  },

  'the value of stock is the stock account': ({ balances, books }) =>
    sumOf(balances.map(({ value }) => value)) === exact(books.inventory)
      ? []
      : [`stock is worth ${sumOf(balances.map(({ value }) => value))} millionths, the account holds ${exact(books.inventory)}`],

  'the books are even': ({ books: { debit, credit } }) => (exact(debit) === exact(credit) ? [] : [`debit ${debit}, credit ${credit}`]),

  'no message waits, is under way or is dead': ({ messages }) =>
    messages.map(
      ({ scope, id, topic, key, state, attempts, last_error }) =>
        `${scope} ${id} (${topic} of ${key}) is ${state} after ${attempts} tries${last_error ? `: ${last_error}` : ''}`,
    ),

  'no voucher waits for its posting or has failed': ({ entries }) =>
    entries
      .filter(({ posting_status }) => posting_status === 'pending' || posting_status === 'failed')
      .map(({ id, posting_status, posting_error }) => `${id} is ${posting_status}${posting_error ? `: ${posting_error}` : ''}`),

  'what is submitted says posted, and what is cancelled reversed': ({ entries }) =>
    entries
      .filter(({ status, posting_status }) => status !== 'draft' && posting_status !== (status === 'cancelled' ? 'reversed' : 'posted'))
      .map(({ id, status, posting_status }) => `${id} is ${status} and ${posting_status}`),

  'nothing waits in a stream': ({ streams }) =>
    streams.length === 0
      ? ['there is no stream at all']
      : streams.filter(({ waiting }) => waiting > 0).map(({ name, waiting }) => `${waiting} messages wait in ${name}`),
};

export interface Finding {
  invariant: string;
  violations: string[];
}

/** Every invariant with its violations: one violation does not hide another. */
export function judge(evidence: Evidence, known: readonly KnownVoucher[]): Finding[] {
  return Object.entries(invariants).map(([invariant, check]) => ({ invariant, violations: check(evidence, known) }));
}

/** A decimal string as a whole number of millionths: sums are exact. */
function exact(text: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (!/^-?\d+(\.\d+)?$/.test(text) || fraction.length > DIGITS) throw new Error(`“${text}” is no decimal of at most ${DIGITS} digits`);
  return BigInt(`${sign}${whole}${fraction.padEnd(DIGITS, '0')}`);
}

const sumOf = (texts: readonly string[]): bigint => texts.reduce((sum, text) => sum + exact(text), 0n);
