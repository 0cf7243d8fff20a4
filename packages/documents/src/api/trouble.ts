import type { FieldError, Problem } from '@business-m/metadata';
import { ApiError } from '@business-m/sdk';
import { useQueryClient } from '@tanstack/react-query';

/** The problem behind an error. A fault of the browser's own code reads as one too, so that a screen has one way to show both. */
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

/** The problem's complaints field by field; empty when it concerns none. */
export function fieldErrorsOf(problem: Problem): FieldError[] {
  if (problem.errors && problem.errors.length > 0) return problem.errors;
  return problem.field === undefined ? [] : [{ field: problem.field, code: problem.code, message: problem.detail }];
}

/** The part of a query's result that tells how its reading stands. */
export interface Read {
  data: unknown;
  error: Error | null;
  failureReason: Error | null;
  failureCount: number;
  /** The data shown is of another query. */
  isPlaceholderData: boolean;
  refetch(): Promise<unknown>;
}

/** Why a screen has nothing to show. */
export interface LoadTrouble {
  problem: Problem;
  /** It is tried again by itself. */
  retrying: boolean;
  retry(): void;
}

/** A single lost try is not worth a message: the next one follows at once. */
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
