import { type CallContext, Refusal } from '@business-m/protocols';
import type { Domain } from '../domain.ts';
import { runWrite } from '../transaction/run-write.ts';
import type { Runtime, Write } from '../transaction/runtime.ts';
import { findLetter } from './letter.ts';
import { holdsUpOthers } from './standing.ts';

/** Topics whose domain ever lets one of their messages go. */
export function dismissableTopics({ deliveries = {} }: Domain): string[] {
  return Object.keys(deliveries).filter((topic) => deliveries[topic]?.onDismissed);
}

/**
 * Lets go of a dead letter that need not arrive any more; who did, when and why stays beside it. Throws a `Refusal` when it is none, when
 * others wait for what became of it, or when the domain still needs it.
 */
export async function dismissMessage(runtime: Runtime, id: number, reason: string, call: CallContext): Promise<void> {
  await runWrite(runtime, call, (write) => dismiss(write, id, reason), { quiet: true });
}

async function dismiss({ tx, now, call, context, runtime }: Write, id: number, reason: string): Promise<void> {
  const letter = await findLetter(tx, id, (eb) => [holdsUpOthers(eb).as('holds_up')]);
  const { topic, key, payload, state, holds_up } = letter;
  const agrees = runtime.domain.deliveries?.[topic]?.onDismissed;
  const why =
    state !== 'refused' && state !== 'dead'
      ? `it is ${state}`
      : holds_up
        ? `others about ${key} wait until it is known whether it arrived; retry it`
        : !agrees
          ? 'it has to arrive'
          : null;
  if (why !== null) throw new Refusal({ code: 'not-dismissable', message: `Message ${id} cannot be dismissed: ${why}.` });
  await agrees?.({ topic, key, payload }, state as 'refused' | 'dead', context);
  await tx
    .updateTable('doctype_outbox')
    .set({ state: 'dismissed', dismissed_by: call.user, dismissed_at: now, dismissed_reason: reason })
    .where('id', '=', id)
    .execute();
}
