import type { FieldError, Problem } from '@business-m/metadata';
import { ApiError } from '@business-m/sdk';

/** What the server said no with; a fault of our own reads as one too, so that a screen has one way to show both. */
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
