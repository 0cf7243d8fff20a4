import { problemOf } from '@business-m/documents';
import type { Message, RetriedMessages } from '@business-m/metadata';
import { useState } from 'react';
import { useMessageRetry } from './message-api.ts';

/** The result of a retry, with the message as it was before. */
export interface RetryResult {
  message: Message;
  /** Null when it was retried. */
  refusal: string | null;
}

/** The id of one message, or all of a state. */
type Busy = number | 'all' | null;

const none = { retried: 0, refused: 0 };

/** Retries one message or all of a state, and keeps the results; dismisses messages. */
export function useRetries(scope: string) {
  const { retry, retryAll, dismiss, refresh } = useMessageRetry(scope);
  const [results, setResults] = useState<ReadonlyMap<number, RetryResult>>(new Map());
  const [sum, setSum] = useState(none);
  const [busy, setBusy] = useState<Busy>(null);
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
        // The server retries some at a time.
        for (let [more, after] = [true, 0]; more; ) {
          const done = await retryAll(state, after);
          take(shown, done);
          // The server ran out of time; the user may press again.
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
