import { problemOf } from '@business-m/documents';
import type { Message } from '@business-m/metadata';
import { useApi } from '@business-m/sdk';
import { useState } from 'react';
import { readAllOf, useMessageRetry } from './message-api.ts';

/** More than this at once is work for the command line. */
const RETRY_ALL_AT_MOST = 1_000;
/** Beside each other; each is one small transaction. */
const ABREAST = 4;

/** How a retry ended, with the message as it was, so that it can be shown after it has left the list. */
export interface RetryResult {
  message: Message;
  /** Why it was not brought on its way again; null when it was. */
  refusal: string | null;
}

/** Retries, one or all of a state, and what became of each. */
export function useRetries(scope: string) {
  const api = useApi();
  const { retry, refresh } = useMessageRetry(scope);
  const [results, setResults] = useState<ReadonlyMap<number, RetryResult>>(new Map());
  const [busy, setBusy] = useState<{ done: number; of: number; ids: ReadonlySet<number> } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function run(messages: readonly Message[]): Promise<void> {
    const waiting = [...messages];
    setBusy({ done: 0, of: messages.length, ids: new Set(messages.map(({ id }) => id)) });
    const worker = async () => {
      for (let message = waiting.shift(); message; message = waiting.shift()) {
        const { id } = message;
        const why = await retry(id).then(
          () => null,
          (error: unknown) => problemOf(error).detail,
        );
        const result = { message, refusal: why };
        setResults((before) => new Map(before).set(id, result));
        setBusy((before) => before && { ...before, done: before.done + 1 });
      }
    };
    await Promise.all(Array.from({ length: ABREAST }, worker));
    await refresh();
    setBusy(null);
  }

  return {
    results,
    busy,
    /** Why the messages to retry could not even be read. */
    refusal,
    one: (message: Message) => run([message]),
    async all(state: Message['state']): Promise<void> {
      setRefusal(null);
      setBusy({ done: 0, of: 0, ids: new Set() });
      try {
        await run((await readAllOf(api, scope, state, RETRY_ALL_AT_MOST)).filter(({ retryable }) => retryable));
      } catch (error) {
        setRefusal(problemOf(error).detail);
        setBusy(null);
      }
    },
    forget: () => setResults(new Map()),
  };
}
