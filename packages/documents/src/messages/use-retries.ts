import { problemOf } from '@business-m/documents';
import type { Message, RetriedMessages } from '@business-m/metadata';
import { useState } from 'react';
import { useMessageRetry } from './message-api.ts';

/** How a retry ended, with the message as it was, so that it can be shown after it has left the list. */
export interface RetryResult {
  message: Message;
  /** Why it was not brought on its way again; null when it was. */
  refusal: string | null;
}

/** What is going on: one message by its number, or all of a state. */
type Busy = number | 'all' | null;

const none = { retried: 0, refused: 0 };

/** Retries, one or all of a state, and what became of each; and dismissals. */
export function useRetries(scope: string) {
  const { retry, retryAll, dismiss, refresh } = useMessageRetry(scope);
  const [results, setResults] = useState<ReadonlyMap<number, RetryResult>>(new Map());
  const [sum, setSum] = useState(none);
  const [busy, setBusy] = useState<Busy>(null);
  /** Why nothing more was tried, after what `sum` counts. */
  const [refusal, setRefusal] = useState<string | null>(null);
  const note = (found: readonly RetryResult[]) =>
    setResults((before) => new Map([...before, ...found.map((result) => [result.message.id, result] as const)]));

  function take(shown: readonly Message[], { retried, refused }: RetriedMessages) {
    setSum((before) => ({ retried: before.retried + retried, refused: before.refused + refused.length }));
    const why = new Map(refused.map(({ id, message }) => [id, message]));
    note(
      shown.filter(({ retryable, id }) => retryable || why.has(id)).map((message) => ({ message, refusal: why.get(message.id) ?? null })),
    );
  }

  return {
    results,
    sum,
    busy,
    refusal,
    async one(message: Message): Promise<void> {
      setBusy(message.id);
      const why = await retry(message.id).then(
        () => null,
        (error: unknown) => problemOf(error).detail,
      );
      note([{ message, refusal: why }]);
      await refresh();
      setBusy(null);
    },
    /** `shown`: the messages on screen, which keep their place beside what became of them. */
    async all(state: 'refused' | 'dead', shown: readonly Message[]): Promise<void> {
      setBusy('all');
      setSum(none);
      setRefusal(null);
      try {
        // The server takes some at a time.
        for (let [more, after] = [true, 0]; more; ) {
          const done = await retryAll(state, after);
          take(shown, done);
          // Without a step forward there is no time left for one; whoever presses again has it.
          more = done.more && done.last > after;
          after = done.last;
        }
      } catch (error) {
        setRefusal(problemOf(error).detail);
      }
      await refresh();
      setBusy(null);
    },
    /** @throws what the server refuses it with. */
    async dismiss(id: number, reason: string): Promise<void> {
      await dismiss(id, reason);
      await refresh();
    },
    forget() {
      setResults(new Map());
      setSum(none);
      setRefusal(null);
    },
  };
}
