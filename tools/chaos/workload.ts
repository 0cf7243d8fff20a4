import { setTimeout as delay } from 'node:timers/promises';
import type { GoodClient } from './good-client.ts';
import type { VoucherPlan } from './vouchers.ts';

/** What a client knows of a voucher it made. */
export interface KnownVoucher {
  plan: VoucherPlan;
  id: string;
  /** The status of the last answer it got. */
  status: 'draft' | 'submitted' | 'cancelled';
}

export interface Workload {
  known: KnownVoucher[];
  /** Answers nobody planned for, and wishes that were given up. */
  surprises: string[];
  say: (line: string) => void;
}

/** After so many something is wrong with the desk or with this program, and more of them say nothing new. */
const SURPRISES_MAX = 20;

/** One person: voucher after voucher, each as planned, one every `paceMs` as long as the desk keeps up. */
export async function workThrough(
  client: GoodClient,
  plans: readonly VoucherPlan[],
  { known, surprises, say }: Workload,
  { paceMs, signal }: { paceMs: number; signal: AbortSignal },
): Promise<void> {
  const startMs = Date.now();
  for (const [index, plan] of plans.entries()) {
    await delay(Math.max(0, startMs + index * paceMs - Date.now()), undefined, { signal });
    try {
      await makeVoucher(client, plan, known);
    } catch (error) {
      signal.throwIfAborted();
      const surprise = `${plan.tag}: ${error instanceof Error ? error.message : error}`;
      say(surprise);
      if (surprises.push(surprise) >= SURPRISES_MAX) return;
    }
  }
}

async function makeVoucher(client: GoodClient, plan: VoucherPlan, known: KnownVoucher[]): Promise<void> {
  const key = plan.tag.replaceAll(' ', '-');
  const made = await client.post('/api/resource/stock-entry', `${key}-create`, plan.values);
  if (made.status !== 201) throw new Error(`create was answered ${made.status} ${made.body.code} (${made.body.detail})`);
  const voucher: KnownVoucher = { plan, id: String(made.body.id), status: 'draft' };
  known.push(voucher);

  const path = `/api/resource/stock-entry/${encodeURIComponent(voucher.id)}`;
  const submitted = await client.post(`${path}/submit`, `${key}-submit`);
  if (plan.ends === 'refused') {
    if (submitted.body.code !== 'negative-stock') throw new Error(`submit of too much was answered ${submitted.status}`);
    return;
  }
  if (submitted.status !== 200)
    throw new Error(`submit was answered ${submitted.status} ${submitted.body.code} (${submitted.body.detail})`);
  voucher.status = 'submitted';
  if (plan.ends !== 'cancelled') return;

  const cancelled = await client.post(`${path}/cancel`, `${key}-cancel`);
  if (cancelled.status !== 200)
    throw new Error(`cancel was answered ${cancelled.status} ${cancelled.body.code} (${cancelled.body.detail})`);
  voucher.status = 'cancelled';
}
