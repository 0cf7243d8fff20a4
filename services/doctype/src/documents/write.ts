import { type CallContext, type ReferenceRequest, withDeadline } from '@business-m/protocols';
import type { Transaction } from 'kysely';
import { runTransaction } from '../database/run-transaction.ts';
import type { AnyDatabase, DocumentContext } from '../document-context.ts';
import { createContext } from './context.ts';
import { ReferenceMemory, ReferencesNeeded } from './reference-memory.ts';
import type { Runtime } from './runtime.ts';
import { translateDatabaseError } from './unique-violation.ts';

/** A transaction that keeps asking for more of other domains is a bug in a hook. */
const MAX_ATTEMPTS = 10;

/** Looking ahead only saves time: it takes no longer than this. */
const LOOK_AHEAD_MS = 2_000;

interface WriteOptions {
  /** The write is the outbox's, not a person's. */
  quiet?: boolean;
  /** What of other domains the transaction is likely to ask for. */
  foresee?: () => Promise<ReferenceRequest[]>;
}

/** One transaction on a domain's documents. */
export interface Write {
  runtime: Runtime;
  tx: Transaction<AnyDatabase>;
  call: CallContext;
  now: Date;
  context: DocumentContext;
  /** `doctype/id` of what has grown its revision in this transaction: it grows once. */
  revised: Set<string>;
  /** Numbers drawn from series by an earlier attempt, which its rollback did not give back. */
  drawn: Map<string, number>;
  /** The outbox writes, and no person: whoever saw the document before has seen all that people did. */
  quiet: boolean;
  /** Set by `send`. */
  sent: boolean;
}

/**
 * Runs `work` in one transaction, again whenever it needed documents of other domains or lost against another transaction, and wakes the
 * relay after the commit.
 */
export async function runWrite<T>(
  runtime: Runtime,
  call: CallContext,
  work: (write: Write) => Promise<T>,
  { quiet = false, foresee }: WriteOptions = {},
): Promise<T> {
  const memory = new ReferenceMemory(runtime.habits);
  if (foresee) await lookAhead(runtime, memory, call, foresee);
  const drawn = new Map<string, number>();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { result, sent } = await runOnce({ runtime, call, drawn, quiet }, memory, work);
      if (sent) runtime.wakeRelay();
      return result;
    } catch (error) {
      if (!(error instanceof ReferencesNeeded)) throw translateDatabaseError(runtime, error);
      if (attempt === MAX_ATTEMPTS)
        throw new Error(`a transaction asked ${MAX_ATTEMPTS} times for documents of other domains`, { cause: error });
    }
    await memory.learn(runtime.references, call);
  }
}

/** What goes wrong here goes wrong again where it matters, or does not matter: a repeated request is answered while the others are down. */
async function lookAhead(runtime: Runtime, memory: ReferenceMemory, call: CallContext, foresee: () => Promise<ReferenceRequest[]>) {
  const hasty = { ...call, deadlineMs: Math.min(call.deadlineMs, Date.now() + LOOK_AHEAD_MS) };
  try {
    await withDeadline(hasty.deadlineMs, async () => memory.foresee(runtime.references, hasty, await foresee()));
  } catch {
    // The transaction asks again.
  }
}

function runOnce<T>(
  given: Pick<Write, 'runtime' | 'call' | 'drawn' | 'quiet'>,
  memory: ReferenceMemory,
  work: (write: Write) => Promise<T>,
) {
  const { runtime } = given;
  return runTransaction(runtime.db, async (transaction) => {
    const tx = transaction.withSchema(runtime.schema);
    const write = { ...given, tx, now: runtime.now(), revised: new Set<string>(), sent: false } as Write;
    write.context = createContext(write, memory);
    const result = await work(write);
    memory.throwIfAsked();
    return { result, sent: write.sent };
  });
}
