import type { Problem } from '@business-m/metadata';

/** The desk’s HTTP client, same-origin (`/api/…`). A GET has no headers of its own, so that the browser matches it with a preload. */
export interface ApiClient {
  get<T>(path: string, options?: RequestOptions<T>): Promise<Answer<T>>;
  post<T>(path: string, body: unknown, options?: WriteOptions<T>): Promise<Answer<T>>;
  put<T>(path: string, body: unknown, options: WriteOptions<T> & { ifMatch: string }): Promise<Answer<T>>;
  delete(path: string, options: WriteOptions & { ifMatch: string }): Promise<void>;
}

export interface Answer<T> {
  data: T;
  etag: string | null;
}

/** What an answer must look like. Every zod schema is one. */
export interface AnswerSchema<T> {
  safeParse(
    body: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}

export interface RequestOptions<T = unknown> {
  /** Checks the answer and gives `data` its type; another answer throws `bad-answer`. Without it nobody checks. Since 1.2. */
  schema?: AnswerSchema<T>;
  signal?: AbortSignal;
  /** Default 15,000 for a read, 40,000 for a write. */
  timeoutMs?: number;
}

export interface WriteOptions<T = unknown> extends RequestOptions<T> {
  ifMatch?: string;
  /** One for each intention of the user: a double click or a retry with the same key takes effect once. */
  idempotencyKey?: string;
}

/** Thrown by every call that did not succeed; `problem.code` is `network`, `timeout` or the server's. */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
  }
}
