import type { Problem } from '@business-m/metadata';
import { useQueryClient } from '@tanstack/react-query';
import { problemOf } from './refusal.ts';

/** Of a query's result, what tells how its reading stands. */
export interface Read {
  data: unknown;
  error: Error | null;
  failureReason: Error | null;
  failureCount: number;
  /** What is shown belongs to another question. */
  isPlaceholderData: boolean;
  refetch(): Promise<unknown>;
}

/** Why a screen has nothing to show. */
export interface LoadTrouble {
  problem: Problem;
  /** It is tried again without anybody asking for it. */
  retrying: boolean;
  retry(): void;
}

/** One lost try heals by itself before anybody has read about it. */
const FAILURES_SHOWN = 2;

function failureOf(read: Read): Error | null {
  if (read.data !== undefined && !read.isPlaceholderData) return null;
  const soFar = read.failureCount >= FAILURES_SHOWN || (read.failureReason && problemOf(read.failureReason).code === 'timeout');
  return read.error ?? (soFar ? read.failureReason : null);
}

/**
 * What keeps a screen from being drawn: the first of its reads that has nothing to show and failed, for good or so far. While its service
 * is away a read goes on trying (`readRetry` of the sdk), and the screen comes by itself.
 */
export function useLoadTrouble(...reads: Read[]): LoadTrouble | null {
  const client = useQueryClient();
  const troubled = reads.filter((read) => failureOf(read) !== null);
  const [first] = troubled;
  if (!first) return null;
  return {
    problem: problemOf(failureOf(first)),
    retrying: troubled.every((read) => read.error === null),
    retry() {
      // A read in the pause between two tries would take part in the waiting, not start anew.
      const waiting = client.cancelQueries({ predicate: ({ state }) => state.fetchStatus !== 'idle' && state.fetchFailureCount > 0 });
      void waiting.then(() => Promise.all(troubled.map((read) => read.refetch())));
    },
  };
}
