import { setTimeout as delay } from 'node:timers/promises';
import type { RetryingClient } from './retrying-client.ts';
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
  /** Unexpected answers, and operations that were given up. */
  surprises: string[];
  say: (line: string) => void;
}

/** More of them say nothing new. */
const SURPRISES_MAX = 20;

/** One user: makes vouchers as planned, one every `paceMs` as long as the desk keeps up. */
export async function workThrough(
  client: RetryingClient,
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

async function makeVoucher(client: RetryingClient, plan: VoucherPlan, known: KnownVoucher[]): Promise<void> {
  /** @param wanted statuses, or codes of refusals. */
  const post = async (action: string, wanted: readonly (number | string)[], path: string, body?: unknown) => {
    const answer = await client.post(`/api/resource/stock-entry${path}`, `${plan.tag.replaceAll(' ', '-')}-${action}`, body);
    const { code, detail } = answer.body;
    if (!wanted.includes(answer.status) && !wanted.includes(String(code)))
      throw new Error(`${action} was answered ${answer.status} ${code} (${detail})`);
    return answer;
  };
  const { id } = (await post('create', [201], '', plan.values)).body;
  const voucher: KnownVoucher = { plan, id: String(id), status: 'draft' };
  known.push(voucher);
  const path = `/${encodeURIComponent(voucher.id)}`;
  await post('submit', [plan.ends === 'refused' ? 'negative-stock' : 200], `${path}/submit`);
  if (plan.ends === 'refused') return;
  voucher.status = 'submitted';
  if (plan.ends !== 'cancelled') return;
  // Another user may have moved what this entry left behind: then the books keep it.
  const { status } = await post('cancel', [200, 'value-consumed'], `${path}/cancel`);
  if (status === 200) voucher.status = 'cancelled';
}
