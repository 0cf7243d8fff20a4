import type { FieldError, Problem } from '@business-m/metadata';
import { ApiError } from '@business-m/sdk';
import { useQueryClient } from '@tanstack/react-query';

/** The problem of an error. A fault of the browser's own code reads as one too. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return {
    type: 'about:blank',
    title: 'Something went wrong',
    status: 0,
    code: 'internal',
    detail: error instanceof Error ? error.message : String(error),
  };
}

export function fieldErrorsOf(problem: Problem): FieldError[] {
  if (problem.errors && problem.errors.length > 0) return problem.errors;
  return problem.field === undefined ? [] : [{ field: problem.field, code: problem.code, message: problem.detail }];
}

export interface Read {
  data: unknown;
  error: Error | null;
  failureReason: Error | null;
  failureCount: number;
  isPlaceholderData: boolean;
  refetch(): Promise<unknown>;
}

export interface LoadTrouble {
  problem: Problem;
  retrying: boolean;
  retry(): void;
}

/** A single failure is retried at once. */
const FAILURES_SHOWN = 2;

function failureOf(read: Read): Error | null {
  if (read.data !== undefined && !read.isPlaceholderData) return null;
  const soFar = read.failureCount >= FAILURES_SHOWN || (read.failureReason && problemOf(read.failureReason).code === 'timeout');
  return read.error ?? (soFar ? read.failureReason : null);
}

/**
 * The first query without data that failed, for good or so far. While its service is away a query keeps retrying (`readRetry` of the sdk),
 * and the screen appears by itself.
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
      // A query that waits for its next retry would not start anew.
      const waiting = client.cancelQueries({ predicate: ({ state }) => state.fetchStatus !== 'idle' && state.fetchFailureCount > 0 });
      void waiting.then(() => Promise.all(troubled.map((read) => read.refetch())));
    },
  };
}
